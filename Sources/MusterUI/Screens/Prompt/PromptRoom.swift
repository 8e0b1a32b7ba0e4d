import Foundation
package import MusterCore

/// A prompt in progress for some models, with its parameters.
package struct PromptRoom: Room {
    /// The form lines, in their order.
    package enum Part: Int, Sendable, CaseIterable {
        case prompt
        case system
        case temperature
        case maxTokens
        case effort
    }

    /// The recipients; at least one.
    package let ids: [ModelID]
    /// The line with the keys.
    package private(set) var part = Part.prompt
    private var fields: [TextField]
    /// The index of the earlier prompt on screen; `nil` for the new one.
    private var recalled: Int?
    private var written = ""

    init(for ids: [ModelID], _ draft: Prompts.Draft) {
        self.ids = ids
        fields = [draft.text, draft.system, draft.temperature, draft.maxTokens, draft.effort]
            .map { TextField($0) }
    }

    /// Opens the prompt for models, or explains why it cannot.
    static func open(
        for models: [Model],
        draft: Prompts.Draft? = nil,
        _ world: World
    ) -> Outcome {
        if let reason = reasonNotToPrompt(models, world) { return [.say(reason, .warning)] }
        let room = PromptRoom(for: models.map(\.id), draft ?? world.prompts.draft)
        guard world.context.lacksKey else { return [.push(room)] }
        // The user may have set a key since muster started.
        return [
            .change(.note("No API key: \(world.context.keyHint)", .warning)),
            .push(NoKeyRoom(then: room)), .effect(.lookForKey),
        ]
    }

    private static func reasonNotToPrompt(_ models: [Model], _ world: World) -> SanitizedText? {
        guard !models.isEmpty else {
            guard world.catalog.models.isEmpty else { return "No models match" }
            return world.activity == .refreshing
                ? "The catalog is on its way" : "No models yet: press \(world.keyName(.refresh))"
        }
        if let model = models.first(where: \.isDisabled) {
            return "\(model.id.rawValue) is disabled; \(world.keyName(.disable)) enables it"
        }
        if let model = models.first(where: { $0.id.isBatchOnly }) {
            return "\(model.id.rawValue) answers only the Batch API; ask \(model.id.base.rawValue)"
        }
        let limit = AnswersPane.limit
        if models.count > limit {
            return "\(models.count) are marked; at most \(limit) answer at once"
        }
        if world.answers.running + models.count > limit {
            let cancel = world.keyName(.cancel)
            return "At most \(limit) models answer at once; \(cancel) cancels one"
        }
        return nil
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key) where world.isWayOut(key):
            return [.change(.draft(draft(isSent: false))), .pop]
        case .key(.enter): return send(world)
        case .key(.control("e")): return [.effect(.edit(field.text))]
        case .key(let key): return apply(key, sent: world.prompts.sent) ? [] : [.pass]
        case .paste(let text): paste(text)
        case .scroll: break
        case .event(.edited(.success(let text))): field.replace(with: text)
        case .event(.edited(.failure(let error))):
            return [.say("The editor returned nothing: \(error.description)", .error)]
        default: return [.pass]
        }
        return []
    }

    private func send(_ world: World) -> Outcome {
        let models = world.catalog.models(ids)
        guard !models.isEmpty else {
            return [.say("\(ids[0].rawValue) is not in the catalog any more", .warning)]
        }
        guard let requests = requests(for: models) else {
            let empty: SanitizedText = "The prompt is empty; \(world.wayOut) leaves it"
            return [.say(complaint ?? empty, .warning)]
        }
        return [.clear, .change(.draft(draft(isSent: true))), .change(.ask(requests))]
    }

    /// The part to keep after closing.
    private func draft(isSent: Bool) -> Prompts.Draft {
        var draft = Prompts.Draft()
        draft.text = isSent ? "" : field.text
        draft.system = self[.system].text
        draft.temperature = self[.temperature].text
        draft.maxTokens = self[.maxTokens].text
        draft.effort = self[.effort].text
        return draft
    }

    package subscript(part: Part) -> TextField {
        get { fields[part.rawValue] }
        _modify { yield &fields[part.rawValue] }
    }

    package var field: TextField {
        get { self[.prompt] }
        _modify { yield &self[.prompt] }
    }

    /// Whether to show the lines below the prompt: only when in use.
    package var showsParameters: Bool {
        part != .prompt || Part.allCases.dropFirst().contains { !self[$0].isEmpty }
    }

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

    /// The request for each model; `nil` while there is nothing to send.
    func requests(for models: [Model]) -> [GenerationRequest]? {
        let text = field.text
        guard text.contains(where: { !$0.isWhitespace }), complaint == nil else { return nil }
        let system = self[.system].text
        return models.map { model in
            var request = GenerationRequest(
                model,
                systemPrompt: system.allSatisfy(\.isWhitespace) ? nil : system,
                prompt: text,
                maxTokens: maxTokens ?? GenerationRequest.defaultMaxTokens
            )
            request.temperature = temperature
            request.reasoningEffort = effort
            return request
        }
    }

    /// The cost estimate as far as prices are known: `~12 tokens, at most $0.0025`.
    func estimate(for models: [Model]) -> SanitizedText {
        let cut: SanitizedText =
            field.isFull ? "cut at \(TextField.maximumLength) characters; " : ""
        return cut + cost(of: models)
    }

    private func cost(of models: [Model]) -> SanitizedText {
        let tokens = TokenEstimate(prompt: field.text, system: self[.system].text).likely
        let answer = maxTokens ?? GenerationRequest.defaultMaxTokens
        var cost = Decimal(0)
        for model in models {
            guard let most = model.cost(promptTokens: tokens, completionTokens: answer) else {
                return "~\(tokens) tokens, at a price that varies"
            }
            cost += most
        }
        let most = cost == 0 ? "free" : "at most \(Quantity.dollars(cost))"
        return "~\(tokens) tokens, \(most)\(Self.pinned(models))"
    }

    /// What the models are pinned to, as the end of a line.
    private static func pinned(_ models: [Model]) -> SanitizedText {
        let pins = models.compactMap(\.pin)
        guard let first = pins.first else { return "" }
        if models.count > 1 { return ", \(pins.count) of \(models.count) pinned" }
        return SanitizedText(sanitizing: ", pinned to \(first.words)").singleLine
    }

    private mutating func paste(_ text: String) {
        let isLong = part == .prompt || part == .system
        self[part].insert(text, onOneLine: !isLong)
    }

    /// Applies an editing key; returns whether it was one.
    private mutating func apply(_ key: KeyPress, sent: [String]) -> Bool {
        switch key {
        case .tab: move(1)
        case .backTab: move(-1)
        case .alt(.enter), .control("j"):
            if part == .prompt || part == .system { self[part].insert("\n") }
        case .control("p"): recall(-1, sent)
        case .control("n"): recall(1, sent)
        case .up where part == .prompt && field.isOnFirstLine: recall(-1, sent)
        case .down where part == .prompt && field.isOnLastLine: recall(1, sent)
        default:
            return self[part].apply(key)
        }
        return true
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

    /// Shows an earlier or a later prompt; after the newest comes the unsent text.
    private mutating func recall(_ step: Int, _ sent: [String]) {
        guard part == .prompt, !sent.isEmpty else { return }
        let place = recalled ?? sent.count
        let next = min(max(place + step, 0), sent.count)
        guard next != place else { return }
        if recalled == nil { written = field.text }
        recalled = next == sent.count ? nil : next
        field = TextField(recalled.map { sent[$0] } ?? written)
    }

    package func hints(_ world: World) -> [Hint] {
        guard part == .prompt else {
            return [("Enter", "send"), ("Tab", "next"), (world.wayOut, "leave")]
        }
        return [
            ("Enter", "send"), ("Alt-Enter", "new line"), ("Tab", "parameters"),
            ("Up", "earlier prompts"), ("Ctrl-E", "editor"), (world.wayOut, "leave"),
        ]
    }
}

extension Action {
    static let prompt = Action(
        "prompt",
        "write a prompt, and generate with the model",
        "p",
        hint: "prompt",
        unless: cannotPrompt
    ) { PromptRoom.open(for: $0.catalog.selected.map { [$0] } ?? [], $0) }

    static let promptMarked = Action(
        "prompt-marked",
        "write a prompt for all marked models",
        "P",
        unless: noneMarked
    ) { world in
        let marked = world.catalog.markedModels.filter { !$0.isDisabled }
        guard !marked.isEmpty else {
            let (one, range) = (world.keyName(.mark), world.keyName(.markRange))
            guard world.catalog.marked.isEmpty else {
                return [
                    .say("Every marked model is disabled; \(world.keyName(.disable)) enables one")
                ]
            }
            return [.say("No model is marked: \(one) marks one, \(range) a range")]
        }
        return PromptRoom.open(for: marked, world)
    }
}
