import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// Three hundred models with every kind of trouble, which changes from day to day.
@Suite struct WorldTests {
    /// A kind of trouble, and whether it is the model's death.
    struct Ailment: Sendable {
        let script: ModelScript
        let isDead: Bool
        let trouble: Trouble?
        let verdicts: Set<Availability>

        init(
            _ script: ModelScript,
            isDead: Bool = false,
            trouble: Trouble? = nil,
            _ verdicts: Availability...
        ) {
            self.script = script
            self.isDead = isDead
            self.trouble = isDead ? .model : trouble
            self.verdicts = Set(verdicts)
        }
    }

    private static func refused(_ kind: RefusalKind, raw: RawShape = .text) -> ModelScript {
        ModelScript(accepts: .any, completion: .refusal(CompletionRefusal(kind, raw: raw)))
    }

    private static func json(_ status: Int, _ text: String) -> ModelScript {
        ModelScript(accepts: .any, completion: .answer(.json(text, status: status)))
    }

    static let ailments: [Ailment] = [
        Ailment(ModelScript(accepts: .any), .verified),
        Ailment(ModelScript(accepts: .casedID, completion: .reasoning), .verified),
        Ailment(ModelScript(accepts: .catalogID), .verified),
        Ailment(.dead, isDead: true, .unavailable),
        Ailment(refused(.invalidModelID), isDead: true, .unavailable),
        Ailment(refused(.noEndpoints), isDead: true, .unavailable),
        Ailment(refused(.providerNotFound), isDead: true, .unavailable),
        Ailment(refused(.providerNotFound, raw: .jsonString), isDead: true, .unavailable),
        Ailment(refused(.providerNotFound, raw: .object), isDead: true, .unavailable),
        Ailment(
            json(404, #"{"error":{"message":"gone","availability":{"code":"model_deprecated"}}}"#),
            isDead: true,
            .unavailable
        ),
        Ailment(refused(.upstreamRateLimit), trouble: .moment, .limited),
        Ailment(refused(.freeMinuteLimit), trouble: .moment, .limited),
        Ailment(refused(.internalError), trouble: .moment, .unknown),
        Ailment(refused(.badGateway, raw: .jsonString), trouble: .moment, .unknown),
        Ailment(refused(.overloaded), trouble: .moment, .unknown),
        Ailment(refused(.timeout), trouble: .moment, .unknown),
        Ailment(refused(.credits), trouble: .account, .unavailable),
        Ailment(refused(.contextLength), trouble: .request, .unknown),
        Ailment(refused(.moderation), trouble: .request, .unknown),
        Ailment(
            json(
                404,
                #"{"error":{"code":404,"message":"No endpoints available matching your guardrail"}}"#
            ),
            trouble: .account,
            .unavailable
        ),
        Ailment(
            json(404, #"{"error":{"message":"m","availability":{"code":"privacy_restricted"}}}"#),
            trouble: .account,
            .unavailable
        ),
        Ailment(
            ModelScript(accepts: .any, completion: .answer(.html(status: 404))),
            trouble: .way,
            .unknown
        ),
        Ailment(
            ModelScript(accepts: .any, completion: .answer(.html(status: 502))),
            trouble: .way,
            .unknown
        ),
        Ailment(ModelScript(accepts: .any, completion: .dropped), trouble: .way, .unknown),
        Ailment(refused(.errorInSuccess), trouble: .moment, .unknown),
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
                var expected: [ModelID: Ailment] = [:]
                for (index, id) in ids.enumerated() {
                    let ailment = Self.ailments[(index + day * 7) % Self.ailments.count]
                    service.server.setScript(ailment.script, for: id.rawValue)
                    expected[id] = ailment
                }
                let models = try service.store.models(now: now).filter { known.contains($0.id) }
                let plan = CheckPlanner.plan(models, CheckOptions(.deep), now: now)
                let (outcome, results) = try await service.check(plan, time: .fixed(now))
                #expect(outcome == CheckOutcome())
                #expect(results.count == ids.count)
                for model in try service.store.models(now: now) where known.contains(model.id) {
                    let ailment = try #require(expected[model.id])
                    let verdict = model.verdict
                    #expect(!verdict.reason.isEmpty && verdict.cause != .unstated)
                    if ailment.isDead { #expect(verdict.availability == .unavailable) }
                    if ailment.verdicts == [.verified] {
                        #expect(verdict.availability == .verified, "\(model.id) on day \(day)")
                    }
                    if verdict.availability == .unavailable {
                        #expect(verdict.trouble == .model || verdict.trouble == .account)
                        let isKey = verdict.reason.hasPrefix("not for this key: ")
                        #expect(isKey == (verdict.trouble == .account))
                    }
                    if day == 0 { #expect(verdict.trouble == ailment.trouble) }
                    // On later days what was definitive before outlasts what is not.
                    if day == 0 { #expect(ailment.verdicts.contains(verdict.availability)) }
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
