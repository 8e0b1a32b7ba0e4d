package import Foundation
package import MusterCore

/// One generation on screen: its model, its status, and the text so far.
package struct GenerationState: Sendable, Equatable {
    /// The pane's number, which identifies its generation to the runtime.
    package let pane: Int
    package let modelID: ModelID
    package private(set) var status = GenerationStatus.connecting
    /// The model's spelling in the request, unless it is the model ID.
    package private(set) var route: Route?
    package private(set) var servedModel: String?
    package private(set) var provider: String?
    package private(set) var transcript: Transcript
    /// The first visible line, unless it follows the end.
    package private(set) var top = 0
    /// Keeps the end of the text in view.
    package private(set) var isFollowing = true
    /// The number of lines that the pane has for text.
    package var pageRows = 1
    package let startedAt: Date
    package private(set) var firstTokenAt: Date?
    /// The number of pieces received: about one per token.
    package private(set) var pieceCount = 0
    package private(set) var usage: TokenUsage?
    /// The end of a wait after a failure.
    package private(set) var waitsUntil: Date?
    package private(set) var search = ""
    private var foundLine: Int?
    /// The last failed attempt's message, which the end need not repeat.
    private var notedMessage: String?
    /// What went wrong since the last text, a line for each; repeats are counted.
    private var notices: [(text: String, count: Int)] = []
    /// A refusal of the model's first name, which is routine as long as another works.
    private var refusedRoute: Attempt?
    /// What was asked; `nil` for a past generation.
    let request: GenerationRequest?
    /// The map that names the keys in its notes.
    private let keyMap: KeyMap
    package private(set) var result: Generation?

    package init(
        pane: Int,
        modelID: ModelID,
        prompt: String,
        columns: Int,
        now: Date,
        context: AppContext,
        request: GenerationRequest? = nil
    ) {
        self.request = request
        self.pane = pane
        keyMap = context.keyMap
        self.modelID = modelID
        startedAt = now
        transcript = Transcript(
            columns: columns,
            reasoningKey: keyMap.name(of: .foldReasoning),
            isASCII: context.isASCII
        )
        transcript.append(prompt, kind: .prompt)
    }

    init(_ stored: StoredGeneration, pane: Int, columns: Int, context: AppContext) {
        self.init(
            pane: pane,
            modelID: stored.generation.modelID,
            prompt: stored.prompt,
            columns: columns,
            now: stored.createdAt,
            context: context
        )
        let generation = stored.generation
        transcript.append(generation.reasoning, kind: .reasoning)
        transcript.append(generation.text, kind: .text)
        servedModel = generation.servedModel
        provider = generation.provider
        usage = generation.usage
        if generation.timeToFirstTokenMilliseconds != nil { firstTokenAt = stored.createdAt }
        // A past generation is read from its beginning.
        isFollowing = false
        finish(generation)
    }

    package mutating func take(_ updates: [GenerationUpdate], now: Date) {
        for update in updates { take(update, now: now) }
    }

    package mutating func setColumns(_ columns: Int) {
        transcript.setColumns(columns)
        top = min(top, lastTop)
    }

    /// Scrolls by that many lines; at the end it follows again.
    package mutating func scroll(by rows: Int) {
        let from = isFollowing ? lastTop : top
        top = min(max(from + rows, 0), lastTop)
        isFollowing = top >= lastTop
    }

    package var firstLine: Int { isFollowing ? lastTop : min(top, lastTop) }

    package var hiddenLineCount: Int { max(lastTop - firstLine, 0) }

    /// The answer without reasoning, prompt and notices.
    package var answer: String { transcript.text(of: .text) }

    /// Whether it ended without the answer.
    var isUnanswered: Bool { status == .failed || status == .truncated }

    var hasReasoning: Bool { transcript.has(.reasoning) }

    /// Folds the reasoning into one line, or unfolds it.
    mutating func toggleReasoning() {
        transcript.foldsReasoning.toggle()
        top = min(top, lastTop)
    }

    /// Shows the answer as it was sent, or rendered.
    mutating func toggleRaw() {
        transcript.isRaw.toggle()
        top = min(top, lastTop)
    }

    /// Finds a text from the first visible line on, ignoring case; returns whether there is a
    /// match.
    mutating func find(_ text: String) -> Bool {
        search = text
        foundLine = nil
        return text.isEmpty || findNext(1)
    }

    /// Goes to the next or previous match, wrapping around; returns whether there is one.
    mutating func findNext(_ step: Int) -> Bool {
        let count = transcript.lines.count
        guard !search.isEmpty, count > 0 else { return false }
        let start = foundLine.map { $0 + step } ?? firstLine
        for offset in 0..<count {
            let index = ((start + offset * step) % count + count) % count
            guard transcript.lines[index].contains(search) else { continue }
            foundLine = index
            // Shows a few lines before the match, too.
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
            guard !attempt.isAboutTheRoute else {
                noteRefusedRoute()
                refusedRoute = attempt
                return
            }
            note(attempt)
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
        notices = []
        firstTokenAt = firstTokenAt ?? now
        pieceCount += 1
        transcript.append(piece, kind: kind)
    }

    private mutating func finish(_ generation: Generation) {
        status = generation.status
        result = generation
        waitsUntil = nil
        if status == .completed, let refused = refusedRoute {
            let asked = route.map { "asked as \($0)" } ?? "asked by another name"
            transcript.append("\(asked); \(refused.sentModel) was refused", kind: .aside)
            refusedRoute = nil
        }
        noteRefusedRoute()
        // The final failure says more than its last attempt did.
        if let failure = generation.failure {
            if failure.message != notedMessage { note(failure.message.paragraph) }
            if let advice = failure.advice {
                // What it means comes first, what was said after it.
                transcript.replace(with: advice, kind: .notice)
                transcript.append(noticeText, kind: .aside)
            }
        }
        if let words = generation.cutWords { note(words) }
        if status == .completed, !generation.media.isEmpty {
            note("beside its text, the answer had \(generation.media.words); it was not kept")
        }
        if let error = generation.storeFailure { note("Not stored: \(error)") }
        // A small pane begins with what it means, not with what the service said.
        let meaning = transcript.lines.firstIndex { $0.kind == .notice && !$0.text.string.isEmpty }
        if isUnanswered, answer.isEmpty, let meaning { (top, isFollowing) = (meaning, false) }
    }

    private mutating func note(_ attempt: Attempt) {
        noteRefusedRoute()
        let code = attempt.httpStatus.map { "\($0) " } ?? ""
        note("\(attempt.sentModel): \(code)\(attempt.message.paragraph)")
        notedMessage = attempt.message
    }

    /// Says what became of the model's first name, after all.
    private mutating func noteRefusedRoute() {
        guard let refused = refusedRoute else { return }
        refusedRoute = nil
        note(refused)
    }

    private mutating func note(_ text: String) {
        if notices.last?.text == text {
            notices[notices.count - 1].count += 1
        } else {
            notices.append((text, 1))
        }
        transcript.replace(with: noticeText, kind: .notice)
    }

    private var noticeText: String {
        notices.map { $0.count > 1 ? "\($0.text) (\($0.count) times)" : $0.text }
            .joined(separator: "\n")
    }
}

extension GenerationState {
    /// The tokens of the answer: as reported, else as many as pieces came.
    var tokens: Int { usage?.completionTokens ?? pieceCount }

    /// Milliseconds to the first token; `nil` before it.
    var firstTokenMilliseconds: Int? {
        guard let firstTokenAt else { return nil }
        // A time measured live stays; for the past only the stored time is known.
        let seen = Int(firstTokenAt.timeIntervalSince(startedAt) * 1000)
        return seen > 0 ? seen : result?.timeToFirstTokenMilliseconds ?? max(seen, 0)
    }

    /// Milliseconds from the question to the end, or until now.
    func duration(now: Date) -> Int? {
        guard result == nil else { return result?.durationMilliseconds }
        return max(Int(now.timeIntervalSince(startedAt) * 1000), 0)
    }

    /// Tokens a second since the first one; `nil` while that says little.
    func pace(now: Date) -> Int? {
        guard let firstTokenAt else { return nil }
        if let result, let tokens = result.usage?.completionTokens,
            let duration = result.durationMilliseconds,
            let first = result.timeToFirstTokenMilliseconds, duration > first
        {
            return Int(Double(tokens) * 1000 / Double(duration - first))
        }
        let elapsed = now.timeIntervalSince(firstTokenAt)
        guard elapsed >= 0.5, result == nil else { return nil }
        return Int(Double(pieceCount) / elapsed)
    }

    package static func == (left: GenerationState, right: GenerationState) -> Bool {
        left.pane == right.pane && left.status == right.status
            && left.transcript == right.transcript
            && left.top == right.top && left.isFollowing == right.isFollowing
            && left.pageRows == right.pageRows && left.pieceCount == right.pieceCount
            && left.usage == right.usage && left.waitsUntil == right.waitsUntil
            && left.search == right.search && left.result == right.result
    }
}
