import Testing

/// A text with something that a terminal would obey, and what must be left of it.
struct EscapeCase: Sendable, CustomTestStringConvertible {
    let name: String
    let input: String
    let expected: String

    init(_ name: String, _ input: String, _ expected: String) {
        self.name = name
        self.input = input
        self.expected = expected
    }

    var testDescription: String { name }

    static let all = plain + controlSequences + strings + invisible

    private static let plain = [
        EscapeCase("empty", "", ""),
        EscapeCase("plain", "Hello, world! ~", "Hello, world! ~"),
        EscapeCase("letters of many scripts", "Grüße, 世界, мир, 🐬", "Grüße, 世界, мир, 🐬"),
        EscapeCase("line feed and tab stay", "a\n\tb", "a\n\tb"),
        EscapeCase("carriage return", "a\r\nb\rc", "a\nbc"),
        EscapeCase("bell", "a\u{07}b", "ab"),
        EscapeCase("backspace", "a\u{08}b", "ab"),
        EscapeCase("shift out and in", "a\u{0E}b\u{0F}c", "abc"),
        EscapeCase("NUL", "a\u{00}b", "ab"),
        EscapeCase("DEL", "a\u{7F}b", "ab"),
        EscapeCase("form feed", "a\u{0C}b\u{0B}c", "abc"),
        EscapeCase("C1 controls", "a\u{80}\u{84}\u{8D}\u{99}b", "ab"),
        EscapeCase("line separators", "a\u{2028}b\u{2029}c", "a\nb\nc"),
    ]

    private static let controlSequences = [
        EscapeCase("colour", "a\u{1B}[31mred\u{1B}[0m", "ared"),
        EscapeCase("colour with colons", "\u{1B}[38:2::255:0:0mx", "x"),
        EscapeCase("clear screen", "\u{1B}[2J\u{1B}[Hx", "x"),
        EscapeCase("private mode", "\u{1B}[?1049hx\u{1B}[?25l", "x"),
        EscapeCase("intermediate byte", "\u{1B}[0 qx", "x"),
        EscapeCase("8-bit CSI", "a\u{9B}7mb", "ab"),
        EscapeCase("CSI at the end", "a\u{1B}[", "a"),
        EscapeCase("CSI with parameters at the end", "a\u{1B}[31;4", "a"),
        EscapeCase("CSI broken off by a line feed", "a\u{1B}[31\nb", "a\nb"),
        EscapeCase("CSI broken off by another", "a\u{1B}[31\u{1B}[0mb", "ab"),
        EscapeCase("CSI broken off by a letter of no script", "a\u{1B}[3é", "aé"),
        EscapeCase("lone ESC", "a\u{1B}", "a"),
        EscapeCase("ESC and a letter", "a\u{1B}cb", "ab"),
        EscapeCase("two ESC", "a\u{1B}\u{1B}[1mb", "ab"),
        EscapeCase("ESC and a line feed", "a\u{1B}\nb", "a\nb"),
        EscapeCase("ESC and an umlaut", "a\u{1B}ü", "aü"),
        EscapeCase("character set", "a\u{1B}(0b", "ab"),
        EscapeCase("alignment test", "a\u{1B}#8b", "ab"),
        EscapeCase("character set at the end", "a\u{1B}(", "a"),
        EscapeCase("character set broken off", "a\u{1B}(\nb", "a\nb"),
        EscapeCase("save and restore cursor", "\u{1B}7a\u{1B}8", "a"),
        EscapeCase("index, reverse index", "a\u{1B}D\u{1B}Mb", "ab"),
    ]

    private static let strings = [
        EscapeCase("OSC and BEL", "a\u{1B}]0;owned\u{07}b", "ab"),
        EscapeCase("OSC and ST", "a\u{1B}]0;owned\u{1B}\\b", "ab"),
        EscapeCase("OSC and 8-bit ST", "a\u{1B}]0;owned\u{9C}b", "ab"),
        EscapeCase("8-bit OSC", "a\u{9D}52;c;aGk=\u{07}b", "ab"),
        EscapeCase("hyperlink", "\u{1B}]8;;http://x/\u{07}click\u{1B}]8;;\u{07}", "click"),
        EscapeCase("DCS", "a\u{1B}P1$r0m\u{1B}\\b", "ab"),
        EscapeCase("8-bit DCS", "a\u{90}+q\u{9C}b", "ab"),
        EscapeCase("APC", "a\u{1B}_Gf=24;AAAA\u{1B}\\b", "ab"),
        EscapeCase("8-bit APC", "a\u{9F}x\u{9C}b", "ab"),
        EscapeCase("PM", "a\u{1B}^secret\u{1B}\\b", "ab"),
        EscapeCase("8-bit PM", "a\u{9E}x\u{9C}b", "ab"),
        EscapeCase("SOS", "a\u{1B}Xsecret\u{1B}\\b", "ab"),
        EscapeCase("8-bit SOS", "a\u{98}x\u{9C}b", "ab"),
        EscapeCase("string ended by CAN", "a\u{1B}]0;x\u{18}b", "ab"),
        EscapeCase("string ended by SUB", "a\u{1B}Px\u{1A}b", "ab"),
        EscapeCase("string within a string", "a\u{1B}]0;x\u{1B}]0;y\u{07}b", "ab"),
        EscapeCase("CSI within a string", "a\u{1B}]0;x\u{1B}[31mb", "ab"),
        EscapeCase("string without end", "a\u{1B}]0;owned", "a"),
        EscapeCase("string given up at its line's end", "a\u{1B}]0;owned\nb", "a\nb"),
        EscapeCase("ESC in a string at the end", "a\u{1B}]0;x\u{1B}", "a"),
        EscapeCase("ESC and a line feed in a string", "a\u{1B}]0;x\u{1B}\nb", "a\nb"),
        EscapeCase("lone ST", "a\u{1B}\\b\u{9C}c", "abc"),
    ]

    private static let invisible = [
        EscapeCase("bidirectional override", "\u{202E}siht\u{202C}", "siht"),
        EscapeCase("bidirectional embedding", "\u{202A}a\u{202B}b\u{202D}", "ab"),
        EscapeCase("bidirectional isolates", "\u{2066}a\u{2067}b\u{2068}c\u{2069}", "abc"),
        EscapeCase("directional marks", "a\u{200E}\u{200F}\u{061C}b", "ab"),
        EscapeCase("zero width", "a\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}b", "ab"),
        EscapeCase("soft hyphen", "a\u{AD}b", "ab"),
        EscapeCase("tags", "a\u{E0001}\u{E0041}\u{E007F}b", "ab"),
        EscapeCase("variation selectors", "a\u{FE0F}b\u{E0100}", "ab"),
        EscapeCase("invisible operators", "a\u{2061}\u{2063}b", "ab"),
        EscapeCase("annotations", "a\u{FFF9}b\u{FFFA}c\u{FFFB}", "abc"),
        EscapeCase("Hangul fillers", "a\u{115F}\u{1160}\u{3164}\u{FFA0}b", "ab"),
        EscapeCase("Mongolian vowel separator", "a\u{180E}b", "ab"),
    ]
}
