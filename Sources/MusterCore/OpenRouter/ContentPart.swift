import Foundation

/// A value of `content`: text, a number, a list, or an object that its `type` or its keys explain.
struct ContentPart: Decodable {
    private(set) var text = ""
    private(set) var reasoning = ""
    private(set) var refusal = ""
    private(set) var tools: [String] = []
    private(set) var media: [AnswerMedia] = []

    private enum CodingKeys: String, CodingKey, CaseIterable {
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
            text = string.replacing("\0", with: "\u{FFFD}")
        } else if let number = try? single.decode(Decimal.self) {
            text = "\(number)"
        } else if let bool = try? single.decode(Bool.self) {
            text = "\(bool)"
        } else if var list = try? decoder.unkeyedContainer() {
            while !list.isAtEnd { add(try list.decode(ContentPart.self)) }
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
            refusal += words
            return
        }
        if type.contains("tool") || type.contains("function") {
            tools.append(container.lenientString(forKey: .name) ?? "")
            return
        }
        let part = try MediaPart(from: decoder)
        if let one = part.media ?? part.described(by: type) {
            text += part.transcript ?? ""
            media.append(one)
            return
        }
        let key = CodingKeys.texts.first { key in
            container.contains(key) && (try? container.decodeNil(forKey: key)) == false
        }
        if let key {
            var inner = try container.decode(ContentPart.self, forKey: key)
            let isReasoning =
                type.contains("thinking") || type.contains("reasoning") || key == .thinking
                || key == .reasoning
            if isReasoning { (inner.reasoning, inner.text) = (inner.reasoning + inner.text, "") }
            if type == "refusal" { (inner.refusal, inner.text) = (inner.refusal + inner.text, "") }
            add(inner)
        } else if let named = Self.text(named: type, decoder) {
            text += named
        } else if !isEmpty(decoder), type.isEmpty {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "unknown content")
            )
        }
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

    private mutating func add(_ other: ContentPart) {
        text += other.text
        reasoning += other.reasoning
        refusal += other.refusal
        tools += other.tools
        media += other.media
    }
}
