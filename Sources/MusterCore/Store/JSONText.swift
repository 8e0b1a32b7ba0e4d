import Foundation

/// A small value as JSON in a column.
struct JSONText {
    let text: String

    init?(_ text: String?) {
        guard let text else { return nil }
        self.text = text
    }

    /// `null` for a value that JSON cannot hold, such as an infinite number.
    init(_ value: some Encodable) {
        let data = try? JSONEncoder().encode(value)
        text = data.map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    /// The value; `nil` if another version wrote something else.
    func decoded<Value: Decodable>() -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
