import Foundation
import GRDB

/// The database: every read is a snapshot, every write a whole transaction.
///
/// There is one connection, in rollback-journal mode with full synchronisation. SQLite 3.7.0 to
/// 3.51.2 can corrupt a WAL database that has several connections, and Debian 12 ships 3.40, so
/// WAL is not used (https://sqlite.org/wal.html#walresetbug).
package struct Store: Sendable {
    /// The database's file, or `:memory:`.
    package let path: String
    /// How long each verdict holds, for every model that is read.
    package var lifetimes = VerdictLifetimes()
    private let queue: DatabaseQueue

    init(queue: DatabaseQueue, path: String) {
        self.queue = queue
        self.path = path
    }

    /// Reads on the calling thread: for start-up, where there is nothing else to do meanwhile.
    func readNow<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Reads a snapshot; a cancelled task gets `StoreError.cancelled` at once, also while it waits for
    /// its turn.
    ///
    /// GRDB itself lets a cancelled read stand in the queue until all before it are done.
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
            // Of a cancelled task the stream ends by itself.
            for try await value in answers { return value }
            throw CancellationError()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Writes what SQLite allows in no transaction, and which is whole or not there all the same.
    func writeWithoutTransaction<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await queue.writeWithoutTransaction(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Runs one transaction, rolled back whole when `body` throws.
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
    /// Milliseconds since 1970, the form in which every time is stored.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
