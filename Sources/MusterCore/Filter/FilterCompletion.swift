/// Completions for the piece of a filter before the cursor.
package struct FilterCompletion: Sendable, Equatable {
    package struct Candidate: Sendable, Equatable {
        /// The whole completed piece.
        package var text: String
        /// A short explanation; empty for values.
        package var explanation = ""
    }

    /// Catalog words that can complete a value.
    package enum Vocabulary: Sendable, Hashable {
        case authors
        case inputs
        case outputs
        case parameters

        /// Lists the words of these models in order of first appearance.
        ///
        /// Neighbours often repeat each other, so it skips words equal to the one before.
        package func words(of models: [Model]) -> [String] {
            var words: Set<String> = []
            var last: [String] = []
            for model in models {
                let next =
                    switch self {
                    case .authors: [model.id.author.lowercased()]
                    case .inputs: model.entry.inputModalities
                    case .outputs: model.entry.outputModalities
                    case .parameters: model.entry.supportedParameters
                    }
                guard next != last else { continue }
                last = next
                words.formUnion(next)
            }
            return words.sorted()
        }
    }

    /// The replaced range, in characters of the filter.
    package let range: Range<Int>
    /// Completions in order; never empty.
    package let candidates: [Candidate]
    /// The whole word before the cursor, if it is the beginning of a condition and none as it is;
    /// in characters of the filter.
    package let pending: Range<Int>?

    package var commonPrefix: String {
        candidates.dropFirst().reduce(candidates[0].text) { prefix, candidate in
            String(zip(prefix, candidate.text).prefix { $0 == $1 }.map(\.0))
        }
    }

    /// Finds completions for the text before the cursor; `nil` if there are none.
    package init?(of text: [Character], saved: [String], words: (Vocabulary) -> [String]) {
        var isQuoted = false
        var start = 0
        for (index, character) in text.enumerated() {
            if character == "\"" { isQuoted.toggle() }
            if character.isWhitespace, !isQuoted { start = index + 1 }
        }
        guard !isQuoted else { return nil }
        let wordStart = start
        if start + 1 < text.count, text[start] == "-" { start += 1 }
        let word = text[start...]
        var needsKnownValue = true
        let known: [Candidate]
        if let colon = word.firstIndex(of: ":") {
            let key = FilterParser.Key(rawValue: String(word[..<colon]).lowercased())
            guard let key else { return nil }
            start = (word.lastIndex(of: "|") ?? colon) + 1
            known = Self.values(of: key, words).map { Candidate(text: $0) }
        } else if let comparison = word.firstIndex(where: { "<>=".contains($0) }) {
            let name = String(word[..<comparison]).lowercased()
            guard let quantity = FilterCondition.Quantity(rawValue: name) else { return nil }
            start = word[comparison...].firstIndex { !"<>=".contains($0) } ?? text.count
            needsKnownValue = start == text.count
            known = Self.examples(of: quantity).map { Candidate(text: $0) }
        } else if word.first == "@" {
            known = saved.sorted().map { Candidate(text: "@" + $0, explanation: "a saved filter") }
        } else {
            known =
                Self.keys
                + saved.sorted().map {
                    Candidate(text: "@" + $0, explanation: "a saved filter")
                }
        }
        let typed = String(text[start...]).lowercased()
        range = start..<text.count
        candidates = known.filter { $0.text.lowercased().hasPrefix(typed) && $0.text != typed }
        guard !candidates.isEmpty else { return nil }
        let isWhole = !needsKnownValue || known.contains { $0.text.lowercased() == typed }
        pending = isWhole || word.isEmpty ? nil : wordStart..<text.count
    }

    private static let keys: [Candidate] = [
        Candidate(text: "is:", explanation: "what state it is in"),
        Candidate(text: "author:", explanation: "who made it"),
        Candidate(text: "has:", explanation: "Hugging Face ID, or a reason"),
        Candidate(text: "in:", explanation: "what it takes: text, image, ..."),
        Candidate(text: "out:", explanation: "what it gives: text, image, ..."),
        Candidate(text: "param:", explanation: "what requests may ask for: tools, seed, ..."),
        Candidate(text: "reasoning:", explanation: "whether it reasons, and how hard"),
        Candidate(text: "ctx>=", explanation: "tokens of context"),
        Candidate(
            text: "price<=",
            explanation: "US dollars per million tokens, prompt and completion"
        ),
        Candidate(text: "prompt<=", explanation: "US dollars per million tokens of prompt"),
        Candidate(text: "completion<=", explanation: "US dollars per million tokens of completion"),
        Candidate(text: "batch<=", explanation: "the same for both at the Batch API"),
        Candidate(text: "age<", explanation: "time since it was added"),
        Candidate(text: "speed>=", explanation: "tokens a second, as published"),
        Candidate(text: "latency<=", explanation: "seconds to the first token, as published"),
        Candidate(text: "uptime>=", explanation: "percent of the last 30 minutes"),
        Candidate(text: "intelligence>=", explanation: "index of Artificial Analysis"),
        Candidate(text: "coding>=", explanation: "the same for coding"),
        Candidate(text: "agentic>=", explanation: "the same for agents"),
        Candidate(text: "cutoff>=", explanation: "knowledge cutoff date"),
    ]

    private static func values(
        of key: FilterParser.Key,
        _ words: (Vocabulary) -> [String]
    ) -> [String] {
        switch key {
        case .is: FilterCondition.State.allCases.map(\.rawValue)
        case .has: FilterCondition.Property.allCases.map(\.rawValue)
        case .author: words(.authors)
        case .in: words(.inputs)
        case .out: words(.outputs)
        case .param: words(.parameters)
        case .reasoning: ["always", "optional", "none", "low", "medium", "high", "xhigh", "max"]
        }
    }

    private static func examples(of quantity: FilterCondition.Quantity) -> [String] {
        switch quantity {
        case .ctx: ["32k", "128k", "200k", "1m"]
        case .price, .prompt, .completion, .batch: ["0", "0.5", "1", "5"]
        case .age: ["7d", "30d", "6m", "1y"]
        case .speed: ["20", "50", "100", "200"]
        case .latency: ["500ms", "1s", "2s", "5s"]
        case .uptime: ["90", "99", "99.9"]
        case .intelligence, .coding, .agentic: ["20", "30", "40", "50"]
        case .cutoff: ["2024", "2025", "2025-06", "2026"]
        }
    }
}
