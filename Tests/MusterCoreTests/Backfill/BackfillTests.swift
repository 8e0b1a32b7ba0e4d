import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Synchronization
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct BackfillTests {
    @Test func everySourceIsUsedAndTheSecondRunFindsNothing() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let before = try await service.models()
            let report = try await Self.backfill(service).run(verifies: false)
            let after = try await service.models()
            let table: [(String, String, HuggingFaceIDSource)] = [
                ("meta-llama/llama-3.1-405b", "meta-llama/llama-3.1-405B", .catalog),
                ("kwaipilot/kat-dev-72b", "Kwaipilot/KAT-Dev-72B-Exp", .lookup),
                ("thudm/glm-z1-32b", "zai-org/GLM-Z1-32B-0414", .lookup),
                ("qwen/qwen3-coder", "Qwen/Qwen3-Coder-480B-A35B-Instruct", .sibling),
                ("qwen/qwen3-coder:exacto", "Qwen/Qwen3-Coder-480B-A35B-Instruct", .sibling),
                ("poolside/laguna-xs.2:free", "poolside/Laguna-XS.2", .sibling),
            ]
            for (id, name, source) in table {
                let model = try #require(after[ModelID(rawValue: id)])
                #expect(model.huggingFaceID?.rawValue == name)
                #expect(model.huggingFaceIDSource == source)
            }
            #expect(after[ModelID(rawValue: "x-ai/grok-code-fast-1")]?.huggingFaceID == nil)
            let filled = after.values.count { $0.huggingFaceID != nil }
            #expect(report.updated == filled - before.values.count { $0.huggingFaceID != nil })
            #expect(report.updated >= 7)
            #expect(report.total == 340)
            #expect(report.withHuggingFaceID == filled)
            #expect(report.unresolved == 0)
            #expect(report.firstFailure == nil)
            let second = try await Self.backfill(service).run(verifies: false)
            #expect(second.updated == 0)
            #expect(second.withHuggingFaceID == filled)
            #expect(try await service.models() == after)
            // A refresh does not take away what was found.
            #expect(try await service.refresh().updated == 0)
            #expect(try await service.models() == after)
        }
    }

    @Test func theHubCorrectsCaseAndQuestionsTheRest() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let report = try await Self.backfill(service).run(verifies: true)
            let models = try await service.models()
            for (id, name) in [
                ("minimax/minimax-m3", "MiniMaxAI/MiniMax-M3"),
                ("thedrummer/cydonia-24b-v4.1", "TheDrummer/Cydonia-24B-v4.1"),
            ] {
                #expect(models[ModelID(rawValue: id)]?.huggingFaceID?.rawValue == name)
                #expect(models[ModelID(rawValue: id)]?.huggingFaceIDSource == .hub)
            }
            #expect(report.corrected == 2)
            #expect(
                report.conflicts == [
                    BackfillReport.Conflict(
                        modelID: ModelID(rawValue: "cognitivecomputations/dolphin3.0-mistral-24b"),
                        stored: HuggingFaceID(
                            rawValue: "cognitivecomputations/Dolphin3.0-Mistral-24B"
                        ),
                        hub: HuggingFaceID(rawValue: "dphn/Dolphin3.0-Mistral-24B")
                    )
                ]
            )
            // Renamed and private ones are left as they are.
            let dolphin = models[ModelID(rawValue: "cognitivecomputations/dolphin3.0-mistral-24b")]
            #expect(dolphin?.huggingFaceIDSource == .catalog)
            let wizard = models[ModelID(rawValue: "microsoft/wizardlm-2-8x22b")]
            #expect(wizard?.huggingFaceID?.rawValue == "microsoft/WizardLM-2-8x22B")
            try await service.refresh()
            let second = try await Self.backfill(service).run(verifies: true)
            #expect(second.updated == 0)
            #expect(second.corrected == 0)
            #expect(second.conflicts == report.conflicts)
            #expect(try await service.models() == models)
        }
    }

    @Test func whatTheUserSetByHandIsOnlyQuestioned() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let table = [
                ("minimax/minimax-m3", "minimaxai/minimax-m3"), ("qwen/qwen3-coder", "My/Own"),
            ]
            for (id, name) in table {
                try await service.store.setHuggingFaceID(
                    HuggingFaceID(rawValue: name),
                    id: ModelID(rawValue: id)
                )
            }
            let report = try await Self.backfill(service).run(verifies: true)
            let models = try await service.models()
            for (id, name) in table {
                #expect(models[ModelID(rawValue: id)]?.huggingFaceID?.rawValue == name)
                #expect(models[ModelID(rawValue: id)]?.huggingFaceIDSource == .manual)
            }
            let conflict = report.conflicts.first { $0.modelID.rawValue == "minimax/minimax-m3" }
            #expect(conflict?.hub.rawValue == "MiniMaxAI/MiniMax-M3")
        }
    }

    @Test func theCatalogIsAskedBeforeAnyModel() async throws {
        let store = try Store.inMemory()
        _ = try await store.apply(
            .example([.example("a/b"), .example("a/b:free")]),
            now: TimeSource.noon
        )
        var client = OpenRouterClient.failing
        client.fetchCatalog = { () throws(ServiceFailure) in
            .example([
                .example("a/b", huggingFaceID: "A/B"), .example("a/b:free", huggingFaceID: "A/B"),
            ])
        }
        let backfill = Backfill(client: client, hub: .failing, store: store, time: .fixed())
        #expect(try await backfill.run(verifies: false).updated == 2)
        let models = try await store.modelsInBackground(now: TimeSource.noon)
        #expect(models.allSatisfy { $0.huggingFaceIDSource == .catalog })
    }

    @Test func siblingsThatDisagreeDecideNothing() async throws {
        let store = try Store.inMemory()
        let rows = [
            FetchedModel.example("a/b:x", huggingFaceID: "A/X"),
            .example("a/b:y", huggingFaceID: "A/Y"), .example("a/b:z"),
        ]
        _ = try await store.apply(.example(rows), now: TimeSource.noon)
        var client = OpenRouterClient.failing
        client.fetchCatalog = { () throws(ServiceFailure) in .example(rows) }
        client.lookUp = { (_) throws(ServiceFailure) in nil }
        let backfill = Backfill(client: client, hub: .failing, store: store, time: .fixed())
        let report = try await backfill.run(verifies: false)
        #expect(report.updated == 0)
        #expect(report.unresolved == 0)
        #expect(report.withoutHuggingFaceID == 1)
    }

    @Test func aCatalogThatFailsChangesNothing() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let snapshot = try await StoreSnapshot(service.store)
            for failure in RefreshFailure.all where failure.kind != nil {
                service.server.setRoute(failure.answer, for: "/api/v1/models")
                await #expect(throws: OperationError.self) {
                    try await Self.backfill(service).run(verifies: true)
                }
            }
            #expect(try await StoreSnapshot(service.store) == snapshot)
        }
    }

    @Test(arguments: [(.server, 24), (.rateLimited, 8)] as [(ServiceFailure.Kind, Int)])
    func lookUpsThatFailAreBoundedAndCounted(kind: ServiceFailure.Kind, most: Int) async throws {
        let store = try Store.inMemory()
        let rows = (0..<100).map { FetchedModel.example("a/\($0)") }
        _ = try await store.apply(.example(rows), now: TimeSource.noon)
        let calls = Tally()
        var client = OpenRouterClient.failing
        client.fetchCatalog = { () throws(ServiceFailure) in .example(rows) }
        client.lookUp = { (_) throws(ServiceFailure) in
            calls.add()
            throw ServiceFailure(kind, message: "down")
        }
        let backfill = Backfill(client: client, hub: .failing, store: store, time: .fixed())
        let report = try await backfill.run(verifies: false)
        #expect((1...most).contains(calls.count))
        #expect(report.unresolved == 100)
        #expect(report.updated == 0)
        #expect(report.firstFailure?.kind == kind)
        #expect(report.total == 100)
    }

    @Test func aFewFailuresDoNotStopTheRest() async throws {
        let store = try Store.inMemory()
        let rows = (0..<40).map { FetchedModel.example("a/\($0)") }
        _ = try await store.apply(.example(rows), now: TimeSource.noon)
        var client = OpenRouterClient.failing
        client.fetchCatalog = { () throws(ServiceFailure) in .example(rows) }
        client.lookUp = { (id) throws(ServiceFailure) in
            if id.rawValue.hasSuffix("5") { throw ServiceFailure(.timeout, message: "slow") }
            return .example(id.rawValue, huggingFaceID: "A/\(id.rawValue.dropFirst(2))")
        }
        let progress = Tally()
        let report = try await Backfill(client: client, hub: .failing, store: store, time: .fixed())
            .run(verifies: false) { done, total in
                #expect(total == 40)
                #expect(done == progress.add())
            }
        #expect(report.updated == 36)
        #expect(report.unresolved == 4)
        #expect(progress.count == 41)
    }

    private static func backfill(_ service: SimulatedService) -> Backfill {
        Backfill(client: service.client, hub: service.hub, store: service.store, time: .fixed())
    }

    /// Counts calls from any task.
    private final class Tally: Sendable {
        private let storage = Mutex(0)

        var count: Int { storage.withLock { $0 } }

        /// Counts one more; returns how many there were before.
        @discardableResult
        func add() -> Int {
            storage.withLock { count in
                count += 1
                return count - 1
            }
        }
    }
}
