import Foundation
import GRDB
import MusterTestSupport
import Synchronization
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30))) struct ForeignChangesTests {
    /// A write of another process, and what it does to models.
    struct Write: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let changes: Store.ModelChanges
        let perform: @Sendable (Store) async throws -> Void
    }

    private static let first = ModelID(rawValue: "a/1")
    private static let second = ModelID(rawValue: "a/2")

    static let writes: [Write] = [
        Write(testDescription: "text that streams", changes: .none) { store in
            let request = GenerationRequest(modelID: first, huggingFaceID: nil, prompt: "Hi")
            let id = try await store.beginGeneration(request, now: TimeSource.noon)
            try await store.appendPiece(text: "text", reasoning: "", to: id)
        },
        Write(testDescription: "evidence", changes: .some([first, second])) { store in
            for id in [first, second, first] { try await append(to: store, id) }
        },
        Write(testDescription: "evidence of everything", changes: .any) { store in
            for number in 0...100 { try await append(to: store, ModelID(rawValue: "b/\(number)")) }
        },
        Write(testDescription: "a mark beside text", changes: .any) { store in
            let request = GenerationRequest(modelID: first, huggingFaceID: nil, prompt: "Hi")
            _ = try await store.beginGeneration(request, now: TimeSource.noon)
            try await store.setMarked(true, ids: [first])
        },
        Write(testDescription: "a favourite", changes: .any) { store in
            try await store.setFavorite(true, ids: [first])
        },
        Write(testDescription: "a model that is disabled", changes: .any) { store in
            try await store.setDisabled(true, reason: nil, ids: [first])
        },
        Write(testDescription: "a Hugging Face ID", changes: .any) { store in
            try await store.setHuggingFaceID(HuggingFaceID(rawValue: "A/One"), id: first)
        },
        Write(testDescription: "a catalog", changes: .any) { store in
            _ = try await store.apply(.example([.example("a/1")]), now: TimeSource.noon)
        },
        Write(testDescription: "what another program writes", changes: .any) { store in
            try await store.write { db in
                try db.execute(sql: "UPDATE model_capabilities SET disabled = 1")
            }
        },
    ]

    @Test(arguments: writes)
    func whatOthersChangeIsKnown(write: Write) async throws {
        try await withStores { own, other in
            let before = try await own.modelsVersion()
            try await write.perform(other)
            let (changes, now) = try await own.modelChanges(since: before)
            #expect(changes == write.changes)
            #expect(try await own.modelChanges(since: now).0 == .none)
            let ids: Set = [Self.first, ModelID(rawValue: "no/such")]
            let model = try #require(try await own.models(ids, now: TimeSource.noon).first)
            let all = try await own.modelsInBackground(now: TimeSource.noon)
            #expect(model == all.first)
        }
    }

    @Test(arguments: writes)
    func ownWritesAreNoChange(write: Write) async throws {
        try await withStores { own, _ in
            let before = try await own.modelsVersion()
            try await write.perform(own)
            #expect(try await own.modelChanges(since: before).0 == .none)
        }
    }

    /// The pause after a change lasts until the test ends it; what is written meanwhile, and by whom,
    /// comes to one more value.
    @Test func changesAreToldOnceForEachPause() async throws {
        try await withStores { own, other in
            let pauses = TestTime(skipsSleep: false)
            let values = Mutex(0)
            let changes = own.foreignChanges { duration in
                await pauses.waits.sleep(duration)
                try Task.checkCancellation()
            }
            let listening = Task {
                for await _ in changes { values.withLock { $0 += 1 } }
            }
            try await untilPause(1, pauses) { try await Self.append(to: other, Self.first) }
            await until { values.withLock(\.self) == 1 }
            for _ in 0..<20 {
                try await Self.append(to: other, Self.second)
                try await Self.append(to: own, Self.second)
            }
            #expect(values.withLock(\.self) == 1)
            #expect(pauses.sleeps == [.seconds(1)])
            pauses.advance(by: .seconds(1))
            await until { values.withLock(\.self) == 2 }
            await pauses.waitForSleeps(2)
            // Text alone is looked at, and not told.
            let request = GenerationRequest(modelID: Self.first, huggingFaceID: nil, prompt: "Hi")
            let id = try await other.beginGeneration(request, now: TimeSource.noon)
            try await other.appendPiece(text: "text", reasoning: "", to: id)
            pauses.advance(by: .seconds(1))
            await pauses.waitForSleeps(3)
            #expect(values.withLock(\.self) == 2)
            listening.cancel()
            await listening.value
        }
    }

    /// A log is written before others can see the transaction, so a look may come too early.
    @Test func aWriteToALogIsHeard() async throws {
        try await withStores { own, other in
            try await other.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL")
            }
            let pauses = TestTime(skipsSleep: true)
            let values = Mutex(0)
            let changes = own.foreignChanges { duration in
                await pauses.waits.sleep(duration)
                try Task.checkCancellation()
            }
            let listening = Task {
                for await _ in changes { values.withLock { $0 += 1 } }
            }
            while values.withLock(\.self) == 0 { try await Self.append(to: other, Self.first) }
            listening.cancel()
            await listening.value
        }
    }

    private static func append(to store: Store, _ id: ModelID) async throws {
        try await store.append(.answered(id), now: TimeSource.noon)
    }

    private func withStores(_ body: (Store, Store) async throws -> Void) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let own = try Store.open(path: path, now: TimeSource.noon)
            let rows = ["a/1", "a/2"].map { FetchedModel.example($0) }
            _ = try await own.apply(.example(rows), now: TimeSource.noon)
            let other = try Store.open(path: path, now: TimeSource.noon)
            try await body(own, other)
        }
    }

    private func until(_ condition: () -> Bool) async {
        while !condition() { await Task.yield() }
    }

    /// Writes until somebody pauses: the watch begins when it can.
    private func untilPause(
        _ count: Int,
        _ pauses: TestTime,
        write: () async throws -> Void
    ) async throws {
        while pauses.sleeps.count < count { try await write() }
    }
}
