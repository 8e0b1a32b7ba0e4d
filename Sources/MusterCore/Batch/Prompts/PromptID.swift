package import Foundation

/// The user's name for a prompt: text or a number, which stay apart (`1` is not `"1"`).
package enum PromptID: Sendable {
    case text(String)
    case number(Decimal)
}

extension PromptID: Hashable {
    /// Compares texts by their bytes: composed and decomposed letters are different names.
    package static func == (one: PromptID, other: PromptID) -> Bool {
        switch (one, other) {
        case (.text(let one), .text(let other)): one.utf8.elementsEqual(other.utf8)
        case (.number(let one), .number(let other)): one == other
        case (.text, .number), (.number, .text): false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .text(var text): text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .number(let number): hasher.combine(number)
        }
    }
}

extension PromptID: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): "\(number)"
        }
    }
}

extension PromptID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = .text(try container.decode(String.self))
        } catch DecodingError.typeMismatch {
            self = .number(try container.decode(Decimal.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }
}

extension PromptID: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .text(value) }
}
