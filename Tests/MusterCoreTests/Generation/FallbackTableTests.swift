import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct FallbackTableTests {
    private static let table = FallbackTable(
        [
            "meta-llama/llama-3.1-405b": ["a/b", "c/d"],
            "mistralai_mistral-nemo": ["c/d"],
            "deepseek-ai/DeepSeek-R1": ["e/f"],
            "openai/o1": [],
        ],
        others: ["openrouter/auto"]
    )

    @Test(arguments: [
        ("meta-llama/llama-3.1-405b", ["a/b", "c/d"]),
        ("Meta-Llama/llama-3.1-405B", ["a/b", "c/d"]),
        ("mistralai/mistral-nemo", ["c/d"]), ("openai/o1", []), ("x/y", ["openrouter/auto"]),
        // A variant is another model.
        ("meta-llama/llama-3.1-405b:free", ["openrouter/auto"]),
    ])
    func namesAreThoseOfTheModelOrOfAllOthers(id: String, names: [String]) {
        #expect(Self.table.names(for: ModelID(rawValue: id)) == names)
        #expect(Self.table.names(for: .example(id)) == names)
    }

    @Test func aHuggingFaceIDIsANameToo() {
        let model = Model.example("deepseek/r1", huggingFaceID: "deepseek-ai/DeepSeek-R1")
        #expect(Self.table.names(for: model) == ["e/f"])
        #expect(FallbackTable().names(for: model).isEmpty)
    }

    @Test func modelsAreThoseOfTheCatalogOnceEach() {
        let models = [
            Model.example("a/b"), .example("c/d"), .example("x/one", huggingFaceID: "H/f"),
            .example("x/two", huggingFaceID: "H/f"),
        ]
        let table = FallbackTable(
            ["a/b": ["c/d", "no/body", "H/f", "a/b", "C/D", "c_d", "x/two"]],
            others: ["a/b"]
        )
        #expect(table.models(for: models[0], in: models).map(\.id.rawValue) == ["c/d", "x/two"])
        #expect(table.models(for: models[1], in: models).map(\.id.rawValue) == ["a/b"])
        #expect(table.models(for: models[1], in: []).isEmpty)
    }
}
