/// An event in the stream of a completion.
package enum CompletionEvent: Sendable, Hashable {
    /// The request still waits for a free connection, and nothing of it was sent.
    case queued
    case opened
    /// The model that answers, possibly not the requested one, and its provider.
    case served(model: String, provider: String?)
    /// The endpoint that answers, if the service tells.
    case routed(ServedEndpoint)
    case text(String)
    case reasoning(String)
    /// The model refuses; its words follow as text.
    case refused
    /// A tool call, or a piece of one.
    case toolCalled(ToolCall)
    case media(AnswerMedia)
    case finished(FinishReason)
    /// Usage so far; a later one replaces it.
    case usage(TokenUsage)
    case failed(ServiceFailure)
    /// A keep-alive comment, which is not progress.
    case keptAlive
    case done

    /// Removes a secret that a server may have echoed in an error or a name.
    func redacting(_ secret: String?) -> CompletionEvent {
        guard let secret else { return self }
        return switch self {
        case .failed(let failure): .failed(failure.redacting(secret))
        case .served(let model, let provider):
            .served(
                model: ServiceFailure.redacted(model, secret),
                provider: provider.map { ServiceFailure.redacted($0, secret) }
            )
        default: self
        }
    }
}
