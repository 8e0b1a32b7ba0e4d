/// A repository name on the Hugging Face Hub, cased exactly: `meta-llama/llama-3.1-405B`.
package struct HuggingFaceID: RawRepresentable, Sendable, Hashable {
    /// The width of the database's column, in characters.
    package static let maximumLength = 200

    package let rawValue: String

    /// Wraps a string without validation.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Validates an untrusted name, after trimming spaces.
    ///
    /// All 315 distinct names in the recorded catalogs have the form `author/name` with letters,
    /// digits, `.`, `_` and `-`. An empty string, which the catalog uses for "none", gives `nil`.
    package init?(validating string: String) {
        let name = Self.trimmed(string)
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, name.utf8.count <= Self.maximumLength,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isAllowed) })
        else { return nil }
        rawValue = name
    }

    package func differsOnlyInCase(from other: HuggingFaceID) -> Bool {
        rawValue != other.rawValue && rawValue.lowercased() == other.rawValue.lowercased()
    }

    /// Avoids copying names that need no trimming: start-up reads thousands.
    private static func trimmed(_ string: String) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = string.utf8.first, let last = string.utf8.last,
            isSpace(first) || isSpace(last)
        else { return string }
        let start = string.utf8.firstIndex { !isSpace($0) } ?? string.endIndex
        let end = string.utf8.lastIndex { !isSpace($0) }.map(string.utf8.index(after:)) ?? start
        return String(string[start..<end])
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default:
            false
        }
    }
}

extension HuggingFaceID: CustomStringConvertible {
    package var description: String { rawValue }
}

/// The source of a model's Hugging Face ID.
package enum HuggingFaceIDSource: String, Sendable, CaseIterable {
    /// The row of `GET /models`.
    case catalog
    /// The single look-up `GET /model/{author}/{slug}`.
    case lookup
    /// The same model without its variant, or with another one.
    case sibling
    /// The Hub's own spelling, which corrected the case of an earlier one.
    case hub
    /// The user, whose choice nothing else overwrites.
    case manual
}
