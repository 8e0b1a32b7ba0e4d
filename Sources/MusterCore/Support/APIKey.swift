import Foundation

/// A secret for a service, redacted wherever it is printed.
package struct APIKey: Sendable, Hashable {
    /// The secret, for the `Authorization` header only.
    let secret: String

    /// Wraps a trimmed secret; `nil` if it is empty or not valid in a header.
    package init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.utf8.count <= 1024,
            trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        secret = trimmed
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
