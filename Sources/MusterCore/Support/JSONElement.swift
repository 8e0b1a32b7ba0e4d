package import Foundation

/// Any JSON value, kept as it is.
package enum JSONElement: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Decimal)
    case string(String)
    case array([JSONElement])
    case object([String: JSONElement])

    package subscript(key: String) -> JSONElement? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
}

extension JSONElement {
    /// A conversation's first messages, in the API's form.
    static func messages(system: String?, prompt: String) -> [JSONElement] {
        func message(_ role: String, _ text: String) -> JSONElement {
            .object(["role": .string(role), "content": .string(text)])
        }
        return (system.map { [message("system", $0)] } ?? []) + [message("user", prompt)]
    }
}

/// The members of a JSON object.
package typealias JSONMembers = [String: JSONElement]

extension JSONElement: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Decimal.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONElement].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONElement].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONElement: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}
