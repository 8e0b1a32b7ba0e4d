import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// What is told of a slate when the world has moved on.
@Suite struct SlateVerifierTests {
    private static let id = "mistralai/mistral-nemo"

    @Test func whatIsUnchangedIsNotTold() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let slate = try await saved(service)
            let finding = try #require(try await verify(slate, service, .shallow).findings.first)
            #expect(finding.usability == .usable)
            #expect(finding.changes.isEmpty)
        }
    }

    @Test func aPriceThatDiffersIsTold() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            var slate = try await saved(service)
            slate.entries[0].promptPrice = Price(perMillionString: "123.5")
            slate.entries[0].completionPrice = Price(perMillionString: "0.01")
            let finding = try #require(try await verify(slate, service, .shallow).findings.first)
            let changes = finding.changes.filter { $0.field.hasSuffix("price") }
            #expect(changes.map(\.field) == ["prompt_price", "completion_price"])
            #expect(changes.map(\.before) == ["123.5", "0.01"])
            #expect(finding.usability == .usable)
        }
    }

    @Test func everyFieldIsCompared() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            var slate = try await saved(service)
            slate.entries[0].contextLength = 7
            slate.entries[0].provider = "Nobody"
            slate.entries[0].quantization = "int1"
            slate.entries[0].servedModel = "some/other"
            slate.entries[0].availability = .degraded
            let finding = try #require(try await verify(slate, service, .deep).findings.first)
            #expect(finding.availability == .verified)
            #expect(
                finding.changes.map(\.field) == [
                    "availability", "context_length", "provider", "quantization", "served_model",
                ]
            )
        }
    }

    @Test(
        arguments: [
            (.statuses([0, -2]), .usable), (.statuses([-2]), .usable), (.empty, .unusable),
            (.notFound, .unusable), (.answer(.html(status: 503)), .inconclusive),
            (.answer(.html(status: 429)), .inconclusive),
        ] as [(EndpointsScript, SlateFinding.Usability)]
    )
    func onlyADefinitiveNoIsOne(
        endpoints: EndpointsScript,
        usability: SlateFinding.Usability
    ) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let slate = try await saved(service)
            service.server.setScript(ModelScript(endpoints: endpoints), for: Self.id)
            let verification = try await verify(slate, service, .shallow)
            #expect(verification.findings.map(\.usability) == [usability])
        }
    }

    @Test func whatTheCatalogNoLongerHasIsGone() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            var slate = try await saved(service)
            slate.entries.append(SlateEntry(modelID: ModelID(rawValue: "gone/model:free")))
            slate.entries.append(SlateEntry(modelID: ModelID(rawValue: Self.id + ":nitro")))
            slate.entries.append(SlateEntry(modelID: ModelID(rawValue: Self.id.uppercased())))
            let findings = try await verify(slate, service, .shallow).findings
            #expect(findings[1].usability == .unusable)
            #expect(findings[1].cause == "gone")
            #expect(findings[1].reason == "gone from the catalog")
            #expect(findings[2].usability != .unusable)
            // The predecessor's trouble.
            #expect(findings[3].reason == "gone from the catalog, which has \(Self.id)")
        }
    }

    @Test func aDisabledModelIsNotAsked() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let slate = try await saved(service)
            let id = ModelID(rawValue: Self.id)
            try await service.store.setDisabled(true, reason: "bad answers", ids: [id])
            service.server.log.removeAll()
            let finding = try #require(try await verify(slate, service, .deep).findings.first)
            #expect(finding.usability == .unusable)
            #expect(finding.reason == "disabled: bad answers")
            #expect(
                service.server.log.entries.map(\.path) == ["/api/v1/models", "/api/v1/models/user"]
            )
        }
    }

    /// An answer of yesterday is no answer now, where the service can be asked for free.
    @Test(arguments: [503, 429])
    func anEarlierAnswerIsNoneNow(status: Int) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let slate = try await saved(service)
            let proven = try await verify(slate, service, .deep)
            #expect(proven.findings.map(\.availability) == [.verified])
            service.server.setScript(
                ModelScript(endpoints: .answer(.html(status: status))),
                for: Self.id
            )
            let verification = try await verify(slate, service, .shallow)
            #expect(verification.findings.map(\.usability) == [.inconclusive])
            #expect(verification.findings.first?.availability == .verified)
        }
    }

    @Test func withoutTheCatalogTheEndpointsDecide() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let slate = try await saved(service)
            service.server.setRoute(.html(status: 503), for: "/api/v1/models")
            let verification = try await verify(slate, service, .shallow)
            #expect(verification.catalogFailure?.httpStatus == 503)
            #expect(verification.findings.map(\.usability) == [.usable])
        }
    }

    /// An outage of what is behind the service has shortened its list before.
    @Test func aListThatShrankToLessThanHalfIsNoEvidence() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let slate = try await saved(service)
            let short = ScriptedAnswer.json(#"{"data":[{"id":"some/other-model"}]}"#)
            service.server.setRoute(short, for: "/api/v1/models")
            let verification = try await verify(slate, service, .shallow)
            #expect(verification.catalogFailure?.message.contains("shrank from") == true)
            #expect(verification.findings.map(\.usability) == [.usable])
        }
    }

    private func saved(_ service: SimulatedService) async throws -> Slate {
        let model = try #require(try await service.models()[ModelID(rawValue: Self.id)])
        return try await service.workspace().slate(of: [model])
    }

    private func verify(
        _ slate: Slate,
        _ service: SimulatedService,
        _ kind: CheckKind
    ) async throws -> SlateVerification {
        try await service.workspace().verify(slate, kind: kind)
    }
}
