package import Foundation

/// One request as the simulator received it.
package struct LoggedRequest: Sendable, Equatable {
    /// The method in capitals, such as `GET`.
    package let method: String
    /// The path as sent, without the query and with its percent-encoding.
    package let path: String
    /// What followed the `?`, as sent.
    package let query: String?
    /// The header fields, their names in lower case; repeated ones are joined with `, `.
    ///
    /// `authorization` is among them: the simulator is for tests, and its log never leaves memory.
    package let headers: [String: String]
    /// The body, at most ``RequestLog/bodyBytesMax`` bytes of it.
    package let body: Data
    /// The `model` of a chat request, spelled as sent.
    package let model: String?

    /// The body as text, damaged UTF-8 repaired.
    package var bodyText: String { String(decoding: body, as: UTF8.self) }

    /// The key of an `Authorization: Bearer` header.
    package var bearerKey: String? {
        guard let value = headers["authorization"] else { return nil }
        let prefix = "bearer "
        guard value.lowercased().hasPrefix(prefix) else { return nil }
        return value.dropFirst(prefix.count).trimmingCharacters(in: .whitespaces)
    }
}
