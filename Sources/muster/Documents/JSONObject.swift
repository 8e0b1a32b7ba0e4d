import Foundation

/// The objects that `--json` prints; they write `nil` as `null`, so that every object of a kind has
/// the same keys.
struct JSONObject: Encodable, ExpressibleByDictionaryLiteral {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private var values: [String: (any Encodable)?]

    init(dictionaryLiteral elements: (String, (any Encodable)?)...) {
        values = Dictionary(uniqueKeysWithValues: elements)
    }

    func adding(_ more: JSONObject) -> JSONObject {
        var object = self
        object.values.merge(more.values) { $1 }
        return object
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in values {
            let name = Name(stringValue: name)
            if let value {
                try container.encode(value, forKey: name)
            } else {
                try container.encodeNil(forKey: name)
            }
        }
    }
}

/// Encodes the JSON for other programs: stable because its keys are sorted, with slashes unescaped.
enum JSONDocument {
    static func data(_ value: some Encodable, isIndented: Bool = false) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
        // Documents consist of strings, numbers and lists, which always encode.
        return (try? encoder.encode(value)) ?? Data()
    }

    /// A time in UTC, to the second.
    static func time(_ date: Date?) -> String? {
        date?.formatted(.iso8601)
    }
}
