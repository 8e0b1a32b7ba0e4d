extension ServiceKind {
    /// Whatever has OpenAI's API: LiteLLM, vLLM, llama.cpp, Ollama, LM Studio, Groq, Together.
    package static let openAI = ServiceKind(
        name: "openai",
        home: nil,
        keyVariable: nil,
        hosts: [
            "api.groq.com", "api.together.xyz", "api.together.ai", "api.openai.com",
            "api.deepseek.com", "api.fireworks.ai", "api.mistral.ai",
        ],
        offers: .route(isSure: false),
        hasAccount: false,
        countsOnRequest: true,
        pinsBySuffix: false,
        tellsMore: true,
        readRow: { json, decoder in
            var model = try CatalogReader.catalogRow(json, with: decoder)
            let limits = try decoder.decode(RowLimits.self, fromForeign: json)
            model.entry.contextLength = model.entry.contextLength ?? limits.context
            model.entry.maxCompletionTokens = model.entry.maxCompletionTokens ?? limits.answer
            return model
        }
    )
}

/// The limits of a row, under the names of the servers that have OpenAI's API.
struct RowLimits: Decodable {
    /// Tokens of prompt and answer.
    let context: Int?
    /// Tokens of an answer.
    let answer: Int?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        // vLLM; Groq and Vercel; LiteLLM; LM Studio; Mistral.
        case maxModelLength = "max_model_len"
        case contextWindow = "context_window"
        case maxInputTokens = "max_input_tokens"
        case loadedContext = "loaded_context_length"
        case maxContextLength = "max_context_length"
        case maxCompletionTokens = "max_completion_tokens"
        case maxOutputTokens = "max_output_tokens"
        case maxTokens = "max_tokens"
        case meta
    }

    private enum MetaKeys: String, CodingKey {
        // llama.cpp: what the server was started with, then what the model was trained with.
        case context = "n_ctx"
        case trained = "n_ctx_train"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func first(_ keys: [CodingKeys]) -> Int? {
            keys.lazy.compactMap { container.lenientInteger(forKey: $0) }.first { $0 > 0 }
        }
        let meta = container.lenientContainer(keyedBy: MetaKeys.self, forKey: .meta)
        let ofServer = [MetaKeys.context, .trained]
            .compactMap { meta?.lenientInteger(forKey: $0) }.first { $0 > 0 }
        context =
            first([
                .maxModelLength, .contextWindow, .maxInputTokens, .loadedContext, .maxContextLength,
            ]) ?? ofServer
        answer = first([.maxCompletionTokens, .maxOutputTokens, .maxTokens])
    }
}
