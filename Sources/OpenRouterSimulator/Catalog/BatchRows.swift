import Foundation

/// The rows `author/model:batch`, which only the Batch API serves and the list has all the same.
enum BatchRows {
    /// The part of the ID after the colon.
    static let variant = "batch"

    /// Dearer in batches than in chat, as some are since their chat price fell.
    private static let dearer = "qwen/qwen3-32b"
    /// At the same prices in batches as in chat.
    private static let equal = "z-ai/glm-4.6"
    /// Models that have a batch row whatever their hash.
    private static let chosen: Set<String> = [
        dearer, equal, "x-ai/grok-code-fast-1", "meta-llama/llama-3.1-405b",
    ]

    /// Whether a batch row follows this one: so about one in five of the plain, priced models.
    static func follow(_ blueprint: ModelBlueprint) -> Bool {
        guard !blueprint.id.contains(":"), blueprint.alias == nil,
            blueprint.tokenizer != "Router", blueprint.prompt != "0"
        else { return false }
        return chosen.contains(blueprint.id) || SeededGenerator.hash(blueprint.id) % 5 == 0
    }

    /// The batch row of a plain one: another ID and name, and for most half the prices.
    static func row(of plain: JSONValue) -> JSONValue {
        let id = plain["id"]?.stringValue ?? ""
        let pricing = (plain["pricing"] ?? [:]).scalingPrices { key in
            switch id {
            case dearer: key == "prompt" ? Decimal(448) / 100 : 1
            case equal: 1
            default: 0.5
            }
        }
        return plain.setting("id", to: .string("\(id):\(variant)"))
            .setting("name", to: .string("\(plain["name"]?.stringValue ?? id) (batch)"))
            .setting("pricing", to: pricing)
    }
}
