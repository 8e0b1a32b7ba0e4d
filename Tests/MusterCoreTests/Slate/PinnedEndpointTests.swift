import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// What an answer and a verification say of the endpoint that a slate is pinned to.
@Suite struct PinnedEndpointTests {
    /// Without a list, a name proves only what no spelling of it explains.
    @Test(
        arguments: [
            (#"{"only":["google-vertex"]}"#, "Google", nil, false),
            (#"{"only":["nebius/fp8"]}"#, "Nebius Token Factory", nil, false),
            (#"{"only":["z-ai"]}"#, "Z.AI", nil, false),
            (#"{"only":["google-vertex"]}"#, "Acme", nil, true),
            (
                #"{"only":["deepinfra/fp8"]}"#, "DeepInfra",
                ServedEndpoint(tag: nil, quantization: "fp4"), false
            ),
            (
                #"{"only":["deepinfra/fp8"],"quantizations":["fp8"]}"#, "DeepInfra",
                ServedEndpoint(tag: nil, quantization: "fp4"), true
            ),
            (
                #"{"only":["deepinfra/fp8"],"quantizations":["fp8"]}"#, "DeepInfra",
                ServedEndpoint(tag: nil, quantization: "unknown"), false
            ),
        ] as [(String, String, ServedEndpoint?, Bool)]
    )
    func driftIsToldWithoutAList(
        json: String,
        provider: String,
        served: ServedEndpoint?,
        isDrift: Bool
    ) throws {
        let routing = try JSONDecoder().decode(ProviderRouting.self, from: Data(json.utf8))
        #expect((ProviderPin(routing).drift(provider, served) != nil) == isDrift)
    }

    @Test func theMetadataNamesTheProvider() throws {
        let json = #"""
            {"model":"t/a","choices":[],"openrouter_metadata":{"endpoints":{"available":[
            {"provider":"Other","model":"t/a","selected":false},
            {"provider":"Acme","model":"t/a","selected":true}]}}}
            """#
        let chunk = try JSONDecoder().decode(CompletionChunkResponse.self, from: Data(json.utf8))
        #expect(chunk.events(of: nil).first == .served(model: "t/a", provider: "Acme"))
    }

    /// A pin to the first endpoint, and what a slate's verification says once that has changed.
    @Test(
        arguments: [
            ([-2, 0], "fp8", .usable, "pinned to a/fp8, which is down; 1 other is up: b/bf16"),
            ([-2, -2], "fp8", .usable, "none of 2 endpoints is up; pinned to a/fp8"),
            ([0, 0], "fp4", .unusable, "pinned to a/fp8, which is now fp4; 1 other is up: b/bf16"),
        ] as [([Int], String, SlateFinding.Usability, String)]
    )
    func theVerdictIsThePinnedEndpoints(
        statuses: [Int],
        quantization: String,
        usability: SlateFinding.Usability,
        reason: String
    ) {
        let id = ModelID(rawValue: "t/a")
        let endpoints = [
            Endpoint(
                provider: "A",
                tag: "a/fp8",
                status: statuses[0],
                quantization: quantization
            ),
            Endpoint(provider: "B", tag: "b/bf16", status: statuses[1], quantization: "bf16"),
        ]
        let judged = ShallowCheck.judge(endpoints)
        var evidence = Evidence(
            modelID: id,
            observedAt: TimeSource.noon,
            kind: .endpoints,
            finding: judged.finding,
            cause: judged.reason,
            detail: judged.detail
        )
        evidence.endpoints = endpoints
        let finding = SlateComparison(
            entry: SlateEntry(
                modelID: id,
                availability: .reachable,
                routing: ProviderRouting(endpoint: "a/fp8", quantization: "fp8"),
                quantization: "fp8"
            ),
            model: Model(entry: CatalogEntry(id: id)),
            rows: nil,
            results: [CheckResult(evidence: evidence)],
            isExcluded: false,
            stop: nil,
            now: TimeSource.noon
        ).finding
        #expect(finding.usability == usability)
        #expect(finding.reason == reason)
        #expect(finding.availability == (usability == .usable ? .degraded : .unavailable))
        let isNew = quantization != "fp8"
        #expect(finding.changes.contains { $0.field == "quantization" } == isNew)
    }
}
