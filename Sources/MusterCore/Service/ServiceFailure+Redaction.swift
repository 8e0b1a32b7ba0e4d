extension ServiceFailure {
    /// Removes a secret that a server may have echoed in its message.
    package func redacting(_ secret: String?) -> ServiceFailure {
        guard let secret, !secret.isEmpty else { return self }
        var redacted = self
        redacted.message = Self.redacted(message, secret)
        redacted.provider = provider.map { Self.redacted($0, secret) }
        redacted.routingStep = routingStep.map { Self.redacted($0, secret) }
        return redacted
    }

    /// Removes the secret, and a start of the secret where truncation cut the text within it.
    ///
    /// It compares bytes, because a combining accent would turn the secret's last letter into
    /// another character.
    static func redacted(_ text: String, _ secret: String) -> String {
        let key = Array(secret.utf8)
        var rest = Array(text.utf8)[...]
        var kept: [UInt8] = []
        while let first = rest.first {
            if let echo = echo(of: key, in: rest) {
                kept += "[key]".utf8
                rest = rest.dropFirst(echo.count)
            } else {
                kept.append(first)
                rest.removeFirst()
            }
        }
        return start(of: String(decoding: kept, as: UTF8.self), bytes: 2048)
    }

    /// The start of `text` that tells the key, or the first 12 or more bytes of it up to the text's
    /// end.
    private static func echo(of key: [UInt8], in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = text
        for (told, byte) in key.enumerated() {
            guard let next = after(byte, in: rest) else {
                return told >= 12 && isCut(rest) ? text : nil
            }
            rest = next
        }
        return text[..<rest.startIndex]
    }

    /// Whether nothing follows, or a piece of an escape.
    private static func isCut(_ text: ArraySlice<UInt8>) -> Bool {
        let letters = text.drop { $0 == UInt8(ascii: "\\") }
        return letters.isEmpty
            || letters.startIndex > text.startIndex && letters.count < 5
                && letters.first == UInt8(ascii: "u")
    }

    /// What follows a byte that stands at the start as itself or as a JSON escape (`\/`, `\u0063`),
    /// perhaps of JSON in JSON, which doubles the backslashes.
    private static func after(_ byte: UInt8, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if text.first == byte { return text.dropFirst() }
        let letters = text.drop { $0 == UInt8(ascii: "\\") }
        guard letters.startIndex > text.startIndex else { return nil }
        if letters.first == byte { return letters.dropFirst() }
        let escape = letters.prefix(5)
        guard escape.first == UInt8(ascii: "u"),
            UInt16(String(decoding: escape.dropFirst(), as: UTF8.self), radix: 16) == UInt16(byte)
        else { return nil }
        return letters.dropFirst(5)
    }
}
