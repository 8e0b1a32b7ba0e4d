/// What a database is like, as `muster doctor --check` tells it.
package struct DatabaseCondition: Sendable, Hashable {
    /// One table with its indexes.
    package struct Table: Sendable, Hashable {
        /// As SQLite knows it.
        package let name: String
        /// How many rows it has; `nil` where it cannot be read.
        package let rows: Int?
        /// What it takes of the file; `nil` where SQLite was built without `dbstat`.
        package let bytes: Int?
    }

    /// What SQLite finds damaged, at most 100 findings; nothing in a sound database.
    package var damage: [String] = []
    /// Rows that name a row that is not there.
    package var brokenReferences: [String] = []
    /// The size of the file.
    package var fileBytes = 0
    /// What of the file is unused, and won by compacting it.
    package var unusedBytes = 0
    /// The number of its schema: 0 in a database of the predecessor.
    package var schemaVersion = 0
    /// Whether its schema is that of this version of muster.
    package var isCurrent = true
    /// The tables, the largest first.
    package var tables: [Table] = []
    /// The version of SQLite that looked at it.
    package var sqliteVersion = ""

    /// Whether nothing is wrong with it.
    package var isSound: Bool { damage.isEmpty && brokenReferences.isEmpty }
}
