import Foundation

/// The usage of a completion, under the names of OpenRouter, OpenAI and others.
struct UsageResponse: Decodable {
    let usage: TokenUsage

    private enum CodingKeys: String, CodingKey {
        case promptTokens = "prompt_tokens"
        case inputTokens = "input_tokens"
        case completionTokens = "completion_tokens"
        case outputTokens = "output_tokens"
        case details = "completion_tokens_details"
        case cost
        case estimatedCost = "estimated_cost"
        case costDetails = "cost_details"
        case isOwnKey = "is_byok"
    }

    private enum DetailKeys: String, CodingKey {
        case reasoningTokens = "reasoning_tokens"
    }

    private enum CostKeys: String, CodingKey {
        case total
        case totalCost = "total_cost"
        case upstream = "upstream_inference_cost"
        case upstreamPrompt = "upstream_inference_prompt_cost"
        case upstreamCompletion = "upstream_inference_completions_cost"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let details = container.lenientContainer(keyedBy: DetailKeys.self, forKey: .details)
        usage = TokenUsage(
            promptTokens: container.lenientInteger(forKey: .promptTokens)
                ?? container.lenientInteger(forKey: .inputTokens),
            completionTokens: container.lenientInteger(forKey: .completionTokens)
                ?? container.lenientInteger(forKey: .outputTokens),
            reasoningTokens: details?.lenientInteger(forKey: .reasoningTokens),
            cost: Self.cost(container)
        )
    }

    private static func total(_ container: KeyedDecodingContainer<CodingKeys>) -> Decimal? {
        let object = container.lenientContainer(keyedBy: CostKeys.self, forKey: .cost)
        return object?.lenientAmount(forKey: .totalCost) ?? object?.lenientAmount(forKey: .total)
    }

    /// The charge, with the provider's own bill where the user's key at the provider was used.
    private static func cost(_ container: KeyedDecodingContainer<CodingKeys>) -> Decimal? {
        let cost =
            container.lenientAmount(forKey: .cost) ?? total(container)
            ?? container.lenientAmount(forKey: .estimatedCost)
        guard (try? container.decodeIfPresent(Bool.self, forKey: .isOwnKey)) == true else {
            return cost
        }
        let bill = container.lenientContainer(keyedBy: CostKeys.self, forKey: .costDetails)
        let parts = [CostKeys.upstreamPrompt, .upstreamCompletion]
            .compactMap { bill?.lenientAmount(forKey: $0) }
        let upstream =
            bill?.lenientAmount(forKey: .upstream)
            ?? (parts.isEmpty ? nil : parts.reduce(0, +))
        // OpenRouter's own charge of 0 says nothing of the provider's.
        return upstream.map { $0 + (cost ?? 0) } ?? cost.flatMap { $0 == 0 ? nil : $0 }
    }
}
