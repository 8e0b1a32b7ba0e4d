import MusterCore
import Testing

@Suite struct SanitizedTextTests {
    @Test func interpolatedValuesAreSanitised() {
        let remote = "\u{1B}[31mred\u{1B}[0m\u{202E}"
        let text: SanitizedText = "It says \(remote), \(remote.dropLast(1)) and \(7)."
        #expect(text.string == "It says red, red and 7.")
    }

    @Test func aValueCannotBeginWhatTheNextOneEnds() {
        let (first, second) = ("\u{1B}]0;", "title\u{07}")
        let text: SanitizedText = "\(first)a\(second)"
        #expect(text.string == "atitle")
    }

    @Test func harmlessTextIsTakenAsItIs() {
        let harmless = SanitizedText(sanitizing: "a\nb")
        #expect("\(harmless)" as SanitizedText == harmless)
        #expect("x" + harmless == SanitizedText(sanitizing: "xa\nb"))
        #expect(harmless.description == "a\nb")
    }

    @Test(
        arguments: [
            ("", ""),
            ("a", "a"),
            ("a\nb", "a b"),
            ("  a \t\n b  ", "a b"),
            ("\n\n", ""),
            ("a\r\nb", "a b"),
        ]
    )
    func oneLineHasSingleSpaces(input: String, expected: String) {
        #expect(SanitizedText(sanitizing: input).singleLine.string == expected)
    }
}
