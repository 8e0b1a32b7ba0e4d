/// A difference in a model since it last answered, since a slate was made, or since it was stored.
package struct ModelChange: Sendable, Hashable {
    package static let absent = "-"

    /// The changed field, named as in the model's JSON: `context_length`, `prompt_price`, ...
    package var field: String
    /// The old value; remote text.
    package var before: String
    /// The new value; remote text.
    package var now: String
}

/// A snapshot of facts about a model, for later comparison.
///
/// Most models do not change, so callers compare the stored form as a whole before they parse it.
struct ModelFacts: Sendable {
    /// Values by their names in the model's JSON; `nil` means known to be absent.
    private let values: [(field: String, value: String?)]

    init(_ values: [(field: String, value: String?)]) { self.values = values }

    /// The catalog facts on which a batch depends.
    init(_ model: Model) {
        values = [
            ("hugging_face_id", model.huggingFaceID?.rawValue),
            ("openrouter_slug", model.openRouterSlug),
            ("context_length", model.contextLength.map(String.init)),
            ("prompt_price", model.promptPrice?.perMillionString),
            ("completion_price", model.completionPrice?.perMillionString),
        ]
    }

    /// The facts from an endpoints list: who serves the model, and its quantizations.
    init(_ endpoints: [Endpoint]) {
        values = [
            ("providers", Self.list(endpoints.map(\.provider))),
            ("quantization", Self.list(endpoints.compactMap(\.quantization))),
        ]
    }

    init(stored: String) {
        values = stored.split(separator: "\n").map { line in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.dropFirst().first { !$0.isEmpty }.map(String.init))
        }
    }

    /// The stored form: one line per fact.
    var stored: String {
        values.map { "\($0.field)=\(($0.value ?? "").replacing("\n", with: " "))" }
            .joined(separator: "\n")
    }

    /// Lists the differences in `later`, in the order of these facts.
    ///
    /// Facts missing from `later` are not compared. A fact that was absent before counts as news
    /// rather than a change, and is omitted unless `includesNews` is true.
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
