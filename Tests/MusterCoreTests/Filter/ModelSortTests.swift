import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct ModelSortTests {
    private static let models: [Model] = [
        .example(
            "c/c",
            name: "alpha",
            huggingFaceID: "Z/z",
            created: Date(timeIntervalSince1970: 30),
            contextLength: 10,
            prices: ("0.3", "0.1"),
            verdict: .example(.unavailable)
        ),
        .example(
            "a/a",
            name: "Charlie",
            huggingFaceID: "b/B",
            created: Date(timeIntervalSince1970: 10),
            contextLength: 30,
            prices: ("0.1", "0.3"),
            verdict: .example(.verified)
        ),
        .example("b/b", name: "bravo", verdict: .example(.verified)),
        .example("d/d", name: "bravo", isDisabled: true, verdict: .example(.verified)),
    ]

    @Test(
        arguments: [
            (.id, "abcd", "dcba"),
            (.name, "cbda", "abdc"),
            // Models without a value come last in either direction.
            (.hf, "acbd", "cabd"),
            (.status, "abcd", "dcab"),
            (.context, "cabd", "acbd"),
            (.prompt, "acbd", "cabd"),
            (.completion, "cabd", "acbd"),
            (.created, "acbd", "cabd"),
        ] as [(ModelSort.Key, String, String)]
    )
    func modelsAreOrderedByEachKey(key: ModelSort.Key, expected: String, reversed: String) {
        #expect(Self.letters(ModelSort(key)) == expected)
        #expect(Self.letters(ModelSort(key, isReversed: true)) == reversed)
    }

    @Test(arguments: ModelSort.Key.allCases)
    func theOrderDoesNotDependOnTheOrderBefore(key: ModelSort.Key) {
        var random = SplitMix64(seed: 5)
        let sort = ModelSort(key)
        for _ in 0..<20 {
            #expect(sort.sorted(Self.models.shuffled(using: &random)) == sort.sorted(Self.models))
        }
        #expect(sort.sorted([]).isEmpty)
    }

    @Test func everyAvailabilityHasItsPlace() {
        let models = Availability.allCases.map {
            Model.example("\($0.rawValue)", verdict: .example($0))
        }
        #expect(
            ModelSort(.status).sorted(models).map(\.id.rawValue)
                == ["verified", "reachable", "degraded", "limited", "unknown", "unavailable"]
        )
    }

    private static func letters(_ sort: ModelSort) -> String {
        String(sort.sorted(models).compactMap(\.id.rawValue.first))
    }
}
