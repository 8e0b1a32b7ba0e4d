import MusterCore
import MusterTestSupport
import Testing

@Suite struct AlternativesTests {
    private static let dead = Model.example("a/m:free", huggingFaceID: "A/M")

    @Test(
        arguments: [
            // Other variants, and the same weights elsewhere.
            (Model.example("a/m"), true),
            (.example("a/m:thinking"), true),
            (.example("b/copy", huggingFaceID: "A/M"), true),
            // An ID that only begins alike is another model.
            (.example("a/m2"), false),
            (.example("a/m2:free"), false),
            (.example("a/m:free:x"), false),
            (.example("a"), false),
            (.example("b/other", huggingFaceID: "A/m"), false),
            // Nobody is sent from one dead model to the next.
            (.example("a/m", isListed: false), false),
            (.example("a/m", isDisabled: true), false),
            (.example("a/m", verdict: .example(.unavailable)), false),
        ] as [(Model, Bool)]
    )
    func variantsAndEqualWeightsAreNamed(other: Model, isNamed: Bool) {
        #expect(
            Alternatives.of(Self.dead, in: [Self.dead, other], now: TimeSource.noon)
                == (isNamed ? [other] : [])
        )
    }

    @Test(arguments: [("2026-11-21", false), ("2026-11-22", true), ("2026-11-23", true)])
    func whatHasExpiredIsNotNamed(day: String, isNamed: Bool) {
        var other = Model.example("a/m")
        other.entry.expirationDate = day
        let named = Alternatives.of(Self.dead, in: [other], now: TimeSource.noon)
        #expect(named.isEmpty != isNamed)
    }

    @Test func thoseThatAnswerComeFirstAndFiveAreEnough() {
        let others =
            (0..<6).map { Model.example("a/m:v\($0)") } + [
                .example("z/z", huggingFaceID: "A/M", verdict: .example(.verified)),
                .example("a/m", verdict: .example(.verified)),
            ]
        let named = Alternatives.of(Self.dead, in: others + [Self.dead], now: TimeSource.noon).map(
            \.id.rawValue
        )
        #expect(named == ["a/m", "z/z", "a/m:v0", "a/m:v1", "a/m:v2"])
    }

    @Test func theSameWeightsComeFirstElseTheSameAuthorsThatReadAsMuch() {
        let weak = Model.listed("a/small", hub: "A/Small", context: 8000)
        let twin = Model.listed("x/small-hosted", hub: "A/Small", context: 4000)
        let larger = Model.listed("a/large", context: 32_000)
        let shorter = Model.listed("a/tiny", context: 4000)
        let disabled = Model.listed("a/other", context: 64_000, isDisabled: true)
        let all = [weak, twin, larger, shorter, disabled]
        #expect(
            Alternatives.of(weak, in: all, now: TimeSource.noon, orSameAuthor: true).map(
                \.id.rawValue
            ) == [
                "x/small-hosted"
            ]
        )
        #expect(
            Alternatives.of(
                weak,
                in: [weak, larger, shorter, disabled],
                now: TimeSource.noon,
                orSameAuthor: true
            ).map(
                \.id
            ) == [larger.id]
        )
        #expect(
            Alternatives.of(weak, in: [weak, shorter], now: TimeSource.noon, orSameAuthor: true)
                .isEmpty
        )
    }
}
