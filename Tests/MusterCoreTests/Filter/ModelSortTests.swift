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

    /// The order as anybody would write it, without prefixes and ranks.
    @Test(arguments: ModelSort.Key.allCases)
    func theOrderIsThatOfTheValues(key: ModelSort.Key) {
        var random = SplitMix64(seed: 11)
        let texts = ["Alpha: one", "alpha: One", "Alpha: two", "ALPHA", "", "é", "\u{10FFFF}", "z"]
        let numbers = [0, 1, 2, 1 << 40]
        for _ in 0..<100 {
            let models = (0..<12).map { number in
                var model = Model.example(
                    "a/\(number)",
                    name: texts.randomElement(using: &random),
                    huggingFaceID: Bool.random(using: &random)
                        ? "a/\(texts.randomElement(using: &random) ?? "")" : nil,
                    contextLength: Bool.random(using: &random)
                        ? numbers.randomElement(using: &random) : nil
                )
                model.entry.expirationDate = ["2026-12-01", "2027-01-31"].randomElement(
                    using: &random
                )
                return model
            }.shuffled(using: &random)
            for isReversed in [false, true] {
                let sorted = ModelSort(key, isReversed: isReversed).sorted(models)
                #expect(sorted.map(\.id) == Self.reference(models, key, isReversed).map(\.id))
            }
        }
    }

    @Test func onlyWhatIsSortedByMovesAModel() {
        let before = Model.example("a/a", name: "a", contextLength: 5)
        var after = before
        after.isFavorite = true
        after.verdict = .example(.verified)
        #expect(ModelSort(.context).ranksAlike(before, after))
        #expect(ModelSort(.name).ranksAlike(before, after))
        #expect(!ModelSort(.status).ranksAlike(before, after))
        #expect(!ModelSort(.context).ranksAlike(before, .example("a/a", contextLength: 6)))
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

    private static func reference(
        _ models: [Model],
        _ key: ModelSort.Key,
        _ isReversed: Bool
    ) -> [Model] {
        func text(_ model: Model) -> String? {
            switch key {
            case .id: model.id.rawValue
            case .name: model.name.lowercased()
            case .hf: model.huggingFaceID?.rawValue.lowercased()
            case .expires: model.expirationDate
            default: nil
            }
        }
        func number(_ model: Model) -> Int? { key == .context ? model.contextLength : nil }
        func precedes<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool? {
            switch (left, right) {
            case (let left?, let right?):
                left == right ? nil : isReversed ? left > right : left < right
            case (nil, nil): nil
            case (_?, nil): true
            case (nil, _?): false
            }
        }
        return models.sorted { left, right in
            precedes(text(left), text(right)) ?? precedes(number(left), number(right))
                ?? (left.id < right.id)
        }
    }

    private static func letters(_ sort: ModelSort) -> String {
        String(sort.sorted(models).compactMap(\.id.rawValue.first))
    }
}
