package import Foundation
import Synchronization

/// The requests that a simulator has received, oldest first.
///
/// When ``entriesMax`` is reached it drops the oldest tenth, so that adding stays cheap. Readable
/// from any thread while the server runs.
package final class RequestLog: Sendable {
    package static let entriesMax = 100_000
    /// The most bytes of one body that the log keeps.
    package static let bodyBytesMax = 65_536

    private let storage = Mutex<[LoggedRequest]>([])

    init() {}

    package var entries: [LoggedRequest] { storage.withLock(\.self) }

    package var count: Int { storage.withLock(\.count) }

    /// The number of chat requests for a model in exactly this spelling.
    package func count(model: String) -> Int {
        storage.withLock { entries in entries.count { $0.model == model } }
    }

    package func count(path: String) -> Int {
        storage.withLock { entries in entries.count { $0.path == path } }
    }

    package func removeAll() {
        storage.withLock { $0.removeAll() }
    }

    /// Appends an entry, dropping the oldest when full.
    func append(_ entry: LoggedRequest) {
        storage.withLock { entries in
            if entries.count >= Self.entriesMax { entries.removeFirst(Self.entriesMax / 10) }
            entries.append(entry)
        }
    }
}

/// One request as the simulator received it.
package struct LoggedRequest: Sendable, Equatable {
    package let method: String
    /// The path as sent, without the query and with its percent-encoding.
    package let path: String
    /// The text after the `?`, as sent.
    package let query: String?
    /// The header fields with lower-case names; repeated fields are joined with `, `.
    ///
    /// This includes `authorization`: the simulator is for tests, and its log never leaves memory.
    package let headers: [String: String]
    /// At most the first ``RequestLog/bodyBytesMax`` bytes.
    package let body: Data
    /// The `model` of a chat request, as spelled.
    package let model: String?

    /// The body as text, with invalid UTF-8 repaired.
    package var bodyText: String { String(decoding: body, as: UTF8.self) }

    /// The key of an `Authorization: Bearer` header.
    package var bearerKey: String? {
        guard let value = headers["authorization"] else { return nil }
        let prefix = "bearer "
        guard value.lowercased().hasPrefix(prefix) else { return nil }
        return value.dropFirst(prefix.count).trimmingCharacters(in: .whitespaces)
    }
}
