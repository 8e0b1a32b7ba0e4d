/// Something about a model that is not as it was: when it last answered, in a slate, or as stored.
package struct ModelChange: Sendable, Hashable {
    /// What stands for a value that is not there.
    package static let absent = "-"

    /// What changed, in the words of the model's JSON: `context_length`, `prompt_price`, ...
    package var field: String
    /// What was seen before; remote text.
    package var before: String
    /// What is known now; remote text.
    package var now: String
}

/// What was known of a model at one moment, so that what differs later can be told.
///
/// The form in which it is stored is compared as a whole before anything in it is read: most models
/// are as they were.
struct ModelFacts: Sendable {
    /// Facts by their names in the model's JSON; `nil` is known to be absent.
    private let values: [(field: String, value: String?)]

    init(_ values: [(field: String, value: String?)]) { self.values = values }

    /// The facts of the catalog on which a batch depends.
    init(_ model: Model) {
        values = [
            ("hugging_face_id", model.huggingFaceID?.rawValue),
            ("openrouter_slug", model.openRouterSlug),
            ("context_length", model.contextLength.map(String.init)),
            ("prompt_price", model.promptPrice?.perMillionString),
            ("completion_price", model.completionPrice?.perMillionString),
        ]
    }

    /// The facts that an endpoints list tells: who serves the model, and how it is quantized.
    init(_ endpoints: [Endpoint]) {
        values = [
            ("providers", Self.list(endpoints.map(\.provider))),
            ("quantization", Self.list(endpoints.compactMap(\.quantization))),
        ]
    }

    /// Reads the stored form.
    init(stored: String) {
        values = stored.split(separator: "\n").map { line in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.dropFirst().first { !$0.isEmpty }.map(String.init))
        }
    }

    /// The form in which it is stored: a line for each fact.
    var stored: String {
        values.map { "\($0.field)=\(($0.value ?? "").replacing("\n", with: " "))" }
            .joined(separator: "\n")
    }

    /// What differs later, in the order of these facts.
    ///
    /// A fact that nobody asked for later is not compared. One that was absent before is news rather
    /// than a change, and left out unless it `includesNews`.
    func changes(to later: ModelFacts, includesNews: Bool = false) -> [ModelChange] {
        let known = Dictionary(
            later.values.map { ($0.field, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        return values.compactMap { field, before in
            guard let now = known[field], now != before, before != nil || includesNews else {
                return nil
            }
            return ModelChange(
                field: field,
                before: before ?? ModelChange.absent,
                now: now ?? ModelChange.absent
            )
        }
    }

    private static func list(_ names: [String]) -> String? {
        names.isEmpty ? nil : Set(names).sorted().joined(separator: ", ")
    }
}
