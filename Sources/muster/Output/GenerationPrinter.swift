import Foundation
import MusterCore

/// Writes a generation to standard output as it streams.
///
/// A terminal gets sanitised text, a pipe the model's own bytes.
actor GenerationPrinter {
    private let console: Console
    private let isSilent: Bool
    private var sanitizer = TextSanitizer()
    private var endsLine = true
    /// The last attempt that failed: news only if another one follows, else the end says it.
    private var refusal: Attempt?
    private var failure: (any Error)?

    init(console: Console, isSilent: Bool) {
        self.console = console
        self.isSilent = isSilent
    }

    /// Writes what is news to the reader.
    func take(_ updates: [GenerationUpdate]) {
        var text = ""
        for update in updates {
            switch update {
            case .text(let piece):
                text += piece
            case .attemptFailed(let attempt):
                refusal = attempt
            case .connecting(let route):
                noteRefusal(before: route)
            default:
                break
            }
        }
        guard !isSilent, !text.isEmpty, failure == nil else { return }
        do {
            try write(text)
        } catch {
            // What nobody will read must not be generated, and paid for, to its end.
            failure = error
            withUnsafeCurrentTask { $0?.cancel() }
        }
    }

    /// Ends the last line on a terminal.
    ///
    /// - Throws: what kept the text from being written, if anything did.
    func finish() throws {
        if let failure { throw failure }
        if console.isOutputTerminal, !endsLine { try console.printData(Data([0x0A])) }
    }

    private func noteRefusal(before route: String) {
        guard let attempt = refusal else { return }
        refusal = nil
        let status = attempt.httpStatus.map { "\($0) " } ?? ""
        console.note(
            "muster: \(attempt.sentModel): \(status)\(attempt.message.asSentence) Trying \(route)."
        )
    }

    private func write(_ text: String) throws {
        let shown = console.isOutputTerminal ? sanitizer.sanitize(text) : text
        guard !shown.isEmpty else { return }
        try console.printData(Data(shown.utf8))
        endsLine = shown.utf8.last == 0x0A
    }
}
