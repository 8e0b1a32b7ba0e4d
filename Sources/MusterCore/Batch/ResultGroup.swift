import Foundation

/// Results on their way to the disk, which are committed together.
///
/// A commit is one write and one sync of the results file, and one transaction of the database: a
/// kill loses at most what the last quarter of a second brought, and the next run asks that again.
struct ResultGroup: Sendable {
    /// What the database keeps of an item, and its result, if it has one: one that counts as not
    /// asked has none.
    struct Entry: Sendable {
        let finished: FinishedGeneration
        var record: (line: Data, result: BatchResult)?
    }

    /// The entries after which a commit does not wait for its time.
    static let limit = 256
    /// The entries after which no request begins before a commit is done.
    static let mostWaiting = 4 * limit

    private(set) var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }
    var isFull: Bool { entries.count >= Self.limit }

    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Takes the entries for a commit.
    mutating func take() -> [Entry] {
        defer { entries = [] }
        return entries
    }
}

extension [ResultGroup.Entry] {
    /// Writes the lines and then the history, even if the task is cancelled.
    ///
    /// The file decides what was asked, so it comes first. Returns the error that kept answers out of
    /// the history, and throws if the results could not be written.
    func commit(
        to results: ResultFile,
        in store: Store
    ) async throws(BatchError) -> StoreError? {
        try await results.append(Data(compactMap(\.record?.line).joined()))
        return await Task {
            do throws(StoreError) {
                try await store.keep(map(\.finished))
                return nil
            } catch {
                return error
            }
        }.value
    }
}
