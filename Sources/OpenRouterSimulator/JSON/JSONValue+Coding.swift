import Foundation

extension JSONValue {
    /// The JSON text, minified, with everything but controls left as UTF-8.
    var text: String {
        var output = ""
        write(into: &output)
        return output
    }

    /// The JSON text as bytes.
    var data: Data { Data(text.utf8) }

    /// Appends the JSON text of this value.
    func write(into output: inout String) {
        switch self {
        case .null:
            output += "null"
        case .bool(let value):
            output += value ? "true" : "false"
        case .number(let text):
            output += text
        case .string(let text):
            Self.writeQuoted(text, into: &output)
        case .array(let elements):
            output += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { output += "," }
                element.write(into: &output)
            }
            output += "]"
        case .object(let members):
            output += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { output += "," }
                Self.writeQuoted(member.key, into: &output)
                output += ":"
                member.value.write(into: &output)
            }
            output += "}"
        }
    }

    /// Appends a text in quotation marks, escaping only what JSON requires.
    static func writeQuoted(_ text: String, into output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}

extension JSONValue: Decodable {
    /// Reads any JSON; keys come out sorted, since the decoder forgets their order.
    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyKey.self) {
            let keys = container.allKeys.sorted { $0.stringValue < $1.stringValue }
            self = .object(
                try keys.map {
                    JSONMember(
                        key: $0.stringValue,
                        value: try container.decode(Self.self, forKey: $0)
                    )
                }
            )
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Int.self) {
            self = .number(String(value))
        } else if let value = try? container.decode(Double.self) {
            self = .number(String(value))
        } else {
            self = .array(try container.decode([Self].self))
        }
    }

    /// Reads any JSON text, or returns `nil` for bytes that are none.
    init?(parsing data: Data) {
        guard let value = try? JSONDecoder().decode(Self.self, from: data) else { return nil }
        self = value
    }
}

/// A coding key of any name.
private struct AnyKey: CodingKey {
    /// The name.
    let stringValue: String
    /// Not used.
    let intValue: Int? = nil

    /// Takes any name.
    init(stringValue: String) {
        self.stringValue = stringValue
    }

    /// Takes no number.
    init?(intValue: Int) {
        nil
    }
}
