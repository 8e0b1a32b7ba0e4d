import MusterCore
import MusterTestSupport
import Testing

@Suite struct ModelLookupTests {
    private static let models = [
        Model.example("meta-llama/llama-3.1-405b", huggingFaceID: "meta-llama/llama-3.1-405B"),
        .example("qwen/qwen3-coder", huggingFaceID: "Qwen/Qwen3-Coder-480B"),
        .example("qwen/qwen3-coder:free", huggingFaceID: "Qwen/Qwen3-Coder-480B"),
        .example("openai/gpt-4o"),
        .example("a/B"),
        .example("a/b"),
        .example("b/x", huggingFaceID: "openai/gpt-4o"),
        .example("c_d/e"),
        .example("c/d_e"),
        .example("d/e", huggingFaceID: "D/E-7B"),
        .example("d/e:batch", huggingFaceID: "D/E-7B"),
        .example("d/only:batch", huggingFaceID: "D/Only"),
    ]

    @Test(
        arguments: [
            ("meta-llama/llama-3.1-405b", "meta-llama/llama-3.1-405b"),
            ("meta-llama_llama-3.1-405b", "meta-llama/llama-3.1-405b"),
            ("meta-llama/llama-3.1-405B", "meta-llama/llama-3.1-405b"),
            ("qwen/qwen3-coder:free", "qwen/qwen3-coder:free"),
            ("a/b", "a/b"),
            ("a/B", "a/B"),
            // A model ID goes before a Hugging Face ID of the same spelling.
            ("openai/gpt-4o", "openai/gpt-4o"),
            // A row of the Batch API is meant by its own ID, or where it is alone.
            ("D/E-7B", "d/e"), ("d/e:batch", "d/e:batch"), ("D/Only", "d/only:batch"),
        ]
    )
    func exactNamesAreFound(name: String, expected: String) {
        guard case .found(let model) = ModelLookup(name, in: Self.models) else {
            Issue.record("\(ModelLookup(name, in: Self.models))")
            return
        }
        #expect(model.id.rawValue == expected)
    }

    @Test(
        arguments: [
            ("Meta-Llama/Llama-3.1-405b", "meta-llama/llama-3.1-405b"),
            ("META-LLAMA_LLAMA-3.1-405B", "meta-llama/llama-3.1-405b"),
            ("OpenAI/GPT-4o", "openai/gpt-4o"),
        ]
    )
    func namesInAnotherCaseAreFoundWithANote(name: String, expected: String) {
        guard case .foundIgnoringCase(let model) = ModelLookup(name, in: Self.models) else {
            Issue.record("\(ModelLookup(name, in: Self.models))")
            return
        }
        #expect(model.id.rawValue == expected)
    }

    @Test(
        arguments: [
            ("Qwen/Qwen3-Coder-480B", ["qwen/qwen3-coder", "qwen/qwen3-coder:free"]),
            ("qwen/qwen3-coder-480b", ["qwen/qwen3-coder", "qwen/qwen3-coder:free"]),
            ("A/B", ["a/B", "a/b"]),
            ("c_d_e", ["c_d/e", "c/d_e"]),
        ]
    )
    func aNameOfSeveralModelsListsThem(name: String, expected: [String]) {
        guard case .ambiguous(let models) = ModelLookup(name, in: Self.models) else {
            Issue.record("\(ModelLookup(name, in: Self.models))")
            return
        }
        #expect(models.map(\.id.rawValue) == expected)
    }

    @Test(arguments: ["nitro", "floor", "online", "exacto", "fastest"])
    func dynamicVariantsNeedNotBeListed(variant: String) {
        let name = "openai/gpt-4o:\(variant)"
        guard case .found(let model) = ModelLookup(name, in: Self.models) else {
            Issue.record("\(ModelLookup(name, in: Self.models))")
            return
        }
        #expect(model.id.rawValue == name)
    }

    @Test(arguments: ["openai/gpt-4o:free", "nobody/nothing:nitro", "", "/", "gpt-4o"])
    func otherNamesAreNotFound(name: String) {
        guard case .notFound = ModelLookup(name, in: Self.models) else {
            Issue.record("\(ModelLookup(name, in: Self.models))")
            return
        }
    }

    @Test func whatLooksAlikeIsSuggested() {
        guard case .notFound(let suggestions) = ModelLookup("llama-3.1-405", in: Self.models)
        else {
            Issue.record("found")
            return
        }
        #expect(suggestions.map(\.rawValue) == ["meta-llama/llama-3.1-405b"])
    }

    @Test(arguments: [
        ("gpt-5", "openai/gpt-5"), ("claude-sonet-5", "anthropic/claude-sonnet-5"),
        ("openai/gpt-5:free", "openai/gpt-5"), ("qwen-3-32b", "qwen/qwen3-32b"),
    ])
    func theMostAlikeIsSuggestedFirst(name: String, meant: String) {
        let models = [
            "openai/gpt-3.5-turbo", "openai/gpt-3.5-turbo-16k", "openai/gpt-5",
            "openai/gpt-5:batch",
            "anthropic/claude-3.5-haiku", "anthropic/claude-sonnet-5", "anthropic/claude-opus-5",
            "qwen/qwen3-32b", "qwen/qwen3-235b-a22b",
        ]
        .map { Model.example($0) }
        guard case .notFound(let suggestions) = ModelLookup(name, in: models) else {
            Issue.record("found")
            return
        }
        #expect(suggestions.first?.rawValue == meant, "\(suggestions)")
        #expect(!suggestions.contains { $0.isBatchOnly })
    }

    @Test func suggestionsAreFew() {
        let models = (0..<50).map { Model.example("many/llama-\($0)") }
        guard case .notFound(let suggestions) = ModelLookup("llama", in: models) else {
            Issue.record("found")
            return
        }
        #expect(suggestions.count == 5)
    }
}
