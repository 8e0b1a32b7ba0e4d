import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct ModelFilterTests {
    private static let now = TimeSource.noon
    private static let models: [Model] = [
        .example(
            "meta-llama/llama-3.1-405b",
            name: "Meta: Llama 3.1 405B (base)",
            huggingFaceID: "meta-llama/llama-3.1-405B",
            created: now.addingTimeInterval(-800 * 86_400),
            contextLength: 32_768,
            prices: ("0.000002", "0.000004"),
            parameters: ["tools", "seed"],
            verdict: .example(.verified, isStale: true)
        ),
        .example(
            "qwen/qwen3:free",
            name: "Qwen: Qwen3 (free)",
            huggingFaceID: "Qwen/Qwen3-8B",
            created: now.addingTimeInterval(-3 * 86_400),
            contextLength: 131_072,
            prices: ("0", "0"),
            isFree: true,
            isFavorite: true,
            verdict: .example(.limited)
        ),
        .example("openrouter/auto", name: "Auto Router", contextLength: 2_000_000, isRouter: true),
        .example(
            "old/gone",
            isListed: false,
            isDisabled: true,
            expirationDate: "2026-11-25",
            verdict: .example(.unavailable)
        ),
    ]

    private static func ids(_ filter: String, marked: String? = nil) -> [String] {
        let filter = ModelFilter(filter)
        return models.filter {
            filter.matches($0, isMarked: $0.id.rawValue == marked, now: now)
        }.map { String($0.id.rawValue.prefix(4)) }
    }

    @Test(arguments: FilterCase.all)
    func conditionsSelectModels(example: FilterCase) {
        #expect(Self.ids(example.filter) == example.ids)
        #expect(ModelFilter(example.filter).complaints.isEmpty)
    }

    @Test(arguments: FilterCase.all.filter { $0.isSingleWord })
    func aMinusTurnsAConditionRound(example: FilterCase) {
        let all = Self.ids("")
        #expect(Self.ids("-\(example.filter)") == all.filter { !example.ids.contains($0) })
    }

    @Test func marksAreTheCallers() {
        #expect(Self.ids("is:marked", marked: "old/gone") == ["old/"])
        #expect(Self.ids("is:marked") == [])
    }

    @Test(arguments: ComplaintCase.all)
    func whatCannotBeReadIsAComplaintAndTheRestStillFilters(example: ComplaintCase) {
        let word = example.word
        for filter in ["\(word) qwen", "qwen \(word)", "  qwen\t\(word) "] {
            let read = ModelFilter(filter)
            #expect(read.complaints.map(\.word) == [word])
            #expect(read.complaints.map(\.reason) == [example.reason])
            let wrong = read.complaints.first.map { Array(filter)[$0.range] }
            #expect(wrong.map { String($0) } == example.wrong)
            #expect(read.tokens.contains { $0.isWrong })
            #expect(Self.ids(filter) == ["qwen"])
        }
        #expect(Self.ids(word) == Self.ids(""))
        #expect(ModelFilter(word).isEmpty)
    }

    @Test func onlyBareWordsRank() {
        #expect(ModelFilter("Llama -qwen is:free ctx>=1k 3.1").patterns.count == 2)
        #expect(ModelFilter("llama").ranks)
        #expect(!ModelFilter("-llama is:free").ranks)
        #expect(ModelFilter.all.isEmpty)
        #expect(ModelFilter("' ^ $ \"\" \"").isEmpty)
    }

    @Test func itSaysWhetherItNamesAState() {
        #expect(ModelFilter("is:disabled").names(.disabled))
        #expect(ModelFilter("is:free|disabled").names(.disabled))
        #expect(!ModelFilter("-is:disabled").names(.disabled))
        #expect(!ModelFilter("disabled").names(.disabled))
    }
}
