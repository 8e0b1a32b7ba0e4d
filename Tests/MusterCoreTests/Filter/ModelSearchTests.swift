import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct ModelSearchTests {
    private static let now = TimeSource.noon

    private static let models: [Model] = [
        .example("anthropic/claude-sonnet-4", name: "Anthropic: Claude Sonnet 4"),
        .example("deepseek/r1-distill-llama", name: "DeepSeek: R1 Distill Llama", isFree: true),
        .example("meta-llama/llama-3", name: "Meta: Llama 3", huggingFaceID: "meta-llama/Llama-3"),
        .example("openai/gpt-4", name: "OpenAI: GPT-4", verdict: .example(.verified)),
        .example("openai/gpt-5.4", name: "OpenAI: GPT-5.4"),
    ]

    private static func ids(_ filter: String, sort: ModelSort? = nil) -> [String] {
        ModelFilter(filter).select(from: models, sort: sort, now: now).map(\.id.rawValue)
    }

    @Test func theBestMatchIsFirstUnlessAnotherOrderIsAskedFor() {
        #expect(Self.ids("llama") == ["meta-llama/llama-3", "deepseek/r1-distill-llama"])
        #expect(Self.ids("gpt4") == ["openai/gpt-4", "openai/gpt-5.4"])
        #expect(
            Self.ids("llama", sort: ModelSort())
                == ["deepseek/r1-distill-llama", "meta-llama/llama-3"]
        )
        #expect(Self.ids("zzzz") == [])
    }

    @Test func typingFindsWhatSearchingAtOnceFinds() {
        var random = SplitMix64(seed: 23)
        let pieces = [
            "l", "a", "ma", " ", "-", "is:free", "gpt", "4", "|", "'", "$", "age<3d", "o",
        ]
        for _ in 0..<500 {
            var typing = ModelSearch(Self.models)
            var text = ""
            for _ in 0..<8 {
                text =
                    Int.random(in: 0..<4, using: &random) == 0
                    ? String(text.dropLast())
                    : text + pieces[Int.random(in: 0..<pieces.count, using: &random)]
                let filter = ModelFilter(text)
                var fresh = ModelSearch(Self.models)
                let expected = fresh.find(filter, in: Self.models, now: Self.now)
                #expect(typing.find(filter, in: Self.models, now: Self.now) == expected, "\(text)")
            }
        }
    }

    @Test func modelsReadAgainAreFoundAsIfSearchedForTheFirstTime() {
        var other = Self.models
        other[3].huggingFaceID = HuggingFaceID(rawValue: "mistralai/Mistral")
        var renamed = Self.models
        renamed[1].entry.name = "Mistral"
        var checked = Self.models
        checked[0].verdict = .example(.verified)
        let catalogs = [Self.models, other, renamed, checked, [], Array(Self.models.dropLast())]
        for before in catalogs {
            for after in catalogs {
                for filter in ["mistral", "llama", "is:verified"].map({ ModelFilter($0) }) {
                    var search = ModelSearch(before)
                    _ = search.find(filter, in: before, now: Self.now)
                    search.prepare(after, insteadOf: before)
                    var fresh = ModelSearch(after)
                    let expected = fresh.find(filter, in: after, now: Self.now)
                    #expect(search.find(filter, in: after, now: Self.now) == expected)
                }
            }
        }
    }

    @Test func aChangedModelIsFoundByItsNewName() {
        var models = Self.models
        var search = ModelSearch(models)
        let filter = ModelFilter("mistral")
        #expect(search.find(filter, in: models, now: Self.now).places.isEmpty)
        models[3].huggingFaceID = HuggingFaceID(rawValue: "mistralai/Mistral")
        search.update(models[3], at: 3)
        #expect(search.find(filter, in: models, now: Self.now).places == [3])
    }

    @Test func bestFirstKeepsTheOrderOfEqualOnes() {
        let many = (0..<500).map { Model.example("a/model-\(1000 + $0)") }
        var search = ModelSearch(many)
        let found = search.find(ModelFilter("model"), in: many, now: Self.now)
        #expect(found.bestFirst == Array(0..<500))
    }
}
