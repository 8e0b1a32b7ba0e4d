import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// That a free model is offered does not say that it answers.
@Suite struct FreeProofTests {
    private static let free = ModelID(rawValue: "meta-llama/llama-3.1-405b:free")
    private static let paid = ModelID(rawValue: "mistralai/mistral-nemo")

    @Test func whatIsOfferedSaysWhatOnlyACompletionTells() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let models = try await service.workspace().models([Self.free, Self.paid])
            let plan = CheckPlanner.plan(models, CheckOptions(.shallow), now: TimeSource.noon)
            _ = try await service.check(plan)
            let judged = try await service.models()
            let verdict = try #require(judged[Self.free]?.verdict)
            #expect(verdict.availability == .reachable)
            #expect(
                verdict.reason.hasPrefix("offered; only a completion shows whether it answers; ")
            )
            #expect(judged[Self.paid]?.verdict.reason.hasPrefix("3 of 3 endpoints up") == true)
        }
    }

    @Test func whatWasAnsweredOfTheLastDaysStandsBesideIt() async throws {
        let store = try Store.inMemory()
        let rows = [FetchedModel.example("a/b:free"), .example("a/c:free")]
        _ = try await store.apply(.example(rows), now: TimeSource.noon)
        let id = ModelID(rawValue: "a/b:free")
        func append(
            _ finding: Evidence.Finding,
            daysAgo: Double,
            kind: Evidence.Kind = .completion,
            trouble: Trouble? = nil
        ) async throws {
            var evidence = Evidence(
                modelID: id,
                observedAt: TimeSource.noon.addingTimeInterval(-daysAgo * 86_400),
                kind: kind,
                finding: finding,
                detail: "as seen"
            )
            evidence.trouble = trouble
            _ = try await store.append(evidence, now: TimeSource.noon)
        }
        try await append(.answered, daysAgo: 1)
        try await append(.limited, daysAgo: 1, trouble: .moment)
        try await append(.inconclusive, daysAgo: 0.1, trouble: .moment)
        // Neither old ones count, nor what says nothing of admission.
        try await append(.answered, daysAgo: 5)
        try await append(.inconclusive, daysAgo: 0.1, trouble: .request)
        try await append(.inconclusive, daysAgo: 0.1, trouble: .way)
        try await append(.excluded, daysAgo: 0.05, trouble: .program)
        try await append(.reachable, daysAgo: 0.01, kind: .endpoints)
        let model = try store.models(now: TimeSource.noon)[0]
        #expect(model.admission == Admission(answered: 1, asked: 3))
        // Another account's requests are its own.
        await store.use(Account(rawValue: "another"))
        #expect(try store.models(now: TimeSource.noon)[0].admission == nil)
    }

    @Test func itDecidesTheOrderAmongFreeModels() {
        func model(_ id: String, _ answered: Int, _ asked: Int) -> Model {
            var model = Model(entry: CatalogEntry(id: ModelID(rawValue: id), isFree: true))
            model.verdict.availability = .reachable
            model.admission = asked == 0 ? nil : Admission(answered: answered, asked: asked)
            return model
        }
        let models = [
            model("a/never:free", 0, 0), model("b/bad:free", 0, 9), model("c/good:free", 9, 9),
        ]
        #expect(
            ModelSort(.status).sorted(models).map(\.id.rawValue)
                == ["c/good:free", "a/never:free", "b/bad:free"]
        )
    }

    @Test func aBatchOfFreeModelsThatNeverAnsweredSaysSo() {
        #expect(
            SeenAnswers.words(unprovenFree: [Self.free])?
                .hasPrefix("\(Self.free) was never seen answering here; free models") == true
        )
        #expect(SeenAnswers.words(unprovenFree: []) == nil)
    }
}
