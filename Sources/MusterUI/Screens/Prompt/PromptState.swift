import Foundation
package import MusterCore

/// A prompt being written for models, with what goes with it.
package struct PromptState: Sendable, Equatable {
    /// The lines of the form, in their order.
    package enum Part: Int, Sendable, CaseIterable {
        case prompt
        case system
        case temperature
        case maxTokens
        case effort
    }

    /// The models that will get it; at least one.
    package let models: [Model]
    /// Where keys go.
    package private(set) var part = Part.prompt
    private var fields: [TextField]
    /// Which earlier prompt is shown; `nil` for what is being written.
    private var recalled: Int?
    private var written = ""

    /// Creates an editor that begins with `draft`.
    package init(models: [Model], draft: PromptDraft = PromptDraft()) {
        self.models = models
        fields = [draft.text, draft.system, draft.temperature, draft.maxTokens, draft.effort]
            .map { TextField($0) }
    }

    /// The text of a part.
    package subscript(part: Part) -> TextField {
        get { fields[part.rawValue] }
        set { fields[part.rawValue] = newValue }
    }

    /// The prompt.
    package var field: TextField {
        get { self[.prompt] }
        set { self[.prompt] = newValue }
    }

    /// Whether the lines below the prompt are shown: they are in use.
    package var showsParameters: Bool {
        part != .prompt || Part.allCases.dropFirst().contains { !self[$0].isEmpty }
    }

    /// What is wrong with a parameter, in words.
    package var complaint: SanitizedText? {
        if !self[.temperature].isEmpty, temperature == nil {
            return "The temperature has to be between 0 and 2"
        }
        if !self[.maxTokens].isEmpty, maxTokens == nil {
            return "Max tokens has to be a number from 1 to 1000000"
        }
        if !self[.effort].isEmpty, effort == nil {
            return
                "The effort can be \(ReasoningEffort.allCases.map(\.rawValue).joined(separator: " "))"
        }
        return nil
    }

    /// What will be sent to each model; `nil` while there is nothing to send.
    package var requests: [GenerationRequest]? {
        let text = field.text
        guard text.contains(where: { !$0.isWhitespace }), complaint == nil else { return nil }
        let system = self[.system].text
        return models.map { model in
            var request = GenerationRequest(
                model,
                systemPrompt: system.allSatisfy(\.isWhitespace) ? nil : system,
                prompt: text,
                maxTokens: maxTokens ?? CompletionRequest.defaultMaxTokens
            )
            request.temperature = temperature
            request.reasoningEffort = effort
            return request
        }
    }

    /// What it may cost, as far as prices are known: `~12 tokens, at most $0.0025`.
    package var estimate: SanitizedText {
        let tokens = TokenEstimate(prompt: field.text, system: self[.system].text).likely
        let answer = maxTokens ?? CompletionRequest.defaultMaxTokens
        var cost = Decimal(0)
        for model in models {
            guard let most = model.cost(promptTokens: tokens, completionTokens: answer) else {
                return "~\(tokens) tokens, at a price that varies"
            }
            cost += most
        }
        let most = cost == 0 ? "free" : "at most \(Quantity.dollars(cost))"
        return "~\(tokens) tokens, \(most)"
    }

    /// Inserts pasted text where keys go.
    mutating func paste(_ text: String) {
        let isLong = part == .prompt || part == .system
        self[part].insert(isLong ? text : text.replacing("\n", with: " "))
    }

    /// Applies a key of the editor.
    mutating func apply(_ key: KeyPress, history: PromptHistory) {
        switch key {
        case .tab: move(1)
        case .backTab: move(-1)
        case .alt(.enter), .control("j"):
            if part == .prompt || part == .system { self[part].insert("\n") }
        case .control("p"): recall(-1, history)
        case .control("n"): recall(1, history)
        case .up where part == .prompt && field.isOnFirstLine: recall(-1, history)
        case .down where part == .prompt && field.isOnLastLine: recall(1, history)
        default:
            _ = self[part].apply(key)
        }
    }

    private var temperature: Double? {
        Double(self[.temperature].text).flatMap { (0...2).contains($0) ? $0 : nil }
    }

    private var maxTokens: Int? {
        Int(self[.maxTokens].text).flatMap { (1...1_000_000).contains($0) ? $0 : nil }
    }

    private var effort: ReasoningEffort? {
        ReasoningEffort(rawValue: self[.effort].text.lowercased())
    }

    private mutating func move(_ step: Int) {
        let count = Part.allCases.count
        part = Part(rawValue: (part.rawValue + step + count) % count) ?? .prompt
    }

    /// Shows an earlier prompt, or a later one; beyond the newest stands what was being written.
    private mutating func recall(_ step: Int, _ history: PromptHistory) {
        guard part == .prompt, !history.prompts.isEmpty else { return }
        let place = recalled ?? history.prompts.count
        let next = min(max(place + step, 0), history.prompts.count)
        guard next != place else { return }
        if recalled == nil { written = field.text }
        recalled = next == history.prompts.count ? nil : next
        field = TextField(recalled.map { history.prompts[$0] } ?? written)
    }
}
