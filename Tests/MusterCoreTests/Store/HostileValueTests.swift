import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

/// Values from outside that would overflow, or that a table of somebody else's making may hold.
@Suite(.timeLimit(.minutes(30)))
struct HostileValueTests {
    @Test(arguments: ["1e300", "-1e300", "9.3e18", "\"nan\"", "\"inf\"", "-1"])
    func aDateBeyondAllCalendarsIsNotSaid(created: String) async throws {
        let store = try Store.inMemory()
        let json = #"{"data":[{"id":"a/b","created":\#(created)}]}"#
        let catalog = try await CatalogReader.read(Data(json.utf8), source: "")
        #expect(catalog.rows.map(\.entry.created) == [nil])
        _ = try await store.apply(catalog, now: TimeSource.noon)
        #expect(try store.models(now: TimeSource.noon).map(\.created) == [nil])
    }

    @Test(arguments: ["1e-9223372036854775808", "0e-9223372036854775808", "1e9223372036854775807"])
    func anExponentBeyondAllNumbersIsNoPrice(text: String) {
        let price = Price(decimalString: text)
        #expect(price == nil || price?.isZero == true)
    }

    @Test(
        arguments: [
            "listed INTEGER", "listed TEXT DEFAULT 'yes'", "hugging_face_id BLOB DEFAULT x'FF'",
            "is_free TEXT DEFAULT 'x'", "context_length TEXT DEFAULT 'long'",
            "context_length INTEGER NOT NULL DEFAULT 0", "created INTEGER NOT NULL DEFAULT 0",
            "openrouter_slug TEXT NOT NULL DEFAULT ''",
            "hugging_face_id VARCHAR(200) NOT NULL DEFAULT ''",
        ]
    )
    func aColumnOfOursMayBeDeclaredOtherwise(column: String) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            let queue = try DatabaseQueue(path: path)
            try await queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE model_capabilities
                        (canonical_slug TEXT, model_id TEXT, \(column));
                        INSERT INTO model_capabilities (canonical_slug, model_id)
                        VALUES ('a_b', 'a/b'), ('c_d', 'c/d')
                        """
                )
            }
            try queue.close()
            let store = try Store.open(path: path, now: TimeSource.noon)
            let rows = ["a/b", "c/d", "e/f"].map { FetchedModel.example($0, contextLength: nil) }
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(change.rejected.isEmpty)
            #expect(change.total == 3)
            #expect(change.added == 1)
            let models = try store.models(now: TimeSource.noon)
            #expect(models.map(\.id.rawValue) == ["a/b", "c/d", "e/f"])
            #expect(models.allSatisfy { $0.isListed })
            #expect(try await store.apply(.example(rows), now: TimeSource.noon).updated == 0)
        }
    }
}
