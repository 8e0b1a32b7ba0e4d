extension KeyedDecodingContainer {
    /// A string, where there is one; anything else counts as absent.
    ///
    /// A NUL becomes the mark of an unreadable character: SQLite and C end a text there, and what
    /// comes after would be lost.
    func lenientString(forKey key: Key) -> String? {
        guard let text = try? decodeIfPresent(String.self, forKey: key) else { return nil }
        return text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    /// A whole number sent as a number, with or without a fraction of zero, or as a string.
    func lenientInteger(forKey key: Key) -> Int? {
        if let value = try? decodeIfPresent(Int.self, forKey: key) { return value }
        if let value = try? decodeIfPresent(Double.self, forKey: key) { return Int(exactly: value) }
        return lenientString(forKey: key).flatMap { Int($0) }
    }

    /// A number sent as a number or as a string.
    func lenientDouble(forKey key: Key) -> Double? {
        if let value = try? decodeIfPresent(Double.self, forKey: key) { return value }
        return lenientString(forKey: key).flatMap { Double($0) }
    }

    /// The strings of a list; a list that is missing or of another kind is empty.
    func lenientStrings(forKey key: Key) -> [String] {
        ((try? decodeIfPresent([String].self, forKey: key)) ?? nil) ?? []
    }

    /// An object's container; an object that is missing or `null` gives `nil`.
    func lenientContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedDecodingContainer<Nested>? {
        try? nestedContainer(keyedBy: type, forKey: key)
    }
}
