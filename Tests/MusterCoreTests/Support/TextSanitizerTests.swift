import MusterCore
import MusterTestSupport
import Testing

@Suite struct TextSanitizerTests {
    @Test(arguments: EscapeCase.all)
    func whatATerminalObeysIsRemoved(example: EscapeCase) {
        var sanitizer = TextSanitizer()
        #expect(sanitizer.sanitize(example.input) == example.expected)
    }

    @Test(arguments: EscapeCase.all)
    func aSplitAnywhereChangesNothing(example: EscapeCase) {
        let scalars = Array(example.input.unicodeScalars)
        for split in 0...scalars.count {
            var sanitizer = TextSanitizer()
            let first = sanitizer.sanitize(Self.text(scalars[..<split]))
            let second = sanitizer.sanitize(Self.text(scalars[split...]))
            #expect(first + second == example.expected, "split at \(split)")
        }
    }

    @Test(arguments: EscapeCase.all)
    func scalarByScalarChangesNothing(example: EscapeCase) {
        var sanitizer = TextSanitizer()
        let pieces = example.input.unicodeScalars.map { sanitizer.sanitize(String($0)) }
        #expect(pieces.joined() == example.expected)
    }

    @Test(arguments: EscapeCase.all)
    func sanitisingTwiceChangesNothing(example: EscapeCase) {
        let once = SanitizedText(sanitizing: example.input)
        #expect(SanitizedText(sanitizing: once.string) == once)
    }

    @Test func nothingHarmfulSurvivesInAnyText() {
        var random = SplitMix64(seed: 1)
        for round in 0..<4000 {
            let scalars = random.elements(of: Self.nastyAlphabet, maximumCount: 24)
            let input = Self.text(scalars)
            let output = SanitizedText(sanitizing: input).string
            let survivors = output.unicodeScalars.filter(Self.isHarmful)
            guard survivors.isEmpty else {
                Issue.record("round \(round): \(scalars.map(\.value)) left \(survivors)")
                return
            }
        }
    }

    @Test func anySplitOfAnyTextChangesNothing() {
        var random = SplitMix64(seed: 2)
        for round in 0..<4000 {
            let scalars = random.elements(of: Self.nastyAlphabet, maximumCount: 24)
            let whole = SanitizedText(sanitizing: Self.text(scalars)).string
            var sanitizer = TextSanitizer()
            var rest = scalars[...]
            var parts = ""
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                parts += sanitizer.sanitize(Self.text(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            guard parts.unicodeScalars.elementsEqual(whole.unicodeScalars) else {
                Issue.record("round \(round): \(scalars.map(\.value))")
                return
            }
        }
    }

    @Test func textAfterAnUnendingStringIsHiddenOnItsOwnLineOnly() {
        var sanitizer = TextSanitizer()
        #expect(sanitizer.sanitize("a\u{1B}]0;") == "a")
        #expect(sanitizer.sanitize(String(repeating: "x", count: 10_000)) == "")
        #expect(sanitizer.sanitize("\nnext line") == "\nnext line")
    }

    private static let nastyAlphabet: [Unicode.Scalar] =
        ["a", "0", ";", "m", "[", "]", "P", "_", "^", "X", "\\", "(", " ", "?", "é", "世"]
        + [0x00, 0x07, 0x08, 0x09, 0x0A, 0x0D, 0x18, 0x1A, 0x1B, 0x1B, 0x1B, 0x7F].map(scalar)
        + [0x84, 0x85, 0x90, 0x98, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F].map(scalar)
        + [0xAD, 0x200B, 0x200E, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xE0041].map(scalar)

    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(value) ?? " "
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// What a terminal obeys, by Unicode's own properties rather than by the code under test.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n" && scalar != "\t"
        case .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: scalar.properties.isBidiControl
        }
    }
}
