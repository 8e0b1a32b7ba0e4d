import Foundation
import GRDB

/// The database: every read is a snapshot, every write a transaction.
///
/// It uses a single connection, in rollback-journal mode with full synchronisation. SQLite 3.7.0 to
/// 3.51.2 can corrupt a WAL database with several connections, and Debian 12 ships 3.40, so muster
/// itself never chooses WAL (https://sqlite.org/wal.html#walresetbug). An adopted database stays in
/// the mode of the program that made it.
package struct Store: Sendable {
    /// The database's file, or `:memory:`.
    package let path: String
    /// The service that every model, badge and route in it is of.
    package let service: ServiceURL
    /// Whose evidence it appends, and for whom it judges.
    package let account = CurrentAccount()
    /// The verdict lifetimes for every model it reads.
    package var lifetimes = VerdictLifetimes()
    private let queue: DatabaseQueue

    init(queue: DatabaseQueue, path: String, service: ServiceURL) {
        self.queue = queue
        self.path = path
        self.service = service
    }

    /// Reads on the calling thread: for start-up, when there is nothing else to do.
    func readNow<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Reads a snapshot; a cancelled task fails at once, even while it waits for its turn.
    ///
    /// GRDB itself keeps a cancelled read in the queue until all earlier ones are done.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let (answers, answer) = AsyncThrowingStream.makeStream(of: Value.self)
        let reading = Task { [queue] in
            do {
                answer.yield(try await queue.read(body))
            } catch {
                answer.finish(throwing: error)
            }
        }
        defer { reading.cancel() }
        do {
            // In a cancelled task the stream ends by itself.
            for try await value in answers { return value }
            throw CancellationError()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Runs statements that SQLite forbids in transactions but that are atomic all the same.
    func writeWithoutTransaction<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await queue.writeWithoutTransaction(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Runs a transaction; rolls it back if `body` throws.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await queue.write(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }
}

extension Date {
    /// Milliseconds since 1970, the stored form of times.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
