import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// What the endpoints list tells of each endpoint, with a key and without.
@Suite struct EndpointTests {
    private static let id = ModelID(rawValue: "mistralai/mistral-nemo")
    private static let script = ModelScript(
        endpoints: .endpoints([
            SimulatedEndpoint(
                provider: "Slow",
                tag: "slow/bf16",
                quantization: "bf16",
                supportedParameters: ["temperature", "tools"],
                priceFactor: 2,
                latency: 4000,
                throughput: 10
            ),
            SimulatedEndpoint(
                provider: "DeepInfra",
                tag: "deepinfra/fp8",
                quantization: "fp8",
                supportedParameters: ["temperature", "seed"],
                maxCompletionTokens: 8192,
                maxPromptTokens: 32_000,
                caches: true,
                latency: 620,
                throughput: 81
            ),
            SimulatedEndpoint(
                provider: "Down",
                tag: "down/int4",
                quantization: "int4",
                status: -5,
                supportedParameters: ["logit_bias"],
                throughput: 900
            ),
        ])
    )

    @Test(arguments: [SimulatedService.key, nil])
    func theKeyTellsThePace(key: String?) async throws {
        try await SimulatedService.withService(key: key) { service in
            service.server.setScript(Self.script, for: Self.id.rawValue)
            let endpoints = try await service.client.fetchEndpoints(Self.id)
            #expect(endpoints.map(\.tag) == ["slow/bf16", "deepinfra/fp8", "down/int4"])
            let fast = endpoints[1]
            #expect(fast.maxCompletionTokens == 8192 && fast.maxPromptTokens == 32_000)
            #expect(fast.supportedParameters == ["temperature", "seed"])
            #expect(fast.cachesImplicitly == true)
            #expect(fast.latency?.p50 == (key == nil ? nil : 620))
            #expect(fast.throughput?.p50 == (key == nil ? nil : 81))
            #expect((fast.latency?.p99 ?? 0 > 620) == (key != nil))
        }
    }

    /// A refused key does not hide a public list.
    @Test func aRefusedKeyIsLeftOut() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: ["sk-another"])
        try await SimulatedService.withService(configuration) { service in
            let endpoints = try await service.client.fetchEndpoints(Self.id)
            #expect(endpoints.count == 3 && endpoints[0].throughput == nil)
        }
    }

    @Test func itIsStoredFilteredAndSorted() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.setScript(Self.script, for: Self.id.rawValue)
            let models = try await service.workspace().models([Self.id])
            let plan = CheckPlanner.plan(models, CheckOptions(.shallow), now: TimeSource.noon)
            _ = try await service.check(plan)
            let all = Array(try await service.models().values)
            func found(_ filter: String) -> [ModelID] {
                ModelFilter(filter).select(from: all, sort: nil, now: TimeSource.noon).map(\.id)
            }
            let summary = try #require(all.first { $0.id == Self.id }?.endpoints)
            // That of the cheapest endpoint that is up.
            #expect(summary.speed == 81 && summary.latency == 620)
            #expect(found("speed>=50") == [Self.id])
            #expect(found("speed>=82").isEmpty)
            #expect(found("latency<=1s") == [Self.id])
            #expect(found("latency<=500ms").isEmpty)
            // Neither what the row claims counts, nor what only an endpoint that is down has.
            #expect(found("mistral-nemo param:seed").contains(Self.id))
            #expect(!found("mistral-nemo param:logit_bias").contains(Self.id))
            #expect(!found("mistral-nemo param:max_tokens").contains(Self.id))
            let stored = try await service.store.evidence(of: Self.id)
            let live = try await service.client.fetchEndpoints(Self.id)
            #expect(stored.first?.endpoints == live)
        }
    }

    @Test func oneBadgePerEndpoint() {
        let endpoints = [
            Endpoint(provider: "A", tag: "a/fp8"), Endpoint(provider: "A", tag: "a/bf16"),
            Endpoint(provider: "B", tag: "b", status: -2), Endpoint(provider: "C", tag: "c"),
        ]
        func piece(_ finding: Evidence.Finding, _ provider: String, _ tag: String?) -> Evidence {
            var piece = Evidence(
                modelID: Self.id,
                observedAt: TimeSource.noon,
                kind: .completion,
                finding: finding,
                detail: "as seen"
            )
            (piece.provider, piece.endpoint) = (provider, tag)
            return piece
        }
        let evidence = [
            piece(.answered, "A", nil), piece(.refused, "A", "a/bf16"), piece(.answered, "C", nil),
        ]
        func badges(after hours: Double) -> [Availability] {
            endpoints.map {
                $0.availability(
                    among: endpoints,
                    evidence: evidence,
                    now: TimeSource.noon.addingTimeInterval(hours * 3600)
                )
            }
        }
        // An answer by `A` does not say which of its two endpoints gave it.
        #expect(badges(after: 1) == [.reachable, .unavailable, .degraded, .verified])
        #expect(badges(after: 25) == [.reachable, .reachable, .degraded, .reachable])
    }
}
