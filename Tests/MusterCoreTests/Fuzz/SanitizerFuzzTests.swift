import MusterCore
import MusterTestSupport
import Testing

/// Texts of every kind, cut anywhere: a terminal obeys nothing of what is left.
@Suite(.timeLimit(.minutes(60))) struct SanitizerFuzzTests {
    @Test func nothingIsLeftThatATerminalObeys() async throws {
        let corpus = try Fixture.corpus("sanitizer").map { String(decoding: $0, as: UTF8.self) }
        await Fuzz("sanitiser", rounds: 5000).run(corpus: corpus) { mutator in
            switch mutator.number(0...3) {
            case 0: String(decoding: mutator.bytes(atMost: 60), as: UTF8.self)
            case 1: mutator.damaged(mutator.hostileText(atMost: 20))
            default: mutator.hostileText(atMost: 20)
            }
        } property: { text, mutator in
            let whole = SanitizedText(sanitizing: text)
            guard FuzzText.isHarmless(whole.string) else {
                throw Fuzz.Broken("left: \(whole.string.debugDescription)")
            }
            guard SanitizedText(sanitizing: whole.string) == whole else {
                throw Fuzz.Broken("twice")
            }
            guard SanitizedText(sanitizing: whole.singleLine.string) == whole.singleLine else {
                throw Fuzz.Broken("one line, twice")
            }
            let scalars = Array(text.unicodeScalars)
            for pieces in [scalars.map { [$0] }, mutator.pieces(of: scalars)] {
                var sanitizer = TextSanitizer()
                var found = String.UnicodeScalarView()
                for piece in pieces {
                    var view = String.UnicodeScalarView()
                    view.append(contentsOf: piece)
                    found += sanitizer.sanitize(String(view)).unicodeScalars
                }
                guard found.elementsEqual(whole.string.unicodeScalars) else {
                    throw Fuzz.Broken("\(pieces): \(String(found).debugDescription)")
                }
            }
        }
    }

    /// Every scalar there is, by itself.
    @Test func noScalarIsObeyed() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = SanitizedText(sanitizing: "a\(scalar)b").string
            guard FuzzText.isHarmless(text) else {
                Issue.record("U+\(String(value, radix: 16)) \(scalar.properties.generalCategory)")
                continue
            }
        }
    }
}
