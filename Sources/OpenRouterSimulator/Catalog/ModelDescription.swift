/// A description of the kind that makers write, put together from stock phrases.
struct ModelDescription: Sendable {
    /// The model's name.
    let title: String
    /// The maker's name.
    let label: String
    /// The family it belongs to.
    let family: ModelFamily

    /// Two to four sentences, the same for the same title.
    var text: String {
        var random = SeededGenerator(seed: 7, text: title)
        var sentences = [
            "\(title) is \(label)’s \(Self.kinds.choice(&random)) \(Self.roles.choice(&random)).",
            Self.strengths.choice(&random),
            "It reads up to \(family.context / 1_000) thousand tokens at once\(inputs).",
        ]
        if family.traits.contains(.reasoning) {
            sentences.append("Reasoning can be turned off with `reasoning: {\"enabled\": false}`.")
        }
        if random.next() % 3 == 0 {
            // The lists have line breaks and Markdown links, and nobody renders them.
            sentences.append("\n\nSee the [release notes](/models/\(family.author)) — in brief.")
        }
        if family.author == "qwen" || family.author == "z-ai" {
            sentences.append("支持中文、英文等一百多种语言。")
        }
        return sentences.joined(separator: " ")
    }

    private var inputs: String {
        family.traits.contains(.vision) ? ", text and images alike" : ""
    }

    private static let kinds = [
        "compact", "mid-sized", "flagship", "mixture-of-experts", "instruction-tuned", "dense",
        "long-context", "cost-efficient",
    ]

    private static let roles = [
        "model for everyday assistance", "model for agents and tool use", "coding model",
        "model for analysis of long documents", "multilingual chat model", "all-round model",
    ]

    private static let strengths = [
        "It was tuned for following instructions to the letter and for calling tools in order.",
        "Against its predecessor it writes cleaner code and refuses less often without a reason.",
        "Its makers stress mathematics, where it comes close to models several times its size.",
        "It is meant for high volumes, where the price of a token decides — triage, for one.",
        "It keeps to structured output even in long conversations, which makes it easy to use.",
        "Early users praise its prose, and warn that it is confident when it is wrong.",
    ]
}
