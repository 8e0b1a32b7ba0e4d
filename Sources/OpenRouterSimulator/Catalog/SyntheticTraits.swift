import Foundation

/// Benchmarks, reasoning and knowledge of a synthetic model, which depend only on its ID, its price
/// and its age.
struct SyntheticTraits {
    let cutoff: String?
    let reasoning: JSONValue
    /// `nil` for every third model, of which nobody has published any.
    let benchmarks: JSONValue?

    init(_ blueprint: ModelBlueprint) {
        var random = SeededGenerator(seed: 11, text: blueprint.id)
        let months = Int.random(in: 6...20, using: &random)
        let day = Date(timeIntervalSince1970: Double(blueprint.created - months * 30 * 86_400))
        let isKnown = Int.random(in: 0..<4, using: &random) > 0
        cutoff = isKnown ? String(day.formatted(.iso8601.year().month().day()).prefix(7)) : nil
        let isAlways = blueprint.id.contains("thinking") || blueprint.id.hasPrefix("openai/o")
        reasoning = [
            "mandatory": .bool(isAlways), "default_enabled": true,
            "supported_efforts": .array(["high", "medium", "low"]), "default_effort": "medium",
        ]
        guard Int.random(in: 0..<3, using: &random) > 0, let price = Double(blueprint.completion)
        else {
            benchmarks = nil
            return
        }
        // Dearer and newer models score higher, as a rule.
        let dollars = max(price * 1_000_000, 0.02)
        let years = Double(blueprint.created - 1_700_000_000) / 31_536_000
        let luck = Double.random(in: -6...6, using: &random)
        let score = min(max(22 + 7 * log10(dollars) + 6 * years + luck, 3), 68)
        func index(_ offset: Double) -> JSONValue {
            .number(String(format: "%.1f", max(score + offset, 1)))
        }
        benchmarks = [
            "artificial_analysis": [
                "intelligence_index": index(0),
                "coding_index": index(Double.random(in: -8...2, using: &random)),
                "agentic_index": index(Double.random(in: -12...1, using: &random)),
            ],
            "design_arena": .array([]),
        ]
    }
}
