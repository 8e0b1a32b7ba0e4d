import Foundation
import MusterCore

/// The condition of a database, for people.
struct DatabaseConditionReport {
    let condition: DatabaseCondition
    let path: String

    /// Names and values in print order.
    var facts: [(String, String)] {
        let schema = condition.isCurrent ? "" : ", which the next command upgrades"
        var facts = [
            ("database", path),
            ("integrity", condition.damage.isEmpty ? "ok" : "damaged"),
            ("foreign_keys", condition.brokenReferences.isEmpty ? "ok" : "damaged"),
            ("schema_version", "\(condition.schemaVersion)\(schema)"),
            ("sqlite_version", condition.sqliteVersion),
            ("file", condition.fileBytes.byteCount),
            ("unused", condition.unusedBytes.byteCount),
        ]
        facts += condition.tables.map { table in
            let rows = table.rows.map { "\($0) rows" } ?? "cannot be read"
            return (table.name, rows + (table.bytes.map { ", \($0.byteCount)" } ?? ""))
        }
        return facts
    }

    /// The defects, one per line.
    var findings: [String] { condition.damage + condition.brokenReferences }
}
