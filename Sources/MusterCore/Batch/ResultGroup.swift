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
    /// The file decides what was asked, so it comes first. Returns the answers of those with a
    /// result, and the error that kept them out of the history; throws if the results could not be
    /// written, and then the history has what was paid for.
    func commit(
        to results: ResultFile,
        in store: Store
    ) async throws(BatchError) -> (answers: [BatchAnswerLine], StoreError?) {
        let unwritten: BatchError?
        do throws(BatchError) {
            try await results.append(Data(compactMap(\.record?.line).joined()))
            unwritten = nil
        } catch {
            unwritten = error
        }
        let (ids, failure) = await Task { () -> ([Int64], StoreError?) in
            do throws(StoreError) {
                return (try await store.keep(map(\.finished)), nil)
            } catch {
                return ([], error)
            }
        }.value
        if let unwritten { throw unwritten }
        let answers = enumerated().compactMap { index, entry in
            entry.record.map { record in
                BatchAnswerLine(
                    result: record.result,
                    entry.finished.generation,
                    id: ids.indices.contains(index) ? ids[index] : nil
                )
            }
        }
        return (answers, failure)
    }
}

/// An answer of a batch, short enough for a list.
package struct BatchAnswerLine: Sendable, Hashable {
    package let result: BatchResult
    /// In the history; `nil` if it could not be stored.
    package let generationID: Int64?
    /// The first words of the answer, or of why there is none.
    package let beginning: String

    package init(result: BatchResult, generationID: Int64? = nil, beginning: String) {
        self.result = result
        self.generationID = generationID
        self.beginning = beginning
    }

    fileprivate init(result: BatchResult, _ generation: Generation, id: Int64?) {
        let text = generation.text.isEmpty ? generation.failure.map { "\($0)" } : generation.text
        self.init(result: result, generationID: id, beginning: String((text ?? "").prefix(120)))
    }
}
