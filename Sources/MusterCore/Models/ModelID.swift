/// The catalog's `id` of a model, byte for byte: the primary key everywhere.
///
/// Examples: `meta-llama/llama-3.1-405b`, `agentica-org/deepcoder-14b-preview:free`,
/// `~anthropic/claude-sonnet-latest`.
package struct ModelID: RawRepresentable, Sendable, Hashable, Comparable {
    /// The longest ID accepted, in UTF-8 bytes; the longest in real catalogs has 61.
    package static let maximumLength = 200

    package let rawValue: String

    /// Wraps a string without validation.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Validates an untrusted ID: printable ASCII without spaces, 1 to 200 bytes.
    ///
    /// All 25,174 rows of 73 recorded catalogs satisfy narrower rules; this check stays loose for
    /// other servers of the same API.
    package init?(validating string: String) {
        let bytes = string.utf8
        guard !bytes.isEmpty, bytes.count <= Self.maximumLength,
            bytes.allSatisfy({ (0x21...0x7E).contains($0) }),
            // Dot segments would escape the path of a URL that contains the ID.
            !string.split(separator: "/").contains(where: { $0 == "." || $0 == ".." })
        else { return nil }
        rawValue = string
    }

    /// The part before the first `/`, without the `~` of an alias.
    package var author: Substring {
        rawValue.prefix { $0 != "/" }.drop { $0 == "~" }
    }

    /// Whether it answers only OpenRouter's Batch API; a chat with it ends with 404.
    package var isBatchOnly: Bool { rawValue.utf8.count > 6 && rawValue.hasSuffix(":batch") }

    /// The part after `:`, which changes price and provider: `free`, `thinking`, `extended`.
    package var variant: Substring? {
        variantColon.map { rawValue[rawValue.index(after: $0)...] }
    }

    package var base: ModelID {
        guard let colon = variantColon else { return self }
        return ModelID(rawValue: String(rawValue[..<colon]))
    }

    /// The `:` before the variant.
    ///
    /// In an ID without an author, as Ollama has them, a tag of other weights follows a `:`, as in
    /// `qwen2.5:7b`.
    private var variantColon: String.Index? {
        guard let colon = rawValue.lastIndex(of: ":"), rawValue.utf8.contains(UInt8(ascii: "/"))
        else { return nil }
        return colon
    }

    /// Whether `base` is its ``base``; fast enough for thousands of models.
    func isVariant(of base: ModelID) -> Bool {
        rawValue.hasPrefix(base.rawValue) && self.base == base
    }

    /// The local key in the predecessor's form: the ID with `_` for each `/`.
    package var canonicalSlug: String {
        String(rawValue.map { $0 == "/" ? "_" : $0 })
    }

    package static func < (left: ModelID, right: ModelID) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ModelID: CustomStringConvertible {
    package var description: String { rawValue }
}

/// A spelling of a model to send to a service: its ID or its cased name.
package struct Route: RawRepresentable, Sendable, Hashable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ id: ModelID) {
        rawValue = id.rawValue
    }
}

extension Route: CustomStringConvertible {
    package var description: String { rawValue }
}
