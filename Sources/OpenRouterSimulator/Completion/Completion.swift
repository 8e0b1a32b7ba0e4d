/// One answer, decided before its first byte: what is said, by whom, for how much, how it ends.
struct Completion: Sendable {
    /// One chunk of the answer.
    struct Piece: Sendable, Equatable {
        /// Whether it is reasoning rather than answer.
        let isReasoning: Bool
        /// Its text.
        let text: String
    }

    /// The generation's ID.
    let id: String
    /// Unix seconds.
    let created: Int
    /// What the chunks give as `model`.
    let model: String
    /// What the chunks give as `provider`.
    let provider: String
    /// The script behind it.
    let script: StreamScript
    /// The chunks of one repetition.
    let pieces: [Piece]
    /// The reason given at a proper end; `length` when `max_tokens` cut it.
    let finishReason: String
    /// The token counts and the cost, as the last chunk gives them.
    let usage: JSONValue
    /// What every chunk begins with, up to the text; kept because streams are long.
    let eventPrefix: String

    /// Decides an answer.
    ///
    /// - Parameters:
    ///   - script: What the answer is to be like.
    ///   - row: The model that answers.
    ///   - request: What was asked.
    ///   - id: The generation's ID.
    ///   - created: Unix seconds.
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
        // A scripted text is the test's own and comes whole; only the simulator's own is cut.
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

    /// How many chunks a whole answer has, repetitions included.
    var chunkCount: Int { pieces.count * max(1, script.repetitions) }

    /// The answer's text, repetitions included.
    var text: String {
        let once = pieces.filter { !$0.isReasoning }.map(\.text).joined()
        return String(repeating: once, count: max(1, script.repetitions))
    }

    /// The reasoning; `nil` when there is none.
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
        // Four bytes a token is the usual rule of thumb; a chunk counts as one token.
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

/// Cuts text into pieces of about a token, as models stream it.
enum TextPieces {
    /// The most characters of one piece.
    static let charactersMax = 8

    /// Cuts before white space and after every eighth character, never inside a character.
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
    /// Its name as shown.
    let name: String
    /// Its tag, as usable in `provider.order`.
    let tag: String
    /// The precision in which it serves.
    let quantization: String

    /// Serves open weights; a model is served by a few of them.
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

    /// Serve only their own models.
    private static let makers: [String: [Provider]] = [
        "openai": [closed("OpenAI"), closed("Azure")],
        "anthropic": [closed("Anthropic"), closed("Amazon Bedrock"), closed("Google Vertex")],
        "google": [closed("Google AI Studio"), closed("Google Vertex")],
        "x-ai": [closed("xAI")],
        "amazon": [closed("Amazon Bedrock")],
        "cohere": [closed("Cohere")],
        "perplexity": [closed("Perplexity")],
    ]

    /// So many providers of a model, its usual one first; they repeat when there are fewer.
    static func all(for row: CatalogRow, count: Int) -> [Provider] {
        let author = row.author.hasPrefix("~") ? String(row.author.dropFirst()) : row.author
        let known = row.hubID == nil ? makers[author] ?? hosts : hosts
        let offset = Int(SeededGenerator.hash(row.id) % UInt64(known.count))
        return (0..<count).map { known[($0 + offset) % known.count] }
    }

    /// The provider that answers for a model.
    static func serving(_ row: CatalogRow) -> Provider {
        all(for: row, count: 1).first ?? closed("OpenRouter")
    }

    private static func closed(_ name: String) -> Provider {
        let tag = name.lowercased().replacing(" ", with: "-")
        return Provider(name: name, tag: tag, quantization: "unknown")
    }
}
