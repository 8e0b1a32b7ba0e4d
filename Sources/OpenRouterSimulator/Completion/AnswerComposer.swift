/// Composes answers that read like a model's and depend only on model and prompt.
struct AnswerComposer: Sendable {
    /// The sentences in `answers.json` that answers consist of.
    private struct Phrases: Decodable {
        let bodies, code, remarks, closings, decisions: [String]
        let reasoning, wide, primeReasoning, primeCode, primeRemark: String
    }

    private static let phrases: Phrases = decoded(PackageResources.answers_json)

    private let row: CatalogRow
    /// The prompt, short enough to repeat in the answer.
    private let question: String
    private let isAboutPrimes: Bool

    /// The most characters of the prompt that an answer repeats.
    static let echoCharactersMax = 120

    init(row: CatalogRow, prompt: String) {
        self.row = row
        let flat = prompt.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isLong = flat.count > Self.echoCharactersMax
        question = isLong ? flat.prefix(Self.echoCharactersMax) + "…" : flat
        isAboutPrimes =
            row.id == "x-ai/grok-code-fast-1" || flat.lowercased().contains("prime")
    }

    /// A few paragraphs and a code block.
    var text: String {
        var random = SeededGenerator(seed: 3, text: row.id + question)
        var parts = [opening(&random)]
        if isAboutPrimes {
            parts += [Self.phrases.primeCode, Self.phrases.primeRemark]
        } else {
            parts += [
                Self.phrases.bodies.choice(&random), Self.phrases.code.choice(&random),
                Self.phrases.remarks.choice(&random),
            ]
        }
        if isWide { parts.append(Self.phrases.wide) }
        parts.append(Self.phrases.closings.choice(&random))
        return parts.joined(separator: "\n\n") + "\n"
    }

    var reasoning: String {
        var random = SeededGenerator(seed: 5, text: row.id + question)
        let subject = question.isEmpty ? "nothing in particular" : "“\(question)”"
        let steps = isAboutPrimes ? Self.phrases.primeReasoning : Self.phrases.reasoning
        return "The user asks about \(subject). " + steps + " "
            + Self.phrases.decisions.choice(&random)
    }

    /// Whether the answer has wide characters, as for Chinese vendors.
    private var isWide: Bool {
        ["qwen", "z-ai", "deepseek", "tencent"].contains(row.author)
    }

    private func opening(_ random: inout SeededGenerator) -> String {
        let name = row.name.split(separator: ": ").last.map(String.init) ?? row.name
        guard !question.isEmpty else { return "Hello, this is \(name). What can I do for you?" }
        return [
            "You asked: “\(question)” Here is how I would go about it.",
            "**\(question)** — a good question, and a short answer is possible.",
            "Let us take “\(question)” one step at a time.",
            "\(name) here. As I understand it, the question is “\(question)”.",
        ].choice(&random)
    }
}
