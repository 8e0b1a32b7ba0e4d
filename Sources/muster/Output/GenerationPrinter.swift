import Foundation
import MusterCore

/// Streams a generation to standard output, and errors to standard error.
///
/// A terminal gets sanitised text, a pipe the model's own bytes.
actor GenerationPrinter {
    private let console: Console
    private let time: TimeSource
    private let isSilent: Bool
    private var sanitizer = TextSanitizer()
    private var endsLine = true
    /// Whether the model that is asked now has begun to answer.
    private var hasText = false
    /// The last failed attempt, reported only if another one follows; otherwise the final error
    /// covers it.
    private var refusal: Attempt?
    /// A refusal of the model's first name and the one that was asked then, which are routine.
    private var renamed: (refused: Attempt, route: Route)?
    /// The last reason that was printed, which is not printed twice.
    private var told: String?
    private var failure: (any Error)?

    init(console: Console, time: TimeSource, isSilent: Bool) {
        self.console = console
        self.time = time
        self.isSilent = isSilent
    }

    func take(_ updates: [GenerationUpdate]) {
        var text = ""
        for update in updates {
            if case .text(let piece) = update {
                text += piece
                hasText = true
                continue
            }
            // What is said next stands below the text before it.
            show(text)
            text = ""
            switch update {
            case .attemptFailed(let attempt):
                if !hasText { tellRenamed() }
                refusal = attempt
            case .backingOff(let until, let failure):
                let seconds = until.timeIntervalSince(time.now())
                note("waiting \(Self.words(seconds))", because: failure)
            case .fellBack(let model, _):
                note("asking \(model) instead")
            case .connecting(let route):
                hasText = false
                guard let refused = refusal else { break }
                guard refused.isAboutTheRoute else {
                    note("trying \(route)")
                    break
                }
                refusal = nil
                renamed = (refused, route)
            case .skipped(let model):
                tell("\(model)")
            default:
                break
            }
        }
        show(text)
    }

    /// Tells that another service is asked now.
    func moveOn(to model: ModelID, at service: String, because failure: ServiceFailure?) {
        tellRenamed()
        note("asking \(model) at \(service) instead", because: failure)
    }

    /// Ends the last line on a terminal.
    ///
    /// - Throws: The error that stopped the output, if any.
    func finish() throws {
        if let failure { throw failure }
        try endLine()
        if let (refused, route) = renamed {
            console.note("asked as \(route); \(refused.sentModel) was refused")
        }
    }

    /// Ends a line of text on a terminal; a pipe gets the model's own bytes.
    private func endLine() throws {
        guard console.isOutputTerminal, !endsLine else { return }
        try console.printData(Data([0x0A]))
        endsLine = true
    }

    /// Says something on a line of its own.
    private func tell(_ words: String) {
        do { try endLine() } catch { failure = error }
        console.note(words)
    }

    /// Says why the model was asked by another name, once that is of interest.
    private func tellRenamed() {
        guard let (refused, route) = renamed else { return }
        renamed = nil
        refusal = refused
        note("trying \(route)")
    }

    /// Announces the next step after a refusal.
    private func note(_ next: String, because failure: ServiceFailure? = nil) {
        let reason =
            refusal.map { attempt in
                let status = attempt.httpStatus.map { "\($0) " } ?? ""
                return "\(attempt.sentModel): \(status)\(attempt.message.paragraph)"
            } ?? failure.map { "\($0)" }
        refusal = nil
        guard let reason else {
            tell("\(next)")
            return
        }
        let words = SanitizedText(sanitizing: reason).singleLine.string
        let isAgain = words == told
        told = words
        guard !isAgain else { return tell("the same again; \(next)") }
        tell("\(words.last == "." ? String(words.dropLast()) : words); \(next)")
    }

    /// A wait to the tenth of a second: `1 s`, `0.7 s`.
    private static func words(_ seconds: TimeInterval) -> String {
        let tenths = max(Int((seconds * 10).rounded()), 1)
        return tenths.isMultiple(of: 10) ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }

    private func show(_ text: String) {
        guard !isSilent, !text.isEmpty, failure == nil else { return }
        do {
            try write(text)
        } catch {
            // Generating, and paying for, text without a reader would be a waste.
            failure = error
            withUnsafeCurrentTask { $0?.cancel() }
        }
    }

    private func write(_ text: String) throws {
        let shown = console.isOutputTerminal ? sanitizer.sanitize(text) : text
        guard !shown.isEmpty else { return }
        try console.printData(Data(shown.utf8))
        endsLine = shown.utf8.last == 0x0A
    }
}
