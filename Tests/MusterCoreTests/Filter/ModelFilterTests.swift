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

    @Test(
        arguments: [
            "is:nonsense", "is:", "has:everything", "has:", "author:", "in:", "out:", "param:",
            "ctx>=", "ctx>=lots", "ctx>=-1", "price<=free", "price<=1k", "age<30q", "ctx>nan",
            "ctx<inf", "age<", "completion=x", "-is:nonsense", "ctx>=1e999",
        ]
    )
    func whatCannotBeReadIsAComplaintAndTheRestStillFilters(word: String) {
        for filter in ["\(word) qwen", "qwen \(word)", "  qwen\t\(word) "] {
            let read = ModelFilter(filter)
            #expect(read.complaints.map(\.word) == [word])
            #expect(read.complaints.first?.reason.isEmpty == false)
            #expect(Self.ids(filter) == ["qwen"])
        }
        #expect(Self.ids(word) == Self.ids(""))
    }

    @Test func wordsToHighlightAreTheBareOnes() {
        let filter = ModelFilter("Llama -qwen is:free ctx>=1k 3.1")
        #expect(filter.words == ["llama", "3.1"])
        #expect(!filter.isEmpty)
        #expect(ModelFilter.all.isEmpty)
        #expect(ModelFilter("is:nonsense").isEmpty)
    }

    @Test func itSaysWhetherItNamesAState() {
        #expect(ModelFilter("is:disabled").names(.disabled))
        #expect(!ModelFilter("-is:disabled").names(.disabled))
        #expect(!ModelFilter("disabled").names(.disabled))
    }

    @Test func noTextCrashesItAndEveryWordIsReadOrComplainedOf() {
        let pieces = [
            "is:", "has:", "hf", "author:", "ctx", "price", "age", ">=", "<=", "<", ">", "=", "-",
            "--", ":", " ", "  ", "\n", "128k", "1e400", "nan", "$", "-1", "é", "世", "\u{1B}[31m",
            "\u{200B}", "free", "\"", "(", "[", "*", "\\", "llama",
        ]
        var random = SplitMix64(seed: 4)
        for _ in 0..<3000 {
            let text = random.elements(of: pieces, maximumCount: 10).joined()
            let filter = ModelFilter(text)
            for model in Self.models {
                _ = filter.matches(model, isMarked: random.next() % 2 == 0, now: Self.now)
            }
            let words = text.split(whereSeparator: \.isWhitespace)
            #expect(filter.complaints.count <= words.count)
            #expect(
                filter.complaints.allSatisfy { complaint in words.contains { $0 == complaint.word }
                }
            )
            let kept = words.filter { word in !filter.complaints.contains { $0.word == word } }
            let rest = ModelFilter(kept.joined(separator: " "))
            #expect(rest.complaints.isEmpty)
            #expect(
                Self.models.allSatisfy {
                    filter.matches($0, now: Self.now) == rest.matches($0, now: Self.now)
                }
            )
        }
    }
}
