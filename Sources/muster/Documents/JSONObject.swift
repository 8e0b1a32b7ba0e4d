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
        return escaped((try? encoder.encode(value)) ?? Data())
    }

    /// Escapes controls beyond ASCII and format characters, which would act on a terminal.
    private static func escaped(_ json: Data) -> Data {
        guard json.contains(where: { $0 >= 0x7F }) else { return json }
        let text = String(decoding: json, as: UTF8.self)
        func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
            guard scalar.value >= 0x7F else { return false }
            let category = scalar.properties.generalCategory
            return category == .control || category == .format
        }
        guard text.unicodeScalars.contains(where: isHarmful) else { return json }
        var result = ""
        for scalar in text.unicodeScalars {
            guard isHarmful(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return Data(result.utf8)
    }

    /// A time in UTC, to the second.
    static func time(_ date: Date?) -> String? {
        date?.formatted(.iso8601)
    }
}
