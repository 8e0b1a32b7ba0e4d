extension Mutator {
    /// A number as text that something may fail to hold.
    package mutating func hostileNumber() -> String {
        let digits = String(number(0...1_000_000_000))
        return one(of: [
            "0", "-0", "-1", "1", "0.5", "-0.0000001", "1e-7", "1e400", "-1e400", "1e-400", "1E+5",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "-9223372036854775809", "18446744073709551616", "4294967296", "2147483648", "1e19",
            "253402300800", "1e15", "0.1e", "1e", ".5", "5.", "00", "01", "+1", "0x10", "1_000",
            "NaN", "nan", "inf", "-Infinity", "1e64", "9e37", "1e18", "99999999999999999999999999",
            "0.00000008333333333333334", "0." + String(repeating: "0", count: 120) + "1", digits,
            String(repeating: "9", count: number(1...400)), "1" + String(repeating: "0", count: 64),
            "-" + digits, digits + ".5", digits + "e" + digits, "\u{661}\u{662}", "½", "１２",
        ])
    }

    /// Text that terminals, file formats and people read in other ways than it is meant.
    package mutating func hostileText(atMost count: Int) -> String {
        var text = ""
        for _ in 0..<number(0...count) { text += hostilePiece() }
        return text
    }

    private mutating func hostilePiece() -> String {
        switch number(0...5) {
        case 0: return one(of: Self.harmless)
        case 1: return one(of: Self.sequences)
        case 2: return String(Character(scalar(in: 0...0x9F)))
        case 3: return String(Character(one(of: Self.odd)))
        case 4: return String(Character(scalar(in: 0...0x10FFFF)))
        default: return one(of: Self.clusters)
        }
    }

    private mutating func scalar(in range: ClosedRange<UInt32>) -> Unicode.Scalar {
        Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "\u{FFFD}"
    }

    private static let harmless = [
        "a", "b", "model", " ", "/", ":", "0", "\n", "\t", "\"", "\\", "'", "{", "}", "[", "]", ",",
        "=", ";", "#", "%", "&", "<", ">", "|", "*", "-", "~", "null", "é", "ß", "作", "한", "🐬",
    ]

    /// What terminals obey: ECMA-48, and what xterm, iTerm2, screen and kitty added.
    private static let sequences = [
        "\u{1B}", "\u{1B}[", "\u{1B}]", "\u{1B}P", "\u{1B}_", "\u{1B}^", "\u{1B}X", "\u{1B}\\",
        "\u{1B}[2J", "\u{1B}[31;1m", "\u{1B}[?1049h", "\u{1B}]0;title\u{07}",
        "\u{1B}]52;c;aGk=\u{07}",
        "\u{1B}]8;;http://x\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}c", "\u{1B}(0", "\u{1B}#8",
        "\u{9B}2J", "\u{9D}0;x\u{9C}", "\u{90}q", "\u{9C}", "\u{07}", "\r", "\r\n", "\u{08}",
        "\u{7F}",
        "\u{18}", "\u{1A}", "\u{0E}", "\u{0F}", "\u{1B}[6n", "\u{1B}[21t", "\u{1B}[1;", "\u{1B}k",
        "\u{1B}[>4;2m", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}\u{1B}", "\u{1B}[\u{1B}", "\u{1B}]\n",
    ]

    /// Bidirectional, zero-width, invisible, tag, private, unassigned and separating scalars.
    private static let odd: [Unicode.Scalar] = [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}",
        "\u{2028}",
        "\u{2029}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{206F}", "\u{061C}", "\u{FEFF}",
        "\u{FE0F}",
        "\u{FE00}", "\u{180E}", "\u{00AD}", "\u{034F}", "\u{115F}", "\u{3164}", "\u{FFA0}",
        "\u{FFF9}",
        "\u{FFFC}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{E0001}", "\u{E0041}", "\u{E007F}",
        "\u{E0100}", "\u{E0FFF}", "\u{E1000}", "\u{F0000}", "\u{10FFFF}", "\u{1D173}", "\u{13430}",
        "\u{110BD}", "\u{0600}", "\u{06DD}", "\u{070F}", "\u{08E2}", "\u{1BCA0}", "\u{2061}",
        "\u{00A0}", "\u{3000}", "\u{2000}", "\u{1680}", "\u{85}", "\u{0B}", "\u{0C}", "\u{00}",
    ]

    private static let clusters = [
        "e\u{301}", "a\u{300}\u{301}\u{302}\u{303}", "👩‍👩‍👧‍👦", "🇩🇪", "🇩", "1️⃣", "\u{301}", "각", "नि", "ﷺ",
        "ǰ",
        "İ", "ſ", "ﬀ", "Å", "Ω", "\u{1F3FB}", "🏴\u{E0067}\u{E007F}", "م\u{64B}", "กำ",
        String(repeating: "\u{301}", count: 40),
    ]
}
