import Foundation

/// A value of `content`: text, a number, a list, or an object that its `type` or its keys explain.
struct ContentPart: Decodable {
    private(set) var piece = AnswerPiece()

    private enum CodingKeys: String, CodingKey {
        case type
        case refusal
        case name
        // Where services put the text of a part, in the order of preference.
        case text
        case thinking
        case reasoning
        case summary
        case outputText = "output_text"
        case value
        case parts
        case content

        static let texts: [CodingKeys] = [
            .text, .thinking, .reasoning, .summary, .outputText, .value, .parts, .content,
        ]
    }

    init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() { return }
        if let string = try? single.decode(String.self) {
            piece.text = string.replacing("\0", with: "\u{FFFD}")
        } else if let number = try? single.decode(Decimal.self) {
            piece.text = "\(number)"
        } else if let bool = try? single.decode(Bool.self) {
            piece.text = "\(bool)"
        } else if var list = try? decoder.unkeyedContainer() {
            while !list.isAtEnd { piece.add(try list.decode(ContentPart.self).piece) }
        } else {
            try read(try decoder.container(keyedBy: CodingKeys.self), decoder)
        }
    }

    private mutating func read(
        _ container: KeyedDecodingContainer<CodingKeys>,
        _ decoder: any Decoder
    ) throws {
        let type = container.lenientString(forKey: .type)?.lowercased() ?? ""
        // Encrypted reasoning says nothing to a reader.
        if type.contains("redacted") || type.contains("encrypted") { return }
        if let words = container.lenientString(forKey: .refusal) {
            piece.refusal += words
        } else if type.contains("tool") || type.contains("function") {
            piece.tools.append(ToolCall(name: container.lenientString(forKey: .name) ?? ""))
        } else if piece.add(try MediaPart(from: decoder), describedBy: type) {
            return
        } else if let key = CodingKeys.texts.first(where: { Self.holds(container, $0) }) {
            add(try container.decode(ContentPart.self, forKey: key).piece, type: type, key: key)
        } else if let named = Self.text(named: type, decoder) {
            piece.text += named
        } else if !isEmpty(decoder), type.isEmpty {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "unknown content")
            )
        }
    }

    private static func holds(
        _ container: KeyedDecodingContainer<CodingKeys>,
        _ key: CodingKeys
    ) -> Bool {
        container.contains(key) && (try? container.decodeNil(forKey: key)) == false
    }

    /// Adds what a key holds, as what the part's type or the key says that it is.
    private mutating func add(_ inner: AnswerPiece, type: String, key: CodingKeys) {
        var inner = inner
        let isReasoning =
            type.contains("thinking") || type.contains("reasoning") || key == .thinking
            || key == .reasoning
        if isReasoning { (inner.reasoning, inner.text) = (inner.reasoning + inner.text, "") }
        if type == "refusal" { (inner.refusal, inner.text) = (inner.refusal + inner.text, "") }
        piece.add(inner)
    }

    /// The text under the key that the type names: `{"type":"code","code":"..."}`.
    private static func text(named type: String, _ decoder: any Decoder) -> String? {
        guard !type.isEmpty, let all = try? decoder.container(keyedBy: AnyCodingKey.self) else {
            return nil
        }
        return all.lenientString(forKey: AnyCodingKey(stringValue: type))
    }

    private func isEmpty(_ decoder: any Decoder) -> Bool {
        (try? decoder.container(keyedBy: AnyCodingKey.self))?.allKeys.isEmpty ?? true
    }
}
