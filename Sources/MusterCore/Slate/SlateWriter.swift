import Foundation
import Yams

/// Writes a slate for easy reading and diffs: every key is always present, in the same order, with
/// one value per line.
enum SlateWriter {
    private static let comment = """
        # A slate of muster: the models picked for a batch, with what was known of them then.
        # Check it again with "muster slate verify", run prompts on it with "muster batch".
        # Prices are US dollars for a million tokens.

        """

    static func text(_ slate: Slate) -> String {
        var pairs: [(Node, Node)] = [
            ("version", Node("\(Slate.version)")),
            ("created_at", plain(slate.createdAt?.formatted(.iso8601))),
            ("base_url", text(slate.baseURL?.string)),
            ("models", Node(slate.entries.map(node))),
        ]
        pairs += slate.extras.flatMap(pairsOfExtra)
        return comment + (yaml(Node(pairs)) ?? "")
    }

    /// A node as text without line folding; `nil` if it cannot be serialised.
    static func yaml(_ node: Node) -> String? {
        try? Yams.serialize(node: node, width: -1, allowUnicode: true)
    }

    private static func node(_ entry: SlateEntry) -> Node {
        var pairs: [(Node, Node)] = [
            ("model_id", text(entry.modelID.rawValue)),
            ("canonical_slug", text(entry.modelID.canonicalSlug)),
            ("hugging_face_id", text(entry.huggingFaceID?.rawValue)),
            ("route", text(entry.route?.rawValue)),
            ("availability", plain(entry.availability?.rawValue)),
            ("checked_at", plain(entry.checkedAt?.formatted(.iso8601))),
            ("provider", entry.routing.map { Node(routing: $0) } ?? text(entry.provider)),
            ("quantization", text(entry.quantization)),
            ("context_length", plain(entry.contextLength.map(String.init))),
            ("prompt_price", quoted(entry.promptPrice?.perMillionString)),
            ("completion_price", quoted(entry.completionPrice?.perMillionString)),
            ("served_model", text(entry.servedModel)),
        ]
        if let service = entry.service { pairs.insert(("service", text(service)), at: 3) }
        if entry.routing != nil { pairs.append(("provider_name", text(entry.provider))) }
        pairs += entry.extras.flatMap(pairsOfExtra)
        return Node(pairs)
    }

    private static func plain(_ text: String?) -> Node { Node(text ?? "null") }

    /// Quotes only text that YAML would read as something else.
    private static func text(_ text: String?) -> Node {
        text.map { .scalar($0.represented()) } ?? plain(nil)
    }

    /// Always quotes, so no reader converts it to binary floating point.
    private static func quoted(_ text: String?) -> Node {
        text.map { Node($0, Tag(.str), .doubleQuoted) } ?? plain(nil)
    }

    private static func pairsOfExtra(_ yaml: String) -> [(Node, Node)] {
        guard let mapping = (try? Yams.compose(yaml: yaml))?.mapping else { return [] }
        return mapping.map { ($0.key, $0.value) }
    }
}
