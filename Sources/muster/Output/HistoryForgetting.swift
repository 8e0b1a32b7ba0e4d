import Foundation
import MusterCore

/// Deletes past generations, after a confirmation on a terminal.
struct HistoryForgetting {
    let store: Store
    let console: Console
    let now: Date
    let asks: Bool

    /// Deletes these generations, all or none; returns their number.
    func forget(_ ids: [Int64]) async throws -> Int {
        var seen: Set<Int64> = []
        let ids = ids.filter { seen.insert($0).inserted }
        try confirm(ids.count)
        let missing: [Int64]
        do throws(StoreError) {
            missing = try await store.forgetGenerations(ids, now: now)
        } catch {
            throw CommandFailure(error)
        }
        guard missing.isEmpty else {
            let list = missing.map(String.init).joined(separator: ", ")
            throw CommandFailure(
                "There is no finished generation \(list); nothing was forgotten.",
                .badData
            )
        }
        return ids.count
    }

    /// Deletes generations older than this many seconds; returns their number.
    func forget(olderThan age: TimeInterval) async throws -> Int {
        let date = now.addingTimeInterval(-age)
        do {
            let count = try await store.generationCount(before: date)
            if count > 0 { try confirm(count) }
            return try await store.forgetGenerations(before: date, now: now)
        } catch let error as StoreError {
            throw CommandFailure(error)
        }
    }

    private func confirm(_ count: Int) throws {
        guard asks else { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure(
                "There is no terminal to confirm on. Use --yes to forget without asking.",
                .usage
            )
        }
        let what = count == 1 ? "1 generation" : "\(count) generations"
        guard console.confirms("Forget \(what) for good?") else {
            throw CommandFailure("Nothing was forgotten.", .interrupted)
        }
    }
}
