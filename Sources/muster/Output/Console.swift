import Foundation
import MusterCore

/// Standard output and standard error.
///
/// Text of other people's making is sanitised before it reaches a terminal; a pipe or a file gets
/// the bytes as they are.
struct Console: Sendable {
    let isOutputTerminal: Bool
    let isErrorTerminal: Bool
    let isColored: Bool

    init(environment: [String: String], allowsColor: Bool) {
        isOutputTerminal = isatty(STDOUT_FILENO) == 1
        isErrorTerminal = isatty(STDERR_FILENO) == 1
        let hasNoColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        isColored =
            allowsColor && isOutputTerminal && !hasNoColor && environment["TERM"] != "dumb"
    }

    /// The cells of a line of the terminal; `nil` where there is no terminal to ask.
    var width: Int? {
        var size = winsize()
        guard isOutputTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else {
            return nil
        }
        return size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// Writes lines of the program's making, sanitised when a terminal shows them.
    func print(_ text: String) throws {
        try write(text + "\n", to: STDOUT_FILENO, isTerminal: isOutputTerminal)
    }

    /// Writes data: a pipe or a file gets exactly these bytes, a terminal what of them is harmless.
    func printData(_ data: Data) throws {
        guard isOutputTerminal else { return try Self.write(data, to: STDOUT_FILENO) }
        let text = SanitizedText(sanitizing: String(decoding: data, as: UTF8.self))
        try Self.write(Data(text.string.utf8), to: STDOUT_FILENO)
    }

    /// Writes text that already holds nothing but harmless text and this program's own styles.
    func printStyled(_ text: String) throws {
        try Self.write(Data((text + "\n").utf8), to: STDOUT_FILENO)
    }

    /// Writes one line of progress or news to standard error.
    func note(_ text: String) {
        // A closed standard error is no reason to stop working.
        try? write(text + "\n", to: STDERR_FILENO, isTerminal: isErrorTerminal)
    }

    private func write(_ text: String, to descriptor: Int32, isTerminal: Bool) throws {
        let shown = isTerminal ? SanitizedText(sanitizing: text).string : text
        try Self.write(Data(shown.utf8), to: descriptor)
    }

    /// Writes all of it, however many calls that takes.
    static func write(_ data: Data, to descriptor: Int32) throws {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                // Whoever read this has enough, as in `muster list | head`.
                throw ClosedPipe()
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                throw CommandFailure("The output could not be written: \(reason).", .ioError)
            }
        }
    }

    /// The reader of the output has gone.
    struct ClosedPipe: Error {}

    /// Shows progress on a terminal's last line, in place of what stood there; an empty text clears
    /// it.
    func redraw(_ text: String) {
        guard isErrorTerminal else { return }
        try? Self.write(Data("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
    }

    /// Asks a question that only a clear yes answers so.
    func confirms(_ question: String) -> Bool {
        try? Self.write(Data("\(question) [y/N] ".utf8), to: STDERR_FILENO)
        let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased()
        return answer == "y" || answer == "yes"
    }
}
