import MusterCore

/// What a database is like, for `muster doctor --check`.
struct DatabaseConditionDocument: Encodable {
    private struct Table: Encodable {
        let name: String
        let rows: Int?
        let bytes: Int?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(rows, forKey: .rows)
            try container.encode(bytes, forKey: .bytes)
        }

        enum CodingKeys: String, CodingKey {
            case name, rows, bytes
        }
    }

    private let database: String
    private let state: String
    private let integrity: [String]
    private let foreignKeys: [String]
    private let fileBytes: Int
    private let unusedBytes: Int
    private let schemaVersion: Int
    private let schemaIsCurrent: Bool
    private let sqliteVersion: String
    private let tables: [Table]

    init(_ condition: DatabaseCondition, path: String) {
        database = path
        state = condition.isSound ? "ok" : "damaged"
        integrity = condition.damage
        foreignKeys = condition.brokenReferences
        fileBytes = condition.fileBytes
        unusedBytes = condition.unusedBytes
        schemaVersion = condition.schemaVersion
        schemaIsCurrent = condition.isCurrent
        sqliteVersion = condition.sqliteVersion
        tables = condition.tables.map { Table(name: $0.name, rows: $0.rows, bytes: $0.bytes) }
    }

    private enum CodingKeys: String, CodingKey {
        case database, state, integrity, tables
        case foreignKeys = "foreign_keys"
        case fileBytes = "file_bytes"
        case unusedBytes = "unused_bytes"
        case schemaVersion = "schema_version"
        case schemaIsCurrent = "schema_is_current"
        case sqliteVersion = "sqlite_version"
    }
}
