extension ServiceKind {
    /// https://vercel.com/docs/ai-gateway: OpenRouter's endpoints, and rows under other names.
    package static let vercel = ServiceKind(
        name: "vercel",
        home: ServiceURL("https://ai-gateway.vercel.sh/v1"),
        keyVariable: "AI_GATEWAY_API_KEY",
        hosts: ["ai-gateway.vercel.sh"],
        offers: .route(isSure: true),
        hasAccount: false,
        countsOnRequest: true,
        pinsBySuffix: false,
        readRow: { json, decoder in
            var model = try CatalogReader.catalogRow(json, with: decoder)
            let row = try decoder.decode(VercelRow.self, fromForeign: json)
            model.entry.contextLength = model.entry.contextLength ?? row.limits.context
            model.entry.maxCompletionTokens = model.entry.maxCompletionTokens ?? row.limits.answer
            model.entry.promptPrice = model.entry.promptPrice ?? row.promptPrice
            model.entry.completionPrice = model.entry.completionPrice ?? row.completionPrice
            if model.entry.outputModalities.isEmpty, let output = row.output {
                model.entry.outputModalities = [output]
            }
            return model
        }
    )
}

/// A row of Vercel's gateway, as far as its names are its own.
private struct VercelRow: Decodable {
    let limits: RowLimits
    /// US dollars per token.
    let promptPrice: Price?
    let completionPrice: Price?
    /// What it gives back: `text`, `image`, `embeddings`.
    let output: String?

    private enum CodingKeys: String, CodingKey {
        case type
        case pricing
    }

    private enum PricingKeys: String, CodingKey {
        case input
        case output
    }

    init(from decoder: any Decoder) throws {
        limits = try RowLimits(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let pricing = container.lenientContainer(keyedBy: PricingKeys.self, forKey: .pricing)
        promptPrice = pricing?.lenientPrice(forKey: .input)
        completionPrice = pricing?.lenientPrice(forKey: .output)
        output =
            switch container.lenientString(forKey: .type) {
            case "language": "text"
            case "image": "image"
            case "embedding": "embeddings"
            case let other: other
            }
    }
}
