/// What a terminal may be sent, by Unicode's own properties rather than by the code under test.
package enum FuzzText {
    /// Whether nothing in a text is obeyed, hidden or turned round.
    package static func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { isHarmless($0) }
    }

    private static let drawnFormats: Set<UInt32> = [
        0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2,
        0x110BD, 0x110CD,
    ]

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar == "\n" || scalar == "\t"
        // Signs of Arabic, Syriac and Kaithi that are drawn before the letters they are about.
        case .format: drawnFormats.contains(scalar.value)
        case .lineSeparator, .paragraphSeparator, .surrogate: false
        default:
            !scalar.properties.isBidiControl && !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
