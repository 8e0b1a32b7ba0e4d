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
