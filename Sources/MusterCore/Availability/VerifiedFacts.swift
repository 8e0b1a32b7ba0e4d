import Foundation

/// What was known of a model at one moment, as far as a batch depends on it.
///
/// It is kept from the moment of a verification, so that what differs later can be told. The form
/// in which it is stored is compared as a whole before anything in it is read: most models are as
/// they were.
struct VerifiedFacts: Sendable {
    /// Facts by their names in the model's JSON; what is unknown is an empty text.
    private var values: [(field: String, value: String)]

    /// The facts that the catalog tells.
    init(_ model: Model) {
        values = [
            ("hugging_face_id", model.huggingFaceID?.rawValue ?? ""),
            ("openrouter_slug", model.openRouterSlug ?? ""),
            ("context_length", model.contextLength.map(String.init) ?? ""),
            ("prompt_price", model.promptPrice?.perMillionString ?? ""),
            ("completion_price", model.completionPrice?.perMillionString ?? ""),
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
            return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
        }
    }

    /// The form in which it is stored: a line for each fact.
    var stored: String {
        values.map { "\($0.field)=\($0.value.replacing("\n", with: " "))" }
            .joined(separator: "\n")
    }

    /// What differs later, in the order of the facts; a fact unknown on either side differs not.
    func changes(to later: VerifiedFacts) -> [ModelChange] {
        let known = Dictionary(
            later.values.map { ($0.field, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        return values.compactMap { field, before in
            guard let now = known[field], now != before, !before.isEmpty else { return nil }
            return ModelChange(field: field, before: before, now: now.isEmpty ? "-" : now)
        }
    }

    private static func list(_ names: [String]) -> String {
        Set(names).sorted().joined(separator: ", ")
    }
}
