package import Foundation

/// Something that happened in the stream of a completion.
package enum CompletionEvent: Sendable, Hashable {
    /// The service accepted the request.
    case opened
    /// The model that answers, which need not be the one asked for, and its provider.
    case served(model: String, provider: String?)
    /// The next piece of the answer.
    case text(String)
    /// The next piece of the reasoning before the answer.
    case reasoning(String)
    /// The model calls a tool of this name.
    case toolCalled(name: String)
    /// Why the model stopped.
    case finished(FinishReason)
    /// What was used; the last one counts.
    case usage(TokenUsage)
    /// An error in the middle of the stream.
    case failed(ServiceFailure)
    /// A comment, sent to keep the connection open; it is not progress.
    case keptAlive
    /// The stream's own end mark.
    case done

    /// The event without a secret that a server may have echoed in an error.
    func redacting(_ secret: String?) -> CompletionEvent {
        guard case .failed(let failure) = self else { return self }
        return .failed(failure.redacting(secret))
    }
}

/// Why a model stopped, in the service's words; a provider's own word is kept.
package struct FinishReason: RawRepresentable, Sendable, Hashable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// It had said all.
    package static let stop = FinishReason(rawValue: "stop")
    /// The longest answer that was allowed was reached.
    package static let length = FinishReason(rawValue: "length")
    /// The provider failed.
    package static let error = FinishReason(rawValue: "error")
    /// It calls a tool.
    package static let toolCalls = FinishReason(rawValue: "tool_calls")
}

extension FinishReason: CustomStringConvertible {
    package var description: String { rawValue }
}

/// What a completion used.
package struct TokenUsage: Sendable, Hashable {
    /// Tokens of the prompt.
    package var promptTokens: Int?
    /// Tokens of the answer, those of the reasoning included.
    package var completionTokens: Int?
    /// Tokens of the reasoning alone.
    package var reasoningTokens: Int?
    /// US dollars charged; the streams of 2024 do not say.
    package var cost: Decimal?

    /// A count that an answer can have had; anything else is a server's mistake, or its malice.
    package static func plausible(_ count: Int?) -> Int? {
        count.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
    }

    /// Creates a usage; counts and costs that no answer can have had are left out.
    package init(
        promptTokens: Int? = nil,
        completionTokens: Int? = nil,
        reasoningTokens: Int? = nil,
        cost: Decimal? = nil
    ) {
        self.promptTokens = Self.plausible(promptTokens)
        self.completionTokens = Self.plausible(completionTokens)
        self.reasoningTokens = Self.plausible(reasoningTokens)
        // A charge of less than nothing would make room for others within a bound on the cost.
        self.cost = cost.flatMap { $0.isNaN || $0 < 0 ? nil : $0 }
    }
}
