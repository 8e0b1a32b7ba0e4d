import Foundation

/// A secret for a service, redacted wherever it is printed.
package struct APIKey: Sendable, Hashable {
    /// The secret, for the `Authorization` header only.
    let secret: String

    /// Takes the secret out of what people paste around it; `nil` if none is left, or if it has a
    /// character that no key has.
    package init?(_ text: String) {
        let secret = Self.unwrapped(text)
        guard !secret.isEmpty, secret.utf8.count <= 1024, !secret.hasPrefix("$"),
            secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !secret.contains(where: { "\"'`<>()[]{}*;,".contains($0) }),
            !secret.contains("..."),
            !["your_", "your-"].contains(where: secret.lowercased().contains)
        else { return nil }
        self.secret = secret
    }

    /// Removes quotes, and the names before a value in a shell, a header or JSON, from outside in.
    private static func unwrapped(_ text: String) -> String {
        // Each request asks for its key, and nearly all are bare.
        let isBare = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        if isBare { return text }
        let name =
            /(?i:export\s+|["']?[a-z_]*api_key["']?\s*[=:]\s*|authorization\s*:\s*|bearer\s+)/
        var rest = text[...]
        while true {
            let before = rest
            rest = rest.trimmingCharacters(in: spaces)[...]
            for (opening, closing) in quotes
            where rest.count > 1 && rest.first == opening && rest.last == closing {
                rest = rest.dropFirst().dropLast()
            }
            if rest.count > 1, let last = rest.last, ",;".contains(last) { rest.removeLast() }
            rest.trimPrefix(name)
            if rest == before { return String(rest) }
        }
    }

    private static let spaces = CharacterSet.whitespacesAndNewlines
        .union(CharacterSet(charactersIn: "\u{FEFF}\u{200B}\u{2060}"))
    private static let quotes: [(Character, Character)] = [
        ("\"", "\""), ("'", "'"), ("`", "`"), ("<", ">"), ("[", "]"), ("(", ")"), ("{", "}"),
        ("*", "*"), ("\u{201C}", "\u{201D}"),
        ("\u{2018}", "\u{2019}"), ("\u{AB}", "\u{BB}"),
    ]
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
