import Foundation

extension Console {
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
