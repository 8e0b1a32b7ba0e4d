package import Foundation
package import MusterCore

/// The generation pane: what is being asked of which model, and what has come.
package struct GenerationState: Sendable, Equatable {
    /// The pane's number, which names its generation to the runtime.
    package let pane: Int
    /// The model asked.
    package let modelID: ModelID
    /// Where it is.
    package private(set) var status = GenerationStatus.connecting
    /// The spelling that is being sent, when it is not the model ID.
    package private(set) var route: Route?
    /// Who answers.
    package private(set) var servedModel: String?
    /// The provider.
    package private(set) var provider: String?
    /// The text.
    package private(set) var transcript: Transcript
    /// The first line on the screen, while it is not following the end.
    package private(set) var top = 0
    /// Whether the end stays in sight as it grows.
    package private(set) var isFollowing = true
    /// How many lines the pane has for text.
    package var pageRows = 1
    /// When it began.
    package let startedAt: Date
    /// When the first text came.
    package private(set) var firstTokenAt: Date?
    /// How many pieces have come: about as many as tokens.
    package private(set) var pieceCount = 0
    /// What was used, once the service has said it.
    package private(set) var usage: TokenUsage?
    /// Until when nothing is sent, because of a failure, while that is so.
    package private(set) var waitsUntil: Date?
    /// What was searched for last.
    package private(set) var search = ""
    /// The line on which it was found last.
    private var foundLine: Int?
    /// What the last failed attempt said, which need not be said again at the end.
    private var notedMessage: String?
    /// The keys that its notes name.
    private let keyMap: KeyMap
    /// How it ended.
    package private(set) var result: Generation?

    /// Creates the pane of a generation that is about to begin.
    package init(
        pane: Int,
        modelID: ModelID,
        prompt: String,
        columns: Int,
        now: Date,
        keyMap: KeyMap = .standard
    ) {
        self.pane = pane
        self.keyMap = keyMap
        self.modelID = modelID
        startedAt = now
        transcript = Transcript(columns: columns, reasoningKey: keyMap.name(of: .foldReasoning))
        transcript.append(prompt, kind: .prompt)
    }

    /// Creates the pane of a generation of the past.
    init(_ stored: StoredGeneration, pane: Int, columns: Int, keyMap: KeyMap = .standard) {
        self.init(
            pane: pane,
            modelID: stored.generation.modelID,
            prompt: stored.prompt,
            columns: columns,
            now: stored.createdAt,
            keyMap: keyMap
        )
        let generation = stored.generation
        transcript.append(generation.reasoning, kind: .reasoning)
        transcript.append(generation.text, kind: .text)
        servedModel = generation.servedModel
        provider = generation.provider
        usage = generation.usage
        if generation.timeToFirstTokenMilliseconds != nil { firstTokenAt = stored.createdAt }
        // It is read from its beginning.
        isFollowing = false
        finish(generation)
    }

    /// Takes news.
    package mutating func take(_ updates: [GenerationUpdate], now: Date) {
        for update in updates { take(update, now: now) }
    }

    /// Breaks the text for another width.
    package mutating func setColumns(_ columns: Int) {
        transcript.setColumns(columns)
        top = min(top, lastTop)
    }

    /// Scrolls by so many lines; at the end it follows again.
    package mutating func scroll(by rows: Int) {
        let from = isFollowing ? lastTop : top
        top = min(max(from + rows, 0), lastTop)
        isFollowing = top >= lastTop
    }

    /// The first line to show.
    package var firstLine: Int { isFollowing ? lastTop : min(top, lastTop) }

    /// How many lines are below the screen.
    package var hiddenLineCount: Int { max(lastTop - firstLine, 0) }

    /// The answer without reasoning, prompt and notices.
    package var answer: String { transcript.text(of: .text) }

    /// Whether there is reasoning to hide or show.
    var hasReasoning: Bool { transcript.has(.reasoning) }

    /// Hides the reasoning behind one line, or shows it again.
    mutating func toggleReasoning() {
        transcript.foldsReasoning.toggle()
        top = min(top, lastTop)
    }

    /// Finds a text, from the screen's first line on, whatever its case; returns whether it is there.
    mutating func find(_ text: String) -> Bool {
        search = text
        foundLine = nil
        return text.isEmpty || findNext(1)
    }

    /// Goes to the next or the last line with the text, round the ends; returns whether there is one.
    mutating func findNext(_ step: Int) -> Bool {
        let count = transcript.lines.count
        guard !search.isEmpty, count > 0 else { return false }
        let start = foundLine.map { $0 + step } ?? firstLine
        for offset in 0..<count {
            let index = ((start + offset * step) % count + count) % count
            guard transcript.lines[index].contains(search) else { continue }
            foundLine = index
            // A few lines before it are shown too.
            top = min(max(index - pageRows / 3, 0), lastTop)
            isFollowing = top >= lastTop
            return true
        }
        return false
    }

    private var lastTop: Int { max(transcript.lines.count - max(pageRows, 1), 0) }

    private mutating func take(_ update: GenerationUpdate, now: Date) {
        switch update {
        case .began:
            break
        case .connecting(let route):
            status = .connecting
            self.route = route
            waitsUntil = nil
        case .waiting:
            status = .waiting
        case .backingOff(let date, _):
            status = .waiting
            waitsUntil = date
        case .fellBack(let model, _):
            note("Falling back to \(model).")
        case .skipped(let skipped):
            note("\(skipped).")
        case .attemptFailed(let attempt):
            guard attempt.kind != .failed(.cancelled) else { return }
            let code = attempt.httpStatus.map { "\($0) " } ?? ""
            note("\(attempt.sentModel): \(code)\(attempt.message)")
            notedMessage = attempt.message
        case .served(let model, let provider):
            servedModel = model
            self.provider = provider ?? self.provider
        case .text(let piece):
            receive(piece, .text, now: now)
        case .reasoning(let piece):
            receive(piece, .reasoning, now: now)
        case .usage(let usage):
            self.usage = usage
        case .finished(let generation):
            finish(generation)
        }
    }

    private mutating func receive(_ piece: String, _ kind: Transcript.Kind, now: Date) {
        status = .streaming
        firstTokenAt = firstTokenAt ?? now
        pieceCount += 1
        transcript.append(piece, kind: kind)
    }

    private mutating func finish(_ generation: Generation) {
        status = generation.status
        result = generation
        waitsUntil = nil
        // One that gave up says more than its last attempt did.
        if let failure = generation.failure {
            if failure.message != notedMessage { note("\(failure.message)") }
        }
        if status == .failed || status == .truncated {
            note("\(keyMap.name(of: .prompt)) asks again, \(keyMap.name(of: .why)) shows why.")
        }
        if let error = generation.storeFailure { note("Not stored: \(error)") }
    }

    private mutating func note(_ text: String) {
        let isFirst = transcript.lines.last?.kind != .notice
        transcript.append(isFirst ? text : "\n\(text)", kind: .notice)
    }
}
