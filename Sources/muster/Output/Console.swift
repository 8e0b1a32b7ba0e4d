import Foundation
import MusterCore
import MusterUI

/// Standard output and standard error.
///
/// It sanitises text from outside for a terminal; a pipe or a file gets the bytes unchanged.
struct Console: Sendable {
    let isOutputTerminal: Bool
    let isErrorTerminal: Bool
    /// Whether standard output may have colours, and standard error.
    let isColored: Bool
    let isErrorColored: Bool
    /// Whether standard output is a terminal that takes links, coloured or not.
    private let isLinked: Bool

    init(environment: [String: String], allowsColor: Bool) {
        isOutputTerminal = isatty(STDOUT_FILENO) == 1
        isErrorTerminal = isatty(STDERR_FILENO) == 1
        let hasNoColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let isColorful = allowsColor && !hasNoColor && environment["TERM"] != "dumb"
        isColored = isColorful && isOutputTerminal
        isErrorColored = isColorful && isErrorTerminal
        isLinked = isOutputTerminal && TerminalKind.readsCommands(environment["TERM"] ?? "")
    }

    /// The width in cells of the terminal that is standard output; `nil` without one.
    var width: Int? { isOutputTerminal ? Self.width(of: STDOUT_FILENO) : nil }

    private static func width(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        return size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// Writes the program's own lines, sanitised for a terminal.
    func print(_ text: String) throws {
        let shown = isOutputTerminal ? SanitizedText(sanitizing: text).string : text
        try Self.write(Data((shown + "\n").utf8), to: STDOUT_FILENO)
    }

    /// Writes data unchanged to a pipe or file, sanitised to a terminal.
    func printData(_ data: Data) throws {
        guard isOutputTerminal else { return try Self.write(data, to: STDOUT_FILENO) }
        let text = SanitizedText(sanitizing: String(decoding: data, as: UTF8.self))
        try Self.write(Data(text.string.utf8), to: STDOUT_FILENO)
    }

    /// Writes a document for other programs, and a line end.
    func print(json document: some Encodable, isIndented: Bool = false) throws {
        try printData(JSONDocument.data(document, isIndented: isIndented) + Data([0x0A]))
    }

    /// Writes lines, which a terminal gets wrapped at words and with their styles.
    ///
    /// The last piece of a line that is too long continues below itself.
    func print(_ lines: [[Span]]) throws {
        let width = width
        let rows = width.map { width in lines.flatMap { $0.wrapped(width) } } ?? lines
        let text = rows.map { $0.line(isColored: isColored, isLinked: isLinked) + "\n" }.joined()
        try Self.write(Data(text.utf8), to: STDOUT_FILENO)
    }

    /// Writes text that is already sanitised and may contain the program's own styles.
    func printStyled(_ text: String) throws {
        try Self.write(Data((text + "\n").utf8), to: STDOUT_FILENO)
    }

    /// Writes progress or news to standard error: `muster: ` and a sentence, in which a terminal
    /// gets no word cut.
    func note(_ text: String, _ role: CellStyle.Role = .dim) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let spans = lines.enumerated().map { index, line -> [Span] in
            let words = SanitizedText(sanitizing: String(line))
            return index == 0 ? [Span("muster: ", role), Span(words)] : [Span(words)]
        }
        guard isErrorTerminal else { return write(error: "muster: \(text)\n") }
        // A terminal may not tell its width: `script` and serial lines have 0 columns.
        let width = Self.width(of: STDERR_FILENO)
        let rows = width.map { width in spans.flatMap { $0.wrapped(width, least: 20) } } ?? spans
        noteLines(rows)
    }

    /// Writes lines to standard error without a prefix.
    func noteLines(_ lines: [[Span]]) {
        write(error: lines.map { $0.line(isColored: isErrorColored) + "\n" }.joined())
    }

    private func write(error text: String) {
        // A closed standard error must not stop the work.
        try? Self.write(Data(text.utf8), to: STDERR_FILENO)
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

    /// Replaces what stands on the last line of the terminal that is standard error; an empty line
    /// clears it.
    func redraw(_ line: [Span]) {
        guard isErrorTerminal else { return }
        // A line that wraps could not be replaced.
        let width = (Self.width(of: STDERR_FILENO) ?? 80) - 1
        let shown = line.wrapped(width).first ?? []
        write(error: "\r\u{1B}[K" + shown.line(isColored: isErrorColored))
    }

    /// Asks a question; only an explicit yes counts as one.
    func confirms(_ question: String) -> Bool {
        write(error: "\(SanitizedText(sanitizing: question).string) [y/N] ")
        let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased()
        return answer == "y" || answer == "yes"
    }
}
