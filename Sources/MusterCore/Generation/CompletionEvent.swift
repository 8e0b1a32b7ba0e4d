package import Foundation

/// An event in the stream of a completion.
package enum CompletionEvent: Sendable, Hashable {
    case opened
    /// The model that answers, possibly not the requested one, and its provider.
    case served(model: String, provider: String?)
    case text(String)
    case reasoning(String)
    case toolCalled(name: String)
    case finished(FinishReason)
    /// Usage; the last one counts.
    case usage(TokenUsage)
    case failed(ServiceFailure)
    /// A keep-alive comment, which is not progress.
    case keptAlive
    case done

    /// Removes a secret that a server may have echoed in an error.
    func redacting(_ secret: String?) -> CompletionEvent {
        guard case .failed(let failure) = self else { return self }
        return .failed(failure.redacting(secret))
    }
}

/// The reason why a model stopped, in the service's words; unknown words are kept.
package struct FinishReason: RawRepresentable, Sendable, Hashable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let stop = FinishReason(rawValue: "stop")
    /// The answer reached the token limit.
    package static let length = FinishReason(rawValue: "length")
    package static let error = FinishReason(rawValue: "error")
    package static let toolCalls = FinishReason(rawValue: "tool_calls")
}

extension FinishReason: CustomStringConvertible {
    package var description: String { rawValue }
}

/// Tokens and cost of a completion.
package struct TokenUsage: Sendable, Hashable {
    package var promptTokens: Int?
    /// Tokens of the answer, including reasoning.
    package var completionTokens: Int?
    package var reasoningTokens: Int?
    /// US dollars charged; streams of 2024 omit it.
    package var cost: Decimal?

    /// Drops impossible token counts, which are a server's mistake or malice.
    package static func plausible(_ count: Int?) -> Int? {
        count.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
    }

    /// Drops impossible counts and costs.
    package init(
        promptTokens: Int? = nil,
        completionTokens: Int? = nil,
        reasoningTokens: Int? = nil,
        cost: Decimal? = nil
    ) {
        self.promptTokens = Self.plausible(promptTokens)
        self.completionTokens = Self.plausible(completionTokens)
        self.reasoningTokens = Self.plausible(reasoningTokens)
        // A negative charge would make room under the cost limit.
        self.cost = cost.flatMap { $0.isNaN || $0 < 0 ? nil : $0 }
    }
}
