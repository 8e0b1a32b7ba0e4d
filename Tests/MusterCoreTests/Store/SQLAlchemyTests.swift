import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

/// Databases of a real SQLAlchemy, which reads them again after muster.
@Suite(
    .enabled(PredecessorProgram.isMissing) { PredecessorProgram.python != nil },
    .timeLimit(.minutes(30))
)
struct SQLAlchemyTests {
    @Test(arguments: [1, 3, 60]) func itReadsEveryRowAfterARefresh(count: Int) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            let program = PredecessorProgram(path: path)
            try program.makeDatabase(count: count)
            let store = try Store.open(path: path, now: TimeSource.noon)
            var rows = (0..<40).map {
                FetchedModel.example("new/model-\($0)", huggingFaceID: "New/Model")
            }
            rows[3].entry.created = TimeSource.noon
            rows += (0..<count).map { FetchedModel.example("old/model-\($0)") }
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(change.rejected.isEmpty)
            #expect(change.added == 40)
            #expect(change.updated == count)
            let reading = try program.readAndAdd(1)
            #expect(reading.count == count + 40)
            #expect(Set(reading.ids) == Set(rows.map(\.entry.id.rawValue)))
            #expect(reading.tools == count)
            #expect(reading.vendors == 1)
            #expect(reading.tags == ["[\"tried\"]", "[]"])
            // What it adds is muster's at the next refresh, and muster's is still its own.
            rows.append(.example("old/model-1001"))
            rows.append(.example("new/model-40"))
            let next = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(next.rejected.isEmpty)
            #expect(next.added == 1)
            #expect(next.updated == 1)
            #expect(try program.readAndAdd(2).count == count + 42)
            let models = try store.models(now: TimeSource.noon)
            let dated = models.first { $0.id.rawValue == "new/model-3" }
            #expect(dated?.created == TimeSource.noon)
            #expect(models.first { $0.id.rawValue == "new/model-4" }?.created == nil)
        }
    }

    @Test func anEmptyDatabaseIsFilledWithWhatItsChecksAllow() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            try PredecessorProgram(path: path).makeDatabase(count: 0)
            let store = try Store.open(path: path, now: TimeSource.noon)
            let rows = ["a/1", "a/2"].map { FetchedModel.example($0) }
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(change.rejected.isEmpty)
            #expect(change.total == 2)
        }
    }
}
