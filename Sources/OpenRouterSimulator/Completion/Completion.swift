import Foundation

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
    /// What the last chunk or the object tells of the routing; `nil` if the request did not ask.
    let routerMetadata: JSONValue?
    /// The start of every chunk, up to the text; cached because streams are long.
    let eventPrefix: String

    /// Decides an answer that `endpoint` gives at the time `now`.
    init(
        _ script: StreamScript,
        row: CatalogRow,
        request: ChatRequest,
        endpoint: SimulatedEndpoint,
        id: String,
        now: Date
    ) {
        self.id = id
        created = Int(now.timeIntervalSince1970)
        self.script = script
        model =
            switch script.servedModel {
            case .requested: row.aliasTarget ?? row.id
            case .canonicalSlug: row.canonicalSlug
            case .other(let model): model
            }
        provider = endpoint.provider
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
        let promptTokens = request.promptTokens
        let price = ChargedPrice(row.json["pricing"], promptTokens: promptTokens, now: now)
        usage = Self.usage(
            promptTokens: promptTokens,
            pieces: pieces,
            repetitions: max(1, script.repetitions),
            price: price.scaled(by: endpoint.chargedFactor)
        )
        // A bare `nil` would be the JSON value.
        routerMetadata = request.wantsMetadata ? endpoint.routerMetadata : JSONValue?.none
    }

    /// What the answer costs in USD, as ``usage`` says.
    var cost: Decimal { usage["cost"]?.decimalValue ?? 0 }

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
        promptTokens: Int,
        pieces: [Piece],
        repetitions: Int,
        price: ChargedPrice
    ) -> JSONValue {
        // A chunk counts as one token.
        let completionTokens = pieces.count * repetitions
        let reasoningTokens = pieces.count(where: \.isReasoning)
        let promptCost = Double(promptTokens) * price.prompt
        let completionCost = Double(completionTokens) * price.completion
        return [
            "prompt_tokens": .int(promptTokens),
            "completion_tokens": .int(completionTokens),
            "total_tokens": .int(promptTokens + completionTokens),
            "cost": .decimal(promptCost + completionCost + price.request),
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
