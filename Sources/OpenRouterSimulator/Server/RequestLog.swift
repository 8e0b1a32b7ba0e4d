package import Foundation
import Synchronization

/// The requests that a simulator received, oldest first.
///
/// It holds at most ``entriesMax`` entries; when full, the oldest tenth goes, so that adding stays
/// cheap. Readable from any thread while the server runs.
package final class RequestLog: Sendable {
    /// The most entries kept.
    package static let entriesMax = 100_000
    /// The most bytes of one body that are kept.
    package static let bodyBytesMax = 65_536

    private let storage = Mutex<[LoggedRequest]>([])

    /// Starts empty.
    init() {}

    /// All requests kept.
    package var entries: [LoggedRequest] { storage.withLock(\.self) }

    /// How many requests are kept.
    package var count: Int { storage.withLock(\.count) }

    /// How many chat requests asked for a model in exactly this spelling.
    package func count(model: String) -> Int {
        storage.withLock { entries in entries.count { $0.model == model } }
    }

    /// How many requests had this path, as sent.
    package func count(path: String) -> Int {
        storage.withLock { entries in entries.count { $0.path == path } }
    }

    /// Forgets everything.
    package func removeAll() {
        storage.withLock { $0.removeAll() }
    }

    /// Adds one, dropping the oldest when full.
    func append(_ entry: LoggedRequest) {
        storage.withLock { entries in
            if entries.count >= Self.entriesMax { entries.removeFirst(Self.entriesMax / 10) }
            entries.append(entry)
        }
    }
}

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
