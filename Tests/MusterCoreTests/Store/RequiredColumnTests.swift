import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

/// What new rows get in columns of an adopted table that are not ours and must not be null.
@Suite(.timeLimit(.minutes(30)))
struct RequiredColumnTests {
    /// A column, a value that is there, and what two new rows get, as a regular expression.
    struct Case: Sendable, CustomTestStringConvertible {
        var definition: String
        var example: String?
        var pattern: String
        var isDistinct = false
        var testDescription: String { "\(definition) like \(example ?? "nothing")" }

        init(_ definition: String, _ example: String?, _ pattern: String, isDistinct: Bool = false)
        {
            self.definition = definition
            self.example = example
            self.pattern = pattern
            self.isDistinct = isDistinct
        }
    }

    private static let hex = "'[0-9a-f]{32}'"
    private static let dashed = "'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'"
    private static let midnight = #"'1970-01-01 00:00:00\.000000'"#

    static let cases: [Case] = [
        Case("DATETIME NOT NULL", nil, midnight),
        Case("DATETIME NOT NULL", "'2025-01-02 03:04:05.678901'", midnight),
        Case("TIMESTAMP WITH TIME ZONE NOT NULL", nil, midnight),
        Case(
            "VARCHAR(32) NOT NULL",
            "'2025-01-02T03:04:05+02:00'",
            #"'1970-01-01T00:00:00\+00:00'"#
        ),
        Case("INTERVAL NOT NULL", nil, midnight),
        Case("DATETIME NOT NULL", "1735787045", "0"),
        Case("DATE NOT NULL", nil, "'1970-01-01'"),
        Case("TEXT NOT NULL", "'2025-01-02'", "'1970-01-01'"),
        Case("TIME NOT NULL", nil, #"'00:00:00\.000000'"#),
        Case("TIME NOT NULL", "'12:34:56'", "'00:00:00'"),
        Case("DATETIME NOT NULL UNIQUE", nil, #"'\d{4}-\d\d-\d\d \d\d.*'"#, isDistinct: true),
        Case("JSON NOT NULL", nil, "'null'"),
        Case("JSONB NOT NULL", "'[1]'", #"'\[\]'"#),
        Case("TEXT NOT NULL", "'{\"a\": [1]}'", #"'\{\}'"#),
        Case("JSON NOT NULL", "'\"word\"'", "'null'"),
        Case("CHAR(32) NOT NULL", nil, hex, isDistinct: true),
        Case("UUID NOT NULL", nil, hex, isDistinct: true),
        Case("UUID NOT NULL", "'0f8fad5b-d9cb-469f-a165-70867728950e'", dashed, isDistinct: true),
        Case("VARCHAR(36) NOT NULL UNIQUE", nil, dashed, isDistinct: true),
        Case("TEXT NOT NULL", "'0F8FAD5BD9CB469FA16570867728950E'", hex, isDistinct: true),
        Case("BINARY(16) NOT NULL UNIQUE", nil, "X'[0-9A-F]{32}'", isDistinct: true),
        Case("BLOB NOT NULL", nil, "X'80054E2E'"),
        Case("BLOB NOT NULL", "x'80049503000000000000004b012e'", "X'80054E2E'"),
        Case("BYTEA NOT NULL", "x'FFD8'", "X''"),
        Case("NUMERIC(10, 2) NOT NULL", nil, "0"),
        Case("BIGINT NOT NULL", "7", "0"),
        Case("INTEGER NOT NULL", nil, "0"),
        Case("INTEGER NOT NULL", "0", "0"),
        // It may be the number of an enumeration.
        Case("INTEGER NOT NULL", "2", "2"),
        Case("BIGINT NOT NULL UNIQUE", "7", "[89]", isDistinct: true),
        Case("BOOLEAN NOT NULL CHECK (extra IN (0, 1))", "1", "0"),
        Case("INTEGER NOT NULL CHECK (extra BETWEEN 3 AND 5)", "4", "4"),
        Case("INTEGER NOT NULL CHECK (extra IN (7, 8))", nil, "7"),
        Case("FLOAT NOT NULL CHECK (extra > 0)", nil, "1(.0)?"),
        Case("VARCHAR(6) NOT NULL", "'silver'", "'silver'"),
        Case("VARCHAR(6) NOT NULL CHECK (\"extra\" IN ('gold', 'tin'))", nil, "'gold'"),
        Case("my_enumeration NOT NULL", "'silver'", "'silver'"),
        Case("TEXT NOT NULL", nil, "''"),
        Case("TEXT NOT NULL", "''", "''"),
        Case("TEXT NOT NULL", "'two' || char(10) || 'lines'", "''"),
        Case("TEXT NOT NULL CHECK (length(extra) > 2)", nil, "'new/.'", isDistinct: true),
        Case("VARCHAR(50) NOT NULL UNIQUE", "'old'", "'new/.'", isDistinct: true),
        Case(
            "VARCHAR(50) NOT NULL CHECK (extra NOT LIKE '%/%') UNIQUE",
            "'a'",
            hex,
            isDistinct: true
        ),
        Case("TEXT NOT NULL DEFAULT 'given'", "'old'", "'given'"),
        Case("DATETIME", "'2025-01-02 03:04:05'", "NULL"),
        Case("INTEGER NOT NULL REFERENCES vendor (id)", "5", "5"),
        Case("INTEGER NOT NULL REFERENCES vendor (id)", nil, "[345]"),
        // It refers to a vendor who is not there.
        Case("INTEGER NOT NULL REFERENCES vendor", "99", "[345]"),
        Case("INTEGER NOT NULL UNIQUE REFERENCES vendor", "5", "[34]", isDistinct: true),
    ]

    @Test(arguments: cases) func aNewRowIsFilled(_ test: Case) async throws {
        try await withTable(columns: "extra \(test.definition)", old: test.example) { store in
            let change = try await refresh(store, ["new/a", "new/b"])
            #expect(change.rejected.isEmpty)
            let values = try await values(store, "extra")
            #expect(values.count == 2)
            for value in values {
                #expect(
                    value.range(of: "^\(test.pattern)$", options: .regularExpression) != nil,
                    "\(value)"
                )
            }
            let count = Set(values).count
            #expect(count == (test.isDistinct ? 2 : 1))
        }
    }

    @Test func aKeyOfTwoColumnsIsToldApartByTheOneThatMayDiffer() async throws {
        try await withTable(
            columns: """
                vendor_id INTEGER NOT NULL REFERENCES vendor, code VARCHAR(9) NOT NULL,
                stage VARCHAR(9) NOT NULL, UNIQUE (vendor_id, code), UNIQUE (canonical_slug, stage)
                """,
            old: "5, 'c', 'beta'"
        ) { store in
            let change = try await refresh(store, ["new/a", "new/b"])
            #expect(change.rejected.isEmpty)
            #expect(try await values(store, "vendor_id") == ["5", "5"])
            #expect(try await values(store, "code") == ["'new/a'", "'new/b'"])
            #expect(try await values(store, "stage") == ["'beta'", "'beta'"])
        }
    }

    @Test(arguments: [("'word'", "''"), ("'12.50'", "'0'")])
    func manyWordsAreNoEnumeration(newest: String, expected: String) async throws {
        try await withTable(columns: "extra VARCHAR(90) NOT NULL", old: "'first'") { store in
            try await store.write { db in
                for number in 0..<50 {
                    try db.execute(
                        sql: """
                            INSERT INTO model_capabilities (canonical_slug, model_id, extra)
                            VALUES (?1, ?1, ?1)
                            """,
                        arguments: ["old\(number)"]
                    )
                }
            }
            try await store.write { db in
                try db.execute(
                    sql: "UPDATE model_capabilities SET extra = \(newest) WHERE rowid = 51"
                )
            }
            _ = try await refresh(store, ["new/a"])
            #expect(try await values(store, "extra") == [expected])
        }
    }

    /// The first edition wrote empty texts, whatever the type.
    @Test func whatTheFirstEditionWroteIsMended() async throws {
        try await withTable(
            columns: "seen DATETIME NOT NULL, tags JSON NOT NULL, note TEXT NOT NULL",
            old: "'2025-01-02 03:04:05.000000', '[]', ''"
        ) { store in
            try await store.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO model_capabilities
                        (canonical_slug, model_id, seen, tags, note, first_seen_ms)
                        VALUES ('new_a', 'new/a', '', '', '', 1)
                        """
                )
            }
            _ = try await refresh(store, ["new/a"])
            #expect(try await values(store, "seen") == ["'1970-01-01 00:00:00.000000'"])
            #expect(try await values(store, "tags") == ["'[]'"])
            #expect(try await values(store, "note") == ["''"])
        }
    }

    @Test func ourColumnsKeepTheTypeThatTheyHave() async throws {
        try await withTable(
            columns: """
                created TIMESTAMP NOT NULL, expiration_date DATE NOT NULL, context_length BIGINT,
                is_free BOOLEAN NOT NULL
                """,
            old: "'2025-01-02 03:04:05.000000', '2025-12-31', 10, 0"
        ) { store in
            var dated = FetchedModel.example("new/a")
            dated.entry.created = TimeSource.noon
            let rows = [dated, FetchedModel.example("new/b")]
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(change.rejected.isEmpty)
            let created = ["'2026-11-22 12:00:00.000000'", "'1970-01-01 00:00:00.000000'"]
            #expect(try await values(store, "created") == created)
            #expect(try await values(store, "expiration_date") == ["'2098-12-31'", "'2098-12-31'"])
            let models = try store.models(now: TimeSource.noon)
            #expect(models.first { $0.id.rawValue == "new/a" }?.created == TimeSource.noon)
            #expect(models.first { $0.id.rawValue == "new/b" }?.created == nil)
        }
    }

    private func withTable(
        columns: String,
        old: String?,
        _ body: (Store) async throws -> Void
    ) async throws {
        try await AdoptedTable.withStore(
            """
            CREATE TABLE vendor (id INTEGER PRIMARY KEY);
            INSERT INTO vendor VALUES (3), (4), (5);
            CREATE TABLE model_capabilities (
                canonical_slug VARCHAR(200) UNIQUE, model_id VARCHAR(200), \(columns)
            );
            \(old.map { "INSERT INTO model_capabilities VALUES ('old_x', 'old/x', \($0));" } ?? "")
            """,
            body
        )
    }

    private func refresh(_ store: Store, _ ids: [String]) async throws -> Store.CatalogChange {
        try await store.apply(.example(ids.map { .example($0) }), now: TimeSource.noon)
    }

    /// The values of new rows, as SQL, in the order of their IDs.
    private func values(_ store: Store, _ column: String) async throws -> [String] {
        try await store.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT quote(\(column)) FROM model_capabilities WHERE model_id LIKE 'new/%'
                    ORDER BY model_id
                    """
            )
        }
    }
}
