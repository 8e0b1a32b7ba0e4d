import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// `GET /endpoints/zdr`: which endpoints keep no data.
@Suite(.timeLimit(.minutes(30)))
struct ZeroRetentionTests {
    private static let route = "/api/v1/endpoints/zdr"
    private static let nemo = ModelID(rawValue: "mistralai/mistral-nemo")
    private static let grok = ModelID(rawValue: "x-ai/grok-code-fast-1")

    private static func list(_ rows: String) -> ScriptedAnswer {
        .json(#"{"data":[\#(rows)]}"#)
    }

    @Test func aRefreshTellsWhereNoDataIsKept() async throws {
        try await SimulatedService.withService { service in
            let rows =
                #"{"model_id":"mistralai/mistral-nemo","tag":"novita/fp8"},"#
                + #"{"model_id":"mistralai/mistral-nemo","tag":"deepinfra"},"#
                + #"{"model_id":"nobody/knows","tag":"x"},{"tag":"y"},{"model_id":7,"tag":"z"}"#
            service.server.setRoute(Self.list(rows), for: Self.route)
            _ = try await service.refresh()
            let models = try await service.models()
            #expect(models[Self.nemo]?.entry.traits.zeroRetention == ["deepinfra", "novita/fp8"])
            #expect(models[Self.grok]?.entry.traits.zeroRetention == [])
            let kept = ModelFilter("is:zdr").select(
                from: Array(models.values),
                sort: nil,
                now: TimeSource.noon
            )
            #expect(kept.map(\.id) == [Self.nemo])
            // A list that loses a model takes it away.
            service.server.setRoute(Self.list(""), for: Self.route)
            _ = try await service.refresh()
            #expect(try await service.models()[Self.nemo]?.entry.traits.zeroRetention == [])
        }
    }

    /// A service without the list, or in trouble, takes nothing away and stops no refresh.
    @Test(
        arguments: [
            ScriptedAnswer.error("Not Found", status: 404), .json("{}"), .html(status: 502),
            .error("No", status: 401),
        ]
    )
    func whatIsNotToldChangesNothing(answer: ScriptedAnswer) async throws {
        try await SimulatedService.withService { service in
            service.server.setRoute(answer, for: Self.route)
            #expect(try await service.refresh().total == 340)
            #expect(try await service.models()[Self.nemo]?.entry.traits.zeroRetention == nil)
            let row = #"{"model_id":"mistralai/mistral-nemo","tag":"novita"}"#
            service.server.setRoute(Self.list(row), for: Self.route)
            _ = try await service.refresh()
            service.server.setRoute(answer, for: Self.route)
            _ = try await service.refresh()
            #expect(try await service.models()[Self.nemo]?.entry.traits.zeroRetention == ["novita"])
        }
    }

    @Test func theSimulatorListsSomeOfThePaidEndpoints() async throws {
        try await SimulatedService.withService { service in
            _ = try await service.refresh()
            let models = try await service.models().values
            let lists = models.compactMap(\.entry.traits.zeroRetention)
            #expect(lists.count == models.count)
            #expect(lists.contains { !$0.isEmpty } && lists.contains { $0.isEmpty })
            #expect(models.allSatisfy { !$0.isFree || $0.entry.traits.zeroRetention == [] })
        }
    }
}
