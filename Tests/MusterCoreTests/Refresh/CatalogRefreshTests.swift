import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct CatalogRefreshTests {
    private static func refresh(
        _ store: Store,
        _ rows: [FetchedModel],
        isForced: Bool = false
    ) async throws -> RefreshReport {
        var client = OpenRouterClient.failing
        client.fetchAccountModels = { () throws(ServiceFailure) in nil }
        client.fetchZeroRetention = { () throws(ServiceFailure) in nil }
        client.fetchCatalog = { () throws(ServiceFailure) in .example(rows) }
        let refresh = CatalogRefresh(client: client, store: store, time: .fixed())
        return try await refresh.run(isForced: isForced)
    }

    /// Total, added, updated, removed.
    private static func counts(_ report: RefreshReport) -> [Int] {
        [report.total, report.added, report.updated, report.removed]
    }

    private static func model(_ store: Store, _ id: String) async throws -> Model {
        let models = try await store.modelsInBackground(now: TimeSource.noon)
        return try #require(models.first { $0.id.rawValue == id })
    }

    @Test func everyChangeIsCountedOnce() async throws {
        let store = try Store.inMemory()
        let first = try await Self.refresh(
            store,
            [.example("a/1"), .example("a/2"), .example("a/3")]
        )
        #expect(Self.counts(first) == [3, 3, 0, 0])
        let same = try await Self.refresh(
            store,
            [.example("a/3"), .example("a/1"), .example("a/2")]
        )
        #expect(Self.counts(same) == [3, 0, 0, 0])
        let changed = try await Self.refresh(
            store,
            [
                .example("a/1", name: "Renamed"), .example("a/2"),
                .example("a/4", huggingFaceID: "A/4"),
            ]
        )
        #expect(Self.counts(changed) == [3, 1, 1, 1])
        #expect(changed.withHuggingFaceID == 1)
        #expect(changed.withoutHuggingFaceID == 2)
        #expect(try await !Self.model(store, "a/3").isListed)
        #expect(try await Self.model(store, "a/3").verdict.availability == .unavailable)
        let back = try await Self.refresh(
            store,
            [.example("a/1", name: "Renamed"), .example("a/2"), .example("a/3")]
        )
        #expect(Self.counts(back) == [3, 0, 1, 1])
        #expect(try await Self.model(store, "a/3").isListed)
        #expect(try store.lastRefresh() == TimeSource.noon)
    }

    @Test func whatTheUserHasMarkedIsLeftAlone() async throws {
        let store = try Store.inMemory()
        let id = ModelID(rawValue: "a/1")
        _ = try await Self.refresh(
            store,
            [.example("a/1", huggingFaceID: "A/One"), .example("a/2")]
        )
        _ = try await store.setDisabled(true, reason: "slow", ids: [id])
        try await store.setFavorite(true, ids: [id])
        try await store.setHuggingFaceID(HuggingFaceID(rawValue: "My/Own"), id: id)
        try await store.append(.answered(id), now: TimeSource.noon)
        for rows in [
            [FetchedModel.example("a/1", huggingFaceID: "A/Two", name: "New"), .example("a/2")],
            [.example("a/2"), .example("a/3")],
            [.example("a/1", huggingFaceID: "A/One"), .example("a/2")],
        ] {
            _ = try await Self.refresh(store, rows)
            let model = try await Self.model(store, "a/1")
            #expect(model.isDisabled)
            #expect(model.disabledReason == "slow")
            #expect(model.isFavorite)
            #expect(model.huggingFaceID?.rawValue == "My/Own")
            #expect(model.huggingFaceIDSource == .manual)
            #expect(try await store.evidence(of: id) == [.answered(id)])
        }
        #expect(try await Self.model(store, "a/1").verdict.availability == .verified)
    }

    @Test func aHuggingFaceIDThatIsWithheldLaterIsKept() async throws {
        let store = try Store.inMemory()
        _ = try await Self.refresh(store, [.example("a/1", huggingFaceID: "A/One")])
        let report = try await Self.refresh(store, [.example("a/1")])
        #expect(report.withHuggingFaceID == 1)
        #expect(try await Self.model(store, "a/1").huggingFaceID?.rawValue == "A/One")
        #expect(try await Self.refresh(store, [.example("a/1")]).updated == 0)
        let other = try await Self.refresh(store, [.example("a/1", huggingFaceID: "A/Other")])
        #expect(other.updated == 1)
        #expect(try await Self.model(store, "a/1").huggingFaceID?.rawValue == "A/Other")
        #expect(try await Self.model(store, "a/1").huggingFaceIDSource == .catalog)
    }

    @Test func aCaseThatTheHubHasCorrectedIsNotTurnedBack() async throws {
        let store = try Store.inMemory()
        let rows = [FetchedModel.example("m/m3", huggingFaceID: "MiniMaxAI/Minimax-M3")]
        _ = try await Self.refresh(store, rows)
        let assignment = Store.HuggingFaceIDAssignment(
            modelID: ModelID(rawValue: "m/m3"),
            huggingFaceID: HuggingFaceID(rawValue: "MiniMaxAI/MiniMax-M3"),
            source: .hub,
            replaces: HuggingFaceID(rawValue: "MiniMaxAI/Minimax-M3")
        )
        #expect(try await store.assign([assignment]).changed == 1)
        #expect(try await Self.refresh(store, rows).updated == 0)
        #expect(
            try await Self.model(store, "m/m3").huggingFaceID?.rawValue == "MiniMaxAI/MiniMax-M3"
        )
        // Another name altogether is news.
        _ = try await Self.refresh(store, [.example("m/m3", huggingFaceID: "MiniMaxAI/M3.1")])
        #expect(try await Self.model(store, "m/m3").huggingFaceID?.rawValue == "MiniMaxAI/M3.1")
    }

    @Test(arguments: [
        (100, 50, true), (100, 49, false), (3, 2, true), (3, 1, false), (1, 1, true), (0, 1, true),
    ])
    func aCatalogThatShrinksToLessThanHalfIsRefused(
        before: Int,
        after: Int,
        isTaken: Bool
    ) async throws {
        let store = try Store.inMemory()
        if before > 0 {
            _ = try await Self.refresh(store, (0..<before).map { .example("a/\($0)") })
        }
        let rows = (0..<after).map { FetchedModel.example("a/\($0)") }
        if isTaken {
            #expect(try await Self.refresh(store, rows).total == after)
            return
        }
        let snapshot = try await StoreSnapshot(store)
        let error = await #expect(throws: OperationError.self) {
            try await Self.refresh(store, rows)
        }
        guard case .refused(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("--force"))
        #expect(try await StoreSnapshot(store) == snapshot)
        let forced = try await Self.refresh(store, rows, isForced: true)
        #expect(forced.removed == before - after)
    }

    /// LiteLLM and Ollama tell the context and the price at other addresses, which may fail.
    @Test func factsBesidesTheRowAreUpdatedAndKept() async throws {
        let store = try Store.inMemory()
        let bare = FetchedModel.example("a/b")
        var filled = bare
        (filled.entry.contextLength, filled.isFilledIn) = (128_000, true)
        var larger = filled
        larger.entry.contextLength = 256_000
        for (row, updated, context) in [
            (bare, 0, bare.entry.contextLength), (filled, 1, 128_000), (filled, 0, 128_000),
            (bare, 0, 128_000), (larger, 1, 256_000),
        ] {
            #expect(try await Self.refresh(store, [row]).updated == updated)
            let model = try #require(try store.models(now: TimeSource.noon).first)
            #expect(model.entry.contextLength == context)
        }
    }

    @Test func anUnreadableRowStillListsItsModel() async throws {
        try await SimulatedService.withService { service in
            let rows = ["a/b", "c/d", "e/f", "g/h"].map { #"{"id":"\#($0)"}"# }
            func offer(_ rows: [String]) {
                let list = #"{"data":[\#(rows.joined(separator: ","))]}"#
                service.server.setRoute(.json(list), for: "/api/v1/models")
            }
            offer(rows)
            try await service.refresh()
            let slate = try await service.workspace().slate(of: Array(service.models().values))
            offer([rows[0], rows[3], #"{"id":"c/d","context_length":x}"#])
            let report = try await service.refresh()
            #expect(report.removed == 1 && report.rejected.map(\.id) == ["c/d"])
            let models = try await service.models()
            #expect(
                models.values.filter(\.isListed).map(\.id.rawValue).sorted() == [
                    "a/b", "c/d", "g/h",
                ]
            )
            let verified = try await service.workspace().verify(slate, kind: .shallow)
            let gone = verified.findings.filter { $0.cause == .gone }
            #expect(gone.map(\.entry.modelID.rawValue) == ["e/f"])
        }
    }

    @Test(arguments: RefreshFailure.all)
    func anAnswerThatIsNoCatalogChangesNothing(failure: RefreshFailure) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let snapshot = try await StoreSnapshot(service.store)
            service.server.setRoute(failure.answer, for: "/api/v1/models")
            for isForced in [false, true] {
                let error = await #expect(throws: OperationError.self) {
                    try await service.refresh(isForced: isForced)
                }
                switch (error, failure.kind) {
                case (.service(let thrown), let kind?): #expect(thrown.kind == kind)
                case (.refused, nil): break
                default: Issue.record("\(String(describing: error))")
                }
            }
            #expect(try await StoreSnapshot(service.store) == snapshot)
        }
    }

    @Test func aServerThatIsNotThereChangesNothing() async throws {
        let store = try Store.inMemory()
        try await SimulatedService.withService(store: store) { _ = try await $0.refresh() }
        let snapshot = try await StoreSnapshot(store)
        let baseURL = "http://127.0.0.1:1/api/v1"
        let transport = HTTPTransport(userAgent: "muster-tests", connectTimeout: .seconds(1500))
        let client = OpenRouterClient.live(
            baseURL: ServiceURL(stringLiteral: baseURL),
            transport: transport,
            limits: RequestLimits(timeout: .seconds(1500))
        ) {
            () throws(ServiceFailure) in nil
        }
        let refresh = CatalogRefresh(client: client, store: store, time: .fixed())
        let error = await #expect(throws: OperationError.self) { try await refresh.run() }
        await transport.shutDown()
        guard case .service(let failure) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failure.kind == .connection)
        #expect(try await StoreSnapshot(store) == snapshot)
    }

    @Test func theWholeSyntheticCatalogIsTaken() async throws {
        try await SimulatedService.withService { service in
            let report = try await service.refresh()
            #expect(report.total == 340)
            #expect(report.added == 340)
            #expect(report.rejected.isEmpty)
            #expect(report.source == "\(service.server.baseURL)/models")
            let again = try await service.refresh()
            #expect(Self.counts(again) == [340, 0, 0, 0])
            #expect(again.withHuggingFaceID == report.withHuggingFaceID)
        }
    }

    @Test func rejectedRowsAreReportedAndTheRestIsTaken() async throws {
        try await SimulatedService.withService { service in
            service.server.setRoute(
                ScriptedAnswer(body: try Fixture.bytes("catalog-odd-rows.json")),
                for: "/api/v1/models"
            )
            let report = try await service.refresh()
            #expect(report.total == 3)
            #expect(report.rejected.count == 15)
        }
    }
}
