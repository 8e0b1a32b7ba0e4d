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
