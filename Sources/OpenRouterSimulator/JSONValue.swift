import Foundation

/// A JSON value whose objects keep the order of their keys.
///
/// Foundation's encoder loses the order of keys and digits of numbers, so this type keeps each
/// number as its text.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number, as its JSON text.
    case number(String)
    /// The unescaped text.
    case string(String)
    case array([JSONValue])
    /// Members in writing order; duplicate keys are not rejected.
    case object([JSONMember])

    static func int(_ value: Int) -> JSONValue { .number(String(value)) }

    /// Makes a number without an exponent and with at most ten decimals, the form of costs.
    static func decimal(_ value: Double) -> JSONValue { .number(decimalText(value, places: 10)) }

    /// Makes a number with all digits, the form of amounts of money.
    static func amount(_ value: Decimal) -> JSONValue { .number(value.description) }

    /// The first member with that name; `nil` for a value without it or one that is no object.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number if it is an integer that fits.
    var intValue: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }

    /// The number, also of a text such as a price.
    var doubleValue: Double? {
        switch self {
        case .number(let text), .string(let text): Double(text)
        default: nil
        }
    }

    /// The number with all its digits, also of a text such as a price.
    var decimalValue: Decimal? {
        switch self {
        case .number(let text), .string(let text): Decimal(string: text)
        default: nil
        }
    }

    /// Returns a copy with that member replaced in place, or appended if it is new.
    func setting(_ key: String, to value: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index] = JSONMember(key, value)
        } else {
            members.append(JSONMember(key, value))
        }
        return .object(members)
    }
}

/// Formats a finite number without an exponent or trailing zeros.
func decimalText(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    // Larger values would print noise digits and trap in the conversion.
    guard scaled < 9e18 else { return String(value) }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = padded.dropLast(places)
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    let text = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    return value < 0 && scaled > 0 ? "-" + text : text
}

/// One key of a JSON object with its value.
struct JSONMember: Sendable, Equatable {
    /// The unescaped key.
    let key: String
    let value: JSONValue

    init(_ key: String, _ value: JSONValue) {
        self.key = key
        self.value = value
    }
}

/// Lets Swift literals spell JSON; an object keeps the order of its keys.
extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(nilLiteral: ()) { self = .null }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int) { self = .number(String(value)) }
    init(floatLiteral value: Double) { self = .number(String(value)) }
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { JSONMember($0.0, $0.1) })
    }
}

extension JSONValue {
    /// The minified JSON text; only control characters, quotes and backslashes are escaped.
    var text: String {
        var output = ""
        write(into: &output)
        return output
    }

    var data: Data { Data(text.utf8) }

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

    /// Appends a quoted string, escaping only what JSON requires.
    static func writeQuoted(_ text: String, into output: inout String) {
        output += "\""
        defer { output += "\"" }
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
        if isPlain {
            output += text
            return
        }
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
    }
}

extension JSONValue: Decodable {
    /// Decodes any JSON; the keys come out sorted because the decoder does not keep their order.
    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyKey.self) {
            let keys = container.allKeys.sorted { $0.stringValue < $1.stringValue }
            self = .object(
                try keys.map {
                    JSONMember($0.stringValue, try container.decode(Self.self, forKey: $0))
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

    /// Parses JSON; fails on invalid bytes.
    init?(parsing data: Data) {
        guard let value = try? JSONDecoder().decode(Self.self, from: data) else { return nil }
        self = value
    }
}

/// A coding key with any name.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
