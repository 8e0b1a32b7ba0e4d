import MusterCore
import MusterUI

extension [Span] {
    /// The line as text, with SGR sequences where colours are allowed, links where the terminal
    /// takes them, and no spaces at its end.
    ///
    /// The sixteen colours of the terminal are used, which its user has chosen.
    func line(isColored: Bool, isLinked: Bool = false) -> String {
        var spans = self[...]
        while let last = spans.last, last.text.string.allSatisfy({ $0 == " " }) {
            spans.removeLast()
        }
        return spans.map { span in
            let text = span.text.string
            guard !text.isEmpty else { return text }
            let style = isColored ? span.role.sgr : nil
            let styled = style.map { "\u{1B}[\($0)m\(text)\u{1B}[0m" } ?? text
            return isLinked ? span.page?.link(styled) ?? styled : styled
        }.joined()
    }
}

extension CellStyle.Role {
    /// The parameters of SGR (ECMA-48, 8.3.117); `nil` for plain text.
    fileprivate var sgr: String? {
        switch self {
        case .text, .border, .borderFocused: nil
        case .dim, .unknown, .disabled, .reasoning: "2"
        case .title, .heading, .key: "1"
        case .match: "4"
        case .accent, .reachable: "36"
        case .success, .verified: "32"
        case .warning, .degraded, .limited: "33"
        case .error, .unavailable: "31"
        }
    }
}
