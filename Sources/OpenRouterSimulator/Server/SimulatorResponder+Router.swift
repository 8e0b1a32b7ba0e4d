import Foundation

extension SimulatorResponder {
    /// Hugging Face's router: `/v1/models` with each model's providers, and chat.
    func router(_ rest: [String]) -> ScriptedAnswer {
        switch (rest.first, rest.count) {
        case ("models", 1):
            let body: JSONValue = ["object": "list", "data": .array(routedRows.map(Self.row))]
            return ScriptedAnswer(body: body.data)
        case ("models", 3):
            let id = "\(rest[1])/\(rest[2])"
            guard let row = routedRows.first(where: { $0.hubID == id }) else { return .notFound }
            let body: JSONValue = ["data": Self.row(row)]
            return ScriptedAnswer(body: body.data)
        default: return .notFound
        }
    }

    /// The catalog's ID of a model that the router knows; its providers are suffixes.
    func routedID(_ spelling: String) -> String? {
        let id = spelling.prefix { $0 != ":" }
        return routedRows.first { $0.hubID.map { $0 == id } ?? false }?.id
    }

    /// About half of the open models, those of text.
    private var routedRows: [CatalogRow] {
        state.configuration.catalog.rows.filter { row in
            row.hubID != nil && row.variant == nil && SeededGenerator.hash(row.id) % 2 == 0
        }
    }

    /// A row as the router sends it, with prices for a million tokens.
    private static func row(_ row: CatalogRow) -> JSONValue {
        let chance = SeededGenerator.hash("router \(row.id)")
        let providers = Provider.all(for: row, count: Int(chance % 3) + 1)
        let price = ChargedPrice(
            row.json["pricing"],
            promptTokens: 0,
            now: Date(timeIntervalSince1970: 0)
        )
        let isDown = chance % 7 == 0
        return [
            "id": .string(row.hubID ?? row.id), "object": "model", "created": 1_745_000_000,
            "owned_by": .string(row.author),
            "architecture": ["input_modalities": ["text"], "output_modalities": ["text"]],
            "providers": .array(
                providers.enumerated().map { index, provider in
                    let isLive = !isDown && (index == 0 || chance % 5 != UInt64(index))
                    guard isLive else {
                        return ["provider": .string(slug(provider)), "status": "error"]
                    }
                    return [
                        "provider": .string(slug(provider)), "status": "live",
                        "context_length": row.json["context_length"] ?? nil,
                        "pricing": [
                            "input": .decimal(price.prompt * 900_000),
                            "output": .decimal(price.completion * 900_000),
                        ],
                        "supports_tools": .bool(chance % 2 == 0),
                        "supports_structured_output": .bool(chance % 3 == 0),
                        "first_token_latency_ms": .int(200 + Int(chance % 700)),
                        "throughput": .int(20 + Int(chance % 120)),
                    ]
                }
            ),
        ]
    }

    private static func slug(_ provider: Provider) -> String {
        String(provider.tag.prefix { $0 != "/" })
    }
}
