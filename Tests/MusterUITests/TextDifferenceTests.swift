import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct TextDifferenceTests {
    private static func shown(_ first: String, _ second: String) -> [String] {
        TextDifference(from: first, to: second).lines.map { pieces in
            pieces.map { piece in
                switch piece.kind {
                case .common: piece.text
                case .removed: "[-\(piece.text)-]"
                case .added: "{+\(piece.text)+}"
                }
            }.joined()
        }
    }

    @Test(
        arguments: [
            ("", "", [""]),
            ("a\nb", "a\nb", ["a", "b"]),
            // A line of its own stands whole.
            ("a\nb\nc", "a\nc", ["a", "[-b-]", "c"]),
            ("a\nc", "a\nb\nc", ["a", "{+b+}", "c"]),
            // A word that differs is marked within its line.
            ("one two three", "one 2 three", ["one [-two -]{+2 +}three"]),
            ("a b c\nd e f", "a b c\nd e g", ["a b c", "d e [-f-]{+g+}"]),
            // Lines with little in common are not mixed.
            ("the cat sat", "a dog ran on", ["[-the cat sat-]", "{+a dog ran on+}"]),
            ("naïve 日本語", "naïve 日本", ["naïve [-日本語-]{+日本+}"]),
        ] as [(String, String, [String])]
    )
    func twoTextsBecomeOne(first: String, second: String, lines: [String]) {
        #expect(Self.shown(first, second) == lines)
    }

    @Test func likenessIsAShareOfWords() {
        #expect(TextDifference(from: "", to: "").likeness == 1)
        #expect(TextDifference(from: "a b", to: "a b").likeness == 1)
        #expect(TextDifference(from: "a b", to: "c d").likeness == 0)
        #expect(TextDifference(from: "a b c d", to: "a b c e").likeness == 0.75)
    }

    /// The words of both texts can be read back, whatever they are and however many.
    @Test func noWordIsLost() {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<200 {
            let texts = [Self.text(&generator), Self.text(&generator)]
            #expect(Self.sides(texts) == texts.map(Self.words))
        }
        let long = [(0..<20_000).map { "line \($0)" }.joined(separator: "\n"), "short"]
        #expect(Self.sides(long) == long.map(Self.words))
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func text(_ generator: inout some RandomNumberGenerator) -> String {
        (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            (0..<Int.random(in: 1...6, using: &generator))
                .map { _ in ["a", "bb", "ccc", "d", "é"].randomElement(using: &generator) ?? "" }
                .joined(separator: " ")
        }.joined(separator: "\n")
    }

    private static func sides(_ texts: [String]) -> [[String]] {
        let lines = TextDifference(from: texts[0], to: texts[1]).lines
        return [TextDifference.Kind.removed, .added].map { own in
            lines.flatMap { line in
                words(line.filter { $0.kind == own || $0.kind == .common }.map(\.text).joined())
            }
        }
    }
}
