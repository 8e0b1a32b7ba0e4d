import Foundation

/// The sentence within an error of any shape: a string, an object, or a list of them.
///
/// Gateways wrap one server's error in another's, often as JSON within a string.
struct ErrorWords: Decodable {
    /// `nil` if the value says nothing.
    let text: String?

    /// Where services put the sentence, in the order of preference.
    private static let keys = [
        "message", "Message", "error_message", "msg", "detail", "error_description", "error",
        "errors", "text", "reason", "description", "title", "details", "data", "body", "raw",
    ]
    private static let listLimit = 3
    private static let depthLimit = 6

    init(from decoder: any Decoder) throws {
        guard decoder.codingPath.count <= Self.depthLimit else {
            text = nil
            return
        }
        let single = try decoder.singleValueContainer()
        if let string = try? single.decode(String.self) {
            text = Self.inner(string.trimmingCharacters(in: .whitespacesAndNewlines))
        } else if let list = try? single.decode([ErrorWords].self) {
            let sentences = list.compactMap(\.text).prefix(Self.listLimit)
            text = sentences.isEmpty ? nil : sentences.joined(separator: "; ")
        } else if let object = try? decoder.container(keyedBy: AnyCodingKey.self) {
            text =
                Self.keys.lazy.map(AnyCodingKey.init(stringValue:))
                .compactMap { try? object.decode(ErrorWords.self, forKey: $0).text }.first
        } else {
            text = nil
        }
    }

    /// The sentence within text that is JSON itself, else the text; `nil` if it is empty.
    static func inner(_ text: String) -> String? {
        let json = text.hasPrefix("data: ") ? String(text.dropFirst("data: ".count)) : text
        guard json.hasPrefix("{") || json.hasPrefix("["),
            let words = try? JSONDecoder().decode(Self.self, fromForeign: Data(json.utf8)).text
        else { return text.isEmpty ? nil : text }
        return words
    }
}
