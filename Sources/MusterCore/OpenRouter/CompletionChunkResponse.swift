import Foundation

/// A chunk of a streamed completion, or a whole completion sent without a stream.
///
/// In recorded streams, usage arrives in a chunk with no choices, with an empty one, or with one
/// that repeats the finish reason. Errors arrive with choices, without any, or with only the finish
/// reason `error`. So every field is optional, and a chunk may yield several events.
struct CompletionChunkResponse: Decodable {
    let model: String?
    let provider: String?
    let choices: [Choice]?
    let usage: UsageResponse?
    let error: ErrorResponse.Detail?
    let endpoint: ServedEndpoint?

    private enum CodingKeys: String, CodingKey {
        case model
        case provider
        case metadata = "openrouter_metadata"
        case choices
        case usage
        case error
        case object
        case baseResponse = "base_resp"
        case statusCode = "status_code"
        case statusMessage = "status_msg"
    }

    /// Throws if it is no chunk and no error either, or if its text has an unknown shape.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        model = container.lenientString(forKey: .model)
        let metadata =
            (try? container.decodeIfPresent(RoutingMetadata.self, forKey: .metadata)) ?? nil
        provider = container.lenientString(forKey: .provider) ?? metadata?.provider
        endpoint = metadata?.selected
        choices =
            container.hasList(forKey: .choices) || container.hasObject(forKey: .choices)
            ? try container.decode(OneOrMore<Choice>.self, forKey: .choices).values : nil
        usage = (try? container.decodeIfPresent(UsageResponse.self, forKey: .usage)) ?? nil
        // Some servers send the error itself: {"code":500,"message":"..."} or {"detail":"..."}.
        error =
            ErrorResponse.Detail(in: container, forKey: .error)
            ?? Self.bareError(
                decoder,
                container,
                hasParts: choices?.isEmpty == false || usage != nil
            )
        let isChunk = Self.marks.contains(where: container.contains)
        guard isChunk || error != nil || Self.isHeartbeat(decoder) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no chunk")
            )
        }
    }

    private static func bareError(
        _ decoder: any Decoder,
        _ container: KeyedDecodingContainer<CodingKeys>,
        hasParts: Bool
    ) -> ErrorResponse.Detail? {
        guard !hasParts else { return nil }
        if let words = container.lenientString(forKey: .choices) {
            return ErrorResponse.Detail(message: words)
        }
        // MiniMax tells the state in every chunk; there, and with others' `code`, 0 is success.
        if let status = container.lenientContainer(keyedBy: CodingKeys.self, forKey: .baseResponse)
        {
            guard let code = status.lenientInteger(forKey: .statusCode), code != 0 else {
                return nil
            }
            return ErrorResponse.Detail(
                code: code,
                message: status.lenientString(forKey: .statusMessage) ?? "no message"
            )
        }
        let detail = ErrorResponse.Detail(bare: decoder)
        return detail?.code == 0 ? nil : detail
    }

    private static let marks: [CodingKeys] = [.choices, .usage, .object, .model, .metadata]

    /// `{}` or `{"type":"ping"}`, which some services send to keep a connection open.
    private static func isHeartbeat(_ decoder: any Decoder) -> Bool {
        guard let container = try? decoder.container(keyedBy: AnyCodingKey.self) else {
            return false
        }
        return container.allKeys.isEmpty
            || container.lenientString(forKey: AnyCodingKey(stringValue: "type")) == "ping"
    }

    struct Choice: Decodable {
        let index: Int?
        let delta: CompletionDelta?
        /// The text of a service that answers as the older completions API did.
        let text: String?
        let finishReason: FinishReason?
        let nativeFinishReason: String?
        /// The finish reason as it was sent.
        let reportedReason: String?
        /// Where Moonshot has it.
        let usage: UsageResponse?
        let error: ErrorResponse.Detail?

        /// Throws if the text has a shape without a known meaning.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            index = container.lenientInteger(forKey: .index)
            delta =
                try container.decodeIfPresent(CompletionDelta.self, forKey: .delta)
                ?? container.decodeIfPresent(CompletionDelta.self, forKey: .message)
            text = container.lenientString(forKey: .text)
            nativeFinishReason = container.lenientString(forKey: .nativeFinishReason)
            reportedReason = container.lenientString(forKey: .finishReason)
            finishReason = FinishReason(reported: reportedReason, native: nativeFinishReason)
            usage = (try? container.decodeIfPresent(UsageResponse.self, forKey: .usage)) ?? nil
            error =
                ErrorResponse.Detail(in: container, forKey: .error)
                ?? delta?.error
        }

        private enum CodingKeys: String, CodingKey {
            case index
            case delta
            case message
            case text
            case usage
            case finishReason = "finish_reason"
            case nativeFinishReason = "native_finish_reason"
            case error
        }
    }

    /// The chunk's events, in processing order, of the choice with that index.
    func events(of index: Int?) -> [CompletionEvent] {
        var events: [CompletionEvent] = []
        if let model { events.append(.served(model: model, provider: provider)) }
        if let endpoint { events.append(.routed(endpoint)) }
        let index = index ?? choices?.compactMap(\.index).min()
        let choice = choices?.first { index == nil || $0.index == nil || $0.index == index }
        if let delta = choice?.delta { events += delta.piece.events }
        if let text = choice?.text { events.append(.text(text)) }
        if let usage = usage ?? choice?.usage { events.append(.usage(usage.usage)) }
        if let error = error ?? choice?.error {
            events.append(.failed(FailureClassifier.classify(error, status: 200)))
        } else if choice?.finishReason == .error {
            let words = [choice?.nativeFinishReason, choice?.reportedReason].compactMap { $0 }
            let native = words.first { $0 != "error" } ?? "it did not say why"
            events.append(
                .failed(
                    ServiceFailure(
                        .server,
                        httpStatus: 200,
                        message: "the provider stopped with an error: \(native)",
                        provider: provider
                    )
                )
            )
        }
        if let reason = choice?.finishReason { events.append(.finished(reason)) }
        return events
    }
}
