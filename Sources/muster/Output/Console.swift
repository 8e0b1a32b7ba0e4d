import Foundation
import MusterCore

/// Standard output and standard error.
///
/// It sanitises text from outside for a terminal; a pipe or a file gets the bytes unchanged.
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

    /// The terminal's width in cells; `nil` without a terminal.
    var width: Int? {
        var size = winsize()
        guard isOutputTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else {
            return nil
        }
        return size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// Writes the program's own lines, sanitised for a terminal.
    func print(_ text: String) throws {
        try write(text + "\n", to: STDOUT_FILENO, isTerminal: isOutputTerminal)
    }

    /// Writes data unchanged to a pipe or file, sanitised to a terminal.
    func printData(_ data: Data) throws {
        guard isOutputTerminal else { return try Self.write(data, to: STDOUT_FILENO) }
        let text = SanitizedText(sanitizing: String(decoding: data, as: UTF8.self))
        try Self.write(Data(text.string.utf8), to: STDOUT_FILENO)
    }

    /// Writes text that is already sanitised and may contain the program's own styles.
    func printStyled(_ text: String) throws {
        try Self.write(Data((text + "\n").utf8), to: STDOUT_FILENO)
    }

    /// Writes one line of progress or news to standard error.
    func note(_ text: String) {
        // A closed standard error must not stop the work.
        try? write(text + "\n", to: STDERR_FILENO, isTerminal: isErrorTerminal)
    }

    private func write(_ text: String, to descriptor: Int32, isTerminal: Bool) throws {
        let shown = isTerminal ? SanitizedText(sanitizing: text).string : text
        try Self.write(Data(shown.utf8), to: descriptor)
    }

    /// Writes all of it, in as many calls as needed.
    static func write(_ data: Data, to descriptor: Int32) throws {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                // The reader needs no more, as in `muster list | head`.
                throw ClosedPipe()
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                throw CommandFailure("The output could not be written: \(reason).", .ioError)
            }
        }
    }

    /// Thrown when the reader of the output has gone.
    struct ClosedPipe: Error {}

    /// Replaces the progress on a terminal's last line; an empty text clears it.
    func redraw(_ text: String) {
        guard isErrorTerminal else { return }
        try? Self.write(Data("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
    }

    /// Asks a question; only an explicit yes counts as one.
    func confirms(_ question: String) -> Bool {
        try? Self.write(Data("\(question) [y/N] ".utf8), to: STDERR_FILENO)
        let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased()
        return answer == "y" || answer == "yes"
    }
}
