/// A JSON object to be sent.
typealias JSONObject = [String: JSONElement]

/// A JSON value to be sent, written down as a literal.
enum JSONElement: Encodable, Sendable {
    case string(String)
    case bool(Bool)
    case array([JSONElement])
    case object(JSONObject)

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let value): try container.encode(value)
        case .bool(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONElement: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
}
