import Foundation
import GRDB

@testable import MusterCore

/// Everything that a database holds, to prove that nothing was changed.
struct StoreSnapshot: Sendable, Equatable {
    private let tables: [String: [String]]

    /// Reads every table.
    init(_ store: Store) async throws {
        tables = try await store.read { db in
            let names = try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
            var tables: [String: [String]] = [:]
            for name in names {
                let rows = try Row.fetchAll(db, sql: "SELECT rowid, * FROM \"\(name)\"")
                tables[name] = rows.map { "\($0)" }
            }
            return tables
        }
    }
}
