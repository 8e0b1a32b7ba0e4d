import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

/// Refreshes of tables with rows and constraints that are not muster's.
@Suite(.timeLimit(.minutes(30)))
struct AdoptedRefreshTests {
    private static let table = """
        CREATE TABLE model_capabilities (
            id INTEGER PRIMARY KEY, canonical_slug VARCHAR(200) UNIQUE, model_id VARCHAR(200),
            hugging_face_id VARCHAR(200), score REAL
        );
        INSERT INTO model_capabilities (canonical_slug, model_id, score) VALUES
        """

    /// Slug and ID of an old row, and the model that it is.
    static let slugs: [(String, String, String?)] = [
        ("'a_one'", "NULL", "a/one"),
        ("'a_one'", "''", "a/one"),
        ("'a_one'", "'A/One'", "a/one"),
        ("'A_One'", "NULL", "a/one"),
        ("'a/one'", "NULL", "a/one"),
        ("NULL", "'a/ONE'", "a/one"),
        ("'a_one:free'", "NULL", "a/one:free"),
        // The service's own slug, which a model shares with its variants.
        ("'a/one-20260101'", "''", "a/one"),
        ("'a_one'", "'a/other'", nil),
        ("'b_one'", "NULL", nil),
        ("'a_one'", "'a/two'", nil),
    ]

    @Test(arguments: slugs)
    func anOldRowIsFoundByItsSlug(slug: String, id: String, expected: String?) async throws {
        try await AdoptedTable.withStore("\(Self.table) (\(slug), \(id), 0.5)") { store in
            let rows = ["a/one", "a/one:free", "a/two"].map { id in
                var row = FetchedModel.example(id, huggingFaceID: "A/\(id.dropFirst(2))-HF")
                if id != "a/two" { row.entry.openRouterSlug = "a/one-20260101" }
                return row
            }
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            let found = try await store.read { db in
                try String.fetchOne(
                    db,
                    sql: "SELECT model_id FROM model_capabilities WHERE score = 0.5"
                )
            }
            if let expected {
                #expect(found == expected)
                #expect(change.updated == 1)
                #expect(change.added == 2)
                #expect(change.rejected.isEmpty)
                #expect(try store.models(now: TimeSource.noon).count == 3)
            } else {
                #expect(found?.lowercased() != "a/one")
            }
        }
    }

    @Test(arguments: ["NULL", "''", "'A/One'"])
    func aBackfillFindsItToo(id: String) async throws {
        try await AdoptedTable.withStore("\(Self.table) ('a_one', \(id), 0.5)") { store in
            let report = try await Self.backfill(store, [.example("a/one", huggingFaceID: "A/HF")])
            #expect(report.updated == 1)
            let models = try store.models(now: TimeSource.noon)
            #expect(models.map(\.id.rawValue) == ["a/one"])
            #expect(models.first?.huggingFaceID?.rawValue == "A/HF")
        }
    }

    @Test func whatWasFoundUnderTheOldSpellingIsKept() async throws {
        try await AdoptedTable.withStore("\(Self.table) ('a_one', 'A/One', 0.5)") { store in
            try await store.append(.answered(ModelID(rawValue: "A/One")), now: TimeSource.noon)
            _ = try await store.apply(.example([.example("a/one")]), now: TimeSource.noon)
            let model = try store.models(now: TimeSource.noon).first
            #expect(model?.id.rawValue == "a/one")
            #expect(model?.verdict.availability == .verified)
        }
    }

    /// Models that only differ in case are told apart, as the service does.
    @Test func ownRowsAreNotRenamed() async throws {
        let store = try Store.inMemory()
        for id in ["A/One", "a/one"] {
            let change = try await store.apply(.example([.example(id)]), now: TimeSource.noon)
            #expect(change.added == 1)
        }
        #expect(try store.models(now: TimeSource.noon).count == 2)
    }

