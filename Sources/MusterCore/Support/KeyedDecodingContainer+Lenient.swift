import Foundation

extension KeyedDecodingContainer {
    /// A string, if there is one; an empty one and any other value count as absent.
    ///
    /// It replaces NUL with U+FFFD, because SQLite and C end a text there and would lose the rest.
    func lenientString(forKey key: Key) -> String? {
        guard let text = try? decodeIfPresent(String.self, forKey: key), !text.isEmpty else {
            return nil
        }
        return text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    /// An integer sent as a number, possibly with a fraction of zero, or as a string.
    func lenientInteger(forKey key: Key) -> Int? {
        // A look is far cheaper than a try: most members of a chunk are missing.
        guard contains(key) else { return nil }
        if let value = try? decodeIfPresent(Int.self, forKey: key) { return value }
        if let value = try? decodeIfPresent(Double.self, forKey: key) { return Int(exactly: value) }
        return lenientString(forKey: key).flatMap { Int($0) }
    }

    /// A number sent as a number or as a string.
    func lenientDouble(forKey key: Key) -> Double? {
        if let value = try? decodeIfPresent(Double.self, forKey: key) { return value }
        return lenientString(forKey: key).flatMap { Double($0) }
    }

    /// The text of a number sent as a string or as a number, with all its digits.
    func lenientNumeral(forKey key: Key) -> String? {
        if let text = lenientString(forKey: key) { return text }
        return (try? decodeIfPresent(Decimal.self, forKey: key)).map { "\($0)" }
    }

    /// Whether there is an object, of whatever.
    func hasObject(forKey key: Key) -> Bool {
        contains(key) && (try? nestedContainer(keyedBy: AnyCodingKey.self, forKey: key)) != nil
    }

    /// Whether there is a list, of whatever.
    func hasList(forKey key: Key) -> Bool {
        contains(key) && (try? nestedUnkeyedContainer(forKey: key)) != nil
    }

    /// The strings of a list; empty if it is missing or not a list.
    func lenientStrings(forKey key: Key) -> [String] {
        ((try? decodeIfPresent([String].self, forKey: key)) ?? nil) ?? []
    }

    /// An object's container; `nil` if it is missing or `null`.
    func lenientContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedDecodingContainer<Nested>? {
        contains(key) ? try? nestedContainer(keyedBy: type, forKey: key) : nil
    }
}
