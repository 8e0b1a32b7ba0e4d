import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// Three hundred models with every kind of trouble, which changes from day to day.
@Suite struct WorldTests {
    /// A kind of trouble, and whether it is the model's death.
    struct Trouble: Sendable {
        let script: ModelScript
        let isDead: Bool
        let verdicts: Set<Availability>

        init(_ script: ModelScript, isDead: Bool = false, _ verdicts: Availability...) {
            self.script = script
            self.isDead = isDead
            self.verdicts = Set(verdicts)
        }
    }

    private static func refused(_ kind: RefusalKind, raw: RawShape = .text) -> ModelScript {
        ModelScript(accepts: .any, completion: .refusal(CompletionRefusal(kind, raw: raw)))
    }

    private static func json(_ status: Int, _ text: String) -> ModelScript {
        ModelScript(accepts: .any, completion: .answer(.json(text, status: status)))
    }

    static let troubles: [Trouble] = [
        Trouble(ModelScript(accepts: .any), .verified),
        Trouble(ModelScript(accepts: .casedID, completion: .reasoning), .verified),
        Trouble(ModelScript(accepts: .catalogID), .verified),
        Trouble(.dead, isDead: true, .unavailable),
        Trouble(refused(.invalidModelID), isDead: true, .unavailable),
        Trouble(refused(.noEndpoints), isDead: true, .unavailable),
        Trouble(refused(.providerNotFound), isDead: true, .unavailable),
        Trouble(refused(.providerNotFound, raw: .jsonString), isDead: true, .unavailable),
        Trouble(refused(.providerNotFound, raw: .object), isDead: true, .unavailable),
        Trouble(
            json(404, #"{"error":{"message":"gone","availability":{"code":"model_deprecated"}}}"#),
            isDead: true,
            .unavailable
        ),
        Trouble(refused(.upstreamRateLimit), .limited),
        Trouble(refused(.freeMinuteLimit), .limited),
        Trouble(refused(.internalError), .unknown),
        Trouble(refused(.badGateway, raw: .jsonString), .unknown),
        Trouble(refused(.overloaded), .unknown),
        Trouble(refused(.timeout), .unknown),
        Trouble(refused(.credits), .unknown),
        Trouble(refused(.contextLength), .unknown),
        Trouble(refused(.moderation), .unknown),
        Trouble(
            json(
                404,
                #"{"error":{"code":404,"message":"No endpoints available matching your guardrail"}}"#
            ),
            .unknown
        ),
        Trouble(
            json(404, #"{"error":{"message":"m","availability":{"code":"privacy_restricted"}}}"#),
            .unknown
        ),
        Trouble(ModelScript(accepts: .any, completion: .answer(.html(status: 404))), .unknown),
        Trouble(ModelScript(accepts: .any, completion: .answer(.html(status: 502))), .unknown),
        Trouble(ModelScript(accepts: .any, completion: .dropped), .unknown),
        Trouble(refused(.errorInSuccess), .unknown),
    ]

    @Test func everyVerdictIsRightEveryDay() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let ids = try service.store.models(now: TimeSource.noon)
                .filter { $0.huggingFaceID != nil }.prefix(300).map(\.id)
            let known = Set(ids)
            for day in 0..<3 {
                // Beyond every lifetime, so that each day stands for itself.
                let now = TimeSource.noon.addingTimeInterval(Double(day) * 2 * 86_400)
                var expected: [ModelID: Trouble] = [:]
                for (index, id) in ids.enumerated() {
                    let trouble = Self.troubles[(index + day * 7) % Self.troubles.count]
                    service.server.setScript(trouble.script, for: id.rawValue)
                    expected[id] = trouble
                }
                let models = try service.store.models(now: now).filter { known.contains($0.id) }
                let plan = CheckPlanner.plan(models, CheckOptions(.deep), now: now)
                let (outcome, results) = try await service.check(plan, time: .fixed(now))
                #expect(outcome == CheckOutcome())
                #expect(results.count == ids.count)
                for model in try service.store.models(now: now) where known.contains(model.id) {
                    let trouble = try #require(expected[model.id])
                    let verdict = model.verdict
                    #expect(!verdict.reason.isEmpty && verdict.cause != .unstated)
                    if trouble.isDead { #expect(verdict.availability == .unavailable) }
                    if trouble.verdicts == [.verified] {
                        #expect(verdict.availability == .verified, "\(model.id) on day \(day)")
                    }
                    // On later days what was definitive before outlasts what is not.
                    if day == 0 { #expect(trouble.verdicts.contains(verdict.availability)) }
                }
            }
        }
    }

    @Test func oneInTenFailsAndNoCompletionIsSent() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let models = Array(try service.store.models(now: TimeSource.noon).prefix(300))
            let html = EndpointsScript.answer(.html(status: 502))
            let scripts: [EndpointsScript] = [.empty, .degraded, .notFound, html]
            for (index, model) in models.enumerated() {
                let endpoints =
                    index % 10 == 0 ? scripts[index / 10 % scripts.count] : EndpointsScript.healthy
                service.server.setScript(ModelScript(endpoints: endpoints), for: model.id.rawValue)
            }
            service.server.log.removeAll()
            let plan = CheckPlanner.plan(models, CheckOptions(.shallow), now: TimeSource.noon)
            let (_, results) = try await service.check(plan)
            #expect(results.count == 300)
            #expect(service.server.log.count(path: "/api/v1/chat/completions") == 0)
            let judged = try await service.models()
            for (index, model) in models.enumerated() {
                let verdict = try #require(judged[model.id]?.verdict.availability)
                let expected: Availability =
                    switch index % 10 == 0 ? index / 10 % scripts.count : -1 {
                    case 0: .unavailable
                    case 1: .degraded
                    case 2: model.id.variant == nil ? .unavailable : .unknown
                    case 3: .unknown
                    default: .reachable
                    }
                #expect(verdict == expected, "\(model.id)")
            }
        }
    }
}
