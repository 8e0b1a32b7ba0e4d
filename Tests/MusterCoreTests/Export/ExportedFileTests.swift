import MusterCore
import MusterTestSupport
import Testing

/// The files of other tools, byte for byte.
@Suite struct ExportedFileTests {
    private static let models = [
        ExportedModel(
            modelID: ModelID(rawValue: "meta-llama/llama-3.1-405b"),
            route: "meta-llama/llama-3.1-405B",
            fallbacks: [ModelID(rawValue: "a/b:free"), ModelID(rawValue: "not/there")]
        ),
        ExportedModel(modelID: ModelID(rawValue: "a/b:free")),
        ExportedModel(modelID: ModelID(rawValue: "~c/d-latest")),
    ]

    private static let key = "OPENROUTER_API_KEY"

    private static func models(at service: ExportedService) -> [ExportedModel] {
        models.map { model in
            var model = model
            model.service = service
            return model
        }
    }

    @Test func aKeyGoesToNoOtherService() {
        let models = Self.models(
            at: ExportedService(
                baseURL: "https://router.huggingface.co/v1",
                keyVariable: "HF_TOKEN",
                isOpenRouter: false
            )
        )
        let files = [ExportedFile.litellm(models), ExportedFile.promptfoo(models)]
        for file in files {
            #expect(file.contains("HF_TOKEN"))
            #expect(!file.contains(Self.key))
        }
    }

    @Test func litellm() {
        let text = """
            # Models for LiteLLM's proxy, written by muster. Start it with:
            #   LITELLM_MASTER_KEY=sk-... OPENROUTER_API_KEY=... litellm --config THIS_FILE
            model_list:
            - model_name: meta-llama/llama-3.1-405b
              litellm_params:
                model: openrouter/meta-llama/llama-3.1-405B
                api_key: os.environ/OPENROUTER_API_KEY
            - model_name: a/b:free
              litellm_params:
                model: openrouter/a/b:free
                api_key: os.environ/OPENROUTER_API_KEY
            - model_name: ~c/d-latest
              litellm_params:
                model: openrouter/~c/d-latest
                api_key: os.environ/OPENROUTER_API_KEY
            router_settings:
              fallbacks:
              - meta-llama/llama-3.1-405b:
                - a/b:free

            """
        #expect(ExportedFile.litellm(Self.models) == text)
    }

    @Test func promptfoo() {
        let text = ExportedFile.promptfoo(
            Self.models(
                at: ExportedService(
                    baseURL: "http://127.0.0.1:1/v1",
                    keyVariable: Self.key,
                    isOpenRouter: true
                )
            )
        )
        #expect(
            text.hasSuffix(
                """
                providers:
                - id: openrouter:meta-llama/llama-3.1-405B
                  label: meta-llama/llama-3.1-405b
                  config:
                    apiBaseUrl: http://127.0.0.1:1/v1
                - id: openrouter:a/b:free
                  config:
                    apiBaseUrl: http://127.0.0.1:1/v1
                - id: openrouter:~c/d-latest
                  config:
                    apiBaseUrl: http://127.0.0.1:1/v1

                """
            )
        )
    }

    @Test func llm() {
        #expect(
            ExportedFile.llm(Self.models) == """
                {
                  "a/b:free" : "openrouter/a/b:free",
                  "meta-llama/llama-3.1-405b" : "openrouter/meta-llama/llama-3.1-405b",
                  "~c/d-latest" : "openrouter/~c/d-latest"
                }

                """
        )
    }
}
