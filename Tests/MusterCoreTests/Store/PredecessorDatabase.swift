import Foundation
import GRDB

/// A database as the program before muster left it, in one of the forms that may be found.
struct PredecessorDatabase: Sendable {
    let name: String
    /// The columns beside `canonical_slug` and `model_id`, as SQL.
    var columns = "name TEXT, score REAL"
    /// The values of those columns, as SQL, from the number of the row.
    var values: @Sendable (Int) -> String = { "'Model \($0)', \($0).5" }
    /// What else is in the file, as SQL.
    var extras = ""
    var journalMode = "DELETE"

    static let rowCount = 289

    /// Writes the file.
    func write(to path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = \(journalMode)")
            try db.execute(
                sql: """
                    CREATE TABLE model_capabilities (
                        canonical_slug VARCHAR(200) NOT NULL,
                        model_id VARCHAR(200) NOT NULL,
                        \(columns)
                    );
                    \(extras)
                    """
            )
            try db.inTransaction {
                for number in 0..<Self.rowCount {
                    try db.execute(
                        sql: """
                            INSERT INTO model_capabilities
                            VALUES ('\(Self.slug(number))', '\(Self.id(number))', \
                            \(values(number)))
                            """
                    )
                }
                return .commit
            }
        }
        try queue.close()
    }

    static func id(_ number: Int) -> String { "author-\(number % 7)/model-\(number)" }
    static func slug(_ number: Int) -> String { "author-\(number % 7)_model-\(number)" }

    static let all = [
        PredecessorDatabase(name: "plain"),
        PredecessorDatabase(name: "in WAL mode", journalMode: "WAL"),
        PredecessorDatabase(
            name: "numbered rows",
            columns: "id INTEGER PRIMARY KEY AUTOINCREMENT, score REAL",
            values: { "\($0 + 1000), \($0).5" }
        ),
        PredecessorDatabase(
            name: "columns that must be given",
            columns: """
                tier TEXT NOT NULL, score REAL NOT NULL, rank INTEGER NOT NULL,
                is_good BOOLEAN NOT NULL, "odd ""name" VARCHAR(9) NOT NULL,
                note TEXT NOT NULL DEFAULT 'none'
                """,
            values: { "'gold', \($0).5, \($0), 1, 'x', 'noted'" }
        ),
        PredecessorDatabase(
            name: "slug as primary key",
            columns: "score REAL, PRIMARY KEY (canonical_slug), UNIQUE (model_id)",
            values: { "\($0).5" }
        ),
        PredecessorDatabase(
            name: "some of our columns",
            columns: "Context_Length INTEGER, description TEXT, score REAL, disabled INTEGER",
            values: { "\($0), 'Text \($0)', \($0).5, \($0 % 2)" }
        ),
        PredecessorDatabase(
            name: "other tables, a view, an index and a trigger",
            extras: """
                CREATE TABLE benchmark_run (id INTEGER PRIMARY KEY, slug TEXT, result TEXT);
                INSERT INTO benchmark_run VALUES (1, 'author-0_model-0', 'passed');
                CREATE VIEW good_models AS SELECT * FROM model_capabilities WHERE score > 100;
                CREATE INDEX idx_score ON model_capabilities (score);
                CREATE TRIGGER touched AFTER UPDATE ON model_capabilities BEGIN
                    INSERT INTO benchmark_run (slug, result) VALUES (new.canonical_slug, 'seen');
                END;
                """
        ),
    ]
}