    @Test func aRefusedRowTakesNoOtherWithIt() async throws {
        try await AdoptedTable.withStore("\(Self.table) ('a_one', 'z/other', 0.5)") { store in
            let rows = ["a/one", "a/two", "a/three"].map { FetchedModel.example($0) }
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(change.rejected.map(\.id) == ["a/one"])
            #expect(change.rejected.allSatisfy { $0.isRefusedByDatabase })
            #expect(change.added == 2)
            #expect(change.total == 2)
        }
    }

    @Test func aRefusedUpdateLeavesTheRowAsItIs() async throws {
        let script = """
            CREATE TABLE model_capabilities (
                canonical_slug TEXT, model_id TEXT, name TEXT CHECK (length(name) < 10)
            );
            INSERT INTO model_capabilities VALUES ('a_1', 'a/1', 'One'), ('a_2', 'a/2', 'Two');
            """
        try await AdoptedTable.withStore(script) { store in
            let rows = [
                FetchedModel.example("a/1", name: "A name of some length"), .example("a/2"),
            ]
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(change.rejected.map(\.id) == ["a/1"])
            #expect(change.updated == 1)
            #expect(try store.models(now: TimeSource.noon).map(\.name) == ["One", "a/2"])
        }
    }

    @Test func aTableThatReplacesRowsLosesNone() async throws {
        let script = """
            CREATE TABLE model_capabilities (
                canonical_slug TEXT UNIQUE ON CONFLICT REPLACE, model_id TEXT
            );
            INSERT INTO model_capabilities VALUES ('a_1', 'z/other');
            """
        try await AdoptedTable.withStore(script) { store in
            let change = try await store.apply(.example([.example("a/1")]), now: TimeSource.noon)
            #expect(change.rejected.count == 1)
            #expect(try store.models(now: TimeSource.noon).map(\.id.rawValue) == ["z/other"])
        }
    }

    private static let uniqueID = """
        CREATE TABLE model_capabilities (
            canonical_slug TEXT UNIQUE, model_id TEXT, hugging_face_id TEXT UNIQUE
        );
        INSERT INTO model_capabilities VALUES ('x_1', 'x/1', NULL), ('x_1:free', 'x/1:free', NULL);
        """

    @Test func anIDThatIsThereCostsOneIDInARefresh() async throws {
        try await AdoptedTable.withStore(Self.uniqueID) { store in
            let ids = ["x/1", "x/1:free", "x/1:nitro", "x/2"]
            let rows = ids.map {
                FetchedModel.example($0, huggingFaceID: $0 == "x/2" ? "X/Two" : "X/One")
            }
            for round in 0..<2 {
                let change = try await store.apply(.example(rows), now: TimeSource.noon)
                #expect(change.rejected.isEmpty)
                #expect(change.repeated.map(\.modelID.rawValue) == ["x/1:free", "x/1:nitro"])
                #expect(change.total == 4)
                #expect(change.withHuggingFaceID == 2)
                #expect(change.updated == (round == 0 ? 2 : 0))
            }
            let names = try store.models(now: TimeSource.noon).map { $0.huggingFaceID?.rawValue }
            #expect(names == ["X/One", nil, nil, "X/Two"])
        }
    }

    @Test func anIDThatIsThereCostsOneIDInABackfill() async throws {
        try await AdoptedTable.withStore(Self.uniqueID) { store in
            let report = try await Self.backfill(
                store,
                ["x/1", "x/1:free"].map { .example($0, huggingFaceID: "X/One") }
            )
            #expect(report.updated == 1)
            #expect(report.repeated.map(\.modelID.rawValue) == ["x/1:free"])
            #expect(report.withHuggingFaceID == 1)
        }
    }

    private static func backfill(
        _ store: Store,
        _ rows: [FetchedModel]
    ) async throws -> BackfillReport {
        var client = OpenRouterClient.failing
        client.fetchCatalog = { () throws(ServiceFailure) in .example(rows) }
        client.lookUp = { (_) throws(ServiceFailure) in nil }
        let hub = HubClient { (_) throws(ServiceFailure) in nil }
        return try await Backfill(client: client, hub: hub, store: store, time: .fixed())
            .run(verifies: false)
    }
}
