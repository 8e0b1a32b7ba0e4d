/// What a terminal says of itself.
package enum TerminalReport: Sendable, Equatable {
    /// Whether its background is dark, by its colour (XTerm, OSC 11) or its own word (mode 2031).
    case background(isDark: Bool)
    /// Whether it paints what stands between two marks at once (mode 2026).
    case synchronizedOutput(Bool)
    /// Whether its window has the keys (mode 1004).
    case focus(Bool)
    /// Its attributes (DA1), which every terminal sends: what was asked before them and has no
    /// answer yet will get none.
    case attributes
}

extension TerminalReport {
    /// Reads a control sequence by its parameters and final byte; `nil` for another one.
    init?(control text: String, final: Unicode.Scalar) {
        switch (text, final) {
        case ("?997;1", "n"): self = .background(isDark: true)
        case ("?997;2", "n"): self = .background(isDark: false)
        case ("?2026;1$", "y"), ("?2026;2$", "y"): self = .synchronizedOutput(true)
        case ("?2026;0$", "y"), ("?2026;4$", "y"): self = .synchronizedOutput(false)
        case ("", "I"): self = .focus(true)
        case ("", "O"): self = .focus(false)
        case (_, "c") where text.hasPrefix("?"): self = .attributes
        default: return nil
        }
    }

    /// Reads an operating system command, such as `11;rgb:1e1e/1e1e/2e2e`.
    init?(command text: String) {
        guard text.hasPrefix("11;rgb:") || text.hasPrefix("11;rgba:") else { return nil }
        let parts = text.drop { $0 != ":" }.dropFirst().split(separator: "/").prefix(3)
        let shares = parts.compactMap { part -> Double? in
            guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
            return Double(value) / Double((1 << (4 * part.count)) - 1)
        }
        guard shares.count == 3 else { return nil }
        // Relative luminance with weights of ITU-R BT.709.
        let luminance = 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]
        self = .background(isDark: luminance < 0.5)
    }
}
