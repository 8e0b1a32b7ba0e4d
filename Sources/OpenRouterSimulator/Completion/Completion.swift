/// One answer, decided before its first byte: text, provider, cost and ending.
struct Completion: Sendable {
    struct Piece: Sendable, Equatable {
        let isReasoning: Bool
        let text: String
    }

    let id: String
    /// Unix seconds.
    let created: Int
    /// The `model` that chunks report.
    let model: String
    /// The `provider` that chunks report.
    let provider: String
    let script: StreamScript
    /// The chunks of one repetition.
    let pieces: [Piece]
    /// The finish reason of a complete answer; `length` when `max_tokens` cut it.
    let finishReason: String
    /// The token counts and the cost in the last chunk.
    let usage: JSONValue
    /// The start of every chunk, up to the text; cached because streams are long.
    let eventPrefix: String

    /// Decides an answer; `created` is in Unix seconds.
    init(
        _ script: StreamScript,
        row: CatalogRow,
        request: ChatRequest,
        id: String,
        created: Int
    ) {
        self.id = id
        self.created = created
        self.script = script
        model =
            switch script.servedModel {
            case .requested: row.aliasTarget ?? row.id
            case .canonicalSlug: row.canonicalSlug
            case .other(let model): model
            }
        provider = Provider.serving(row).name
        var pieces = Self.pieces(script, AnswerComposer(row: row, prompt: request.prompt))
        var finishReason = script.finishReason
        // A scripted text is never cut; `max_tokens` limits only composed ones.
        if script.text == nil, let limit = request.tokensMax, limit < pieces.count {
            pieces = Array(pieces.prefix(max(0, limit)))
            finishReason = "length"
        }
        if script.toolName != nil { (pieces, finishReason) = ([], "tool_calls") }
        self.pieces = pieces
        self.finishReason = finishReason
        eventPrefix = Self.eventPrefix(id: id, created: created, model: model, provider: provider)
        usage = Self.usage(row: row, prompt: request.prompt, pieces: pieces, script: script)
    }

    /// The number of chunks in a whole answer, including repetitions.
    var chunkCount: Int { pieces.count * max(1, script.repetitions) }

    /// The answer's text, including repetitions.
    var text: String {
        let once = pieces.filter { !$0.isReasoning }.map(\.text).joined()
        return String(repeating: once, count: max(1, script.repetitions))
    }

    var reasoning: String? {
        let text = pieces.filter(\.isReasoning).map(\.text).joined()
        return text.isEmpty ? nil : text
    }

    private static func pieces(_ script: StreamScript, _ composer: AnswerComposer) -> [Piece] {
        let reasoning =
            script.reasoning == StreamScript.composedReasoning
            ? composer.reasoning : script.reasoning ?? ""
        let text = script.text ?? composer.text
        let texts = script.isOneChunk ? [text] : TextPieces.split(text)
        return TextPieces.split(reasoning).map { Piece(isReasoning: true, text: $0) }
            + texts.map { Piece(isReasoning: false, text: $0) }
    }

    private static func usage(
        row: CatalogRow,
        prompt: String,
        pieces: [Piece],
        script: StreamScript
    ) -> JSONValue {
        // The usual rule of thumb is four bytes per token; a chunk counts as one token.
        let promptTokens = prompt.utf8.count / 4 + 7
        let completionTokens = pieces.count * max(1, script.repetitions)
        let reasoningTokens = pieces.count(where: \.isReasoning)
        let promptCost = Double(promptTokens) * row.promptPrice
        let completionCost = Double(completionTokens) * row.completionPrice
        return [
            "prompt_tokens": .int(promptTokens),
            "completion_tokens": .int(completionTokens),
            "total_tokens": .int(promptTokens + completionTokens),
            "cost": .decimal(promptCost + completionCost),
            "is_byok": false,
            "prompt_tokens_details": [
                "cached_tokens": 0, "cache_write_tokens": 0, "audio_tokens": 0, "video_tokens": 0,
            ],
            "cost_details": [
                "upstream_inference_cost": nil,
                "upstream_inference_prompt_cost": .decimal(promptCost),
                "upstream_inference_completions_cost": .decimal(completionCost),
            ],
            "completion_tokens_details": [
                "reasoning_tokens": .int(reasoningTokens), "image_tokens": 0, "audio_tokens": 0,
            ],
        ]
    }
}

/// Splits text into pieces of about one token, as models stream it.
enum TextPieces {
    static let charactersMax = 8

    /// Splits before white space and after every eighth character, never inside a character.
    static func split(_ text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var length = 0
        for character in text {
            let isBoundary = character.isWhitespace && piece.last?.isWhitespace == false
            if isBoundary || length >= charactersMax {
                pieces.append(piece)
                piece = ""
                length = 0
            }
            piece.append(character)
            length += 1
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}

/// A company that serves models.
struct Provider: Sendable {
    let name: String
    /// The tag that `provider.order` takes.
    let tag: String
    let quantization: String

    /// Hosts of open weights; a few of them serve each model.
    static let hosts = [
        Provider(name: "DeepInfra", tag: "deepinfra/fp8", quantization: "fp8"),
        Provider(name: "Together", tag: "together", quantization: "bf16"),
        Provider(name: "Novita", tag: "novita/bf16", quantization: "bf16"),
        Provider(name: "Parasail", tag: "parasail/fp8", quantization: "fp8"),
        Provider(name: "Fireworks", tag: "fireworks", quantization: "unknown"),
        Provider(name: "Chutes", tag: "chutes/fp8", quantization: "fp8"),
        Provider(name: "SiliconFlow", tag: "siliconflow/fp8", quantization: "fp8"),
        Provider(name: "BaseTen", tag: "baseten/fp4", quantization: "fp4"),
    ]

    /// Vendors that serve only their own models.
    private static let makers: [String: [Provider]] = [
        "openai": [closed("OpenAI"), closed("Azure")],
        "anthropic": [closed("Anthropic"), closed("Amazon Bedrock"), closed("Google Vertex")],
        "google": [closed("Google AI Studio"), closed("Google Vertex")],
        "x-ai": [closed("xAI")],
        "amazon": [closed("Amazon Bedrock")],
        "cohere": [closed("Cohere")],
        "perplexity": [closed("Perplexity")],
    ]

    /// The providers of a model, its main one first; they repeat if `count` exceeds them.
    static func all(for row: CatalogRow, count: Int) -> [Provider] {
        let author = row.author.hasPrefix("~") ? String(row.author.dropFirst()) : row.author
        let known = row.hubID == nil ? makers[author] ?? hosts : hosts
        let offset = Int(SeededGenerator.hash(row.id) % UInt64(known.count))
        return (0..<count).map { known[($0 + offset) % known.count] }
    }

    static func serving(_ row: CatalogRow) -> Provider {
        all(for: row, count: 1).first ?? closed("OpenRouter")
    }

    private static func closed(_ name: String) -> Provider {
        let tag = name.lowercased().replacing(" ", with: "-")
        return Provider(name: name, tag: tag, quantization: "unknown")
    }
}
