import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// A slate that asks the same weights for every prompt.
@Suite struct ProviderPinTests {
    private static let id = ModelID(rawValue: "mistralai/mistral-nemo")

    private static func script(
        _ endpoints: [(tag: String, provider: String, quantization: String)],
        driftsTo: String? = nil
    ) -> ModelScript {
        var script = ModelScript(
            accepts: .any,
            endpoints: .endpoints(
                endpoints.map {
                    SimulatedEndpoint(
                        provider: $0.provider,
                        tag: $0.tag,
                        quantization: $0.quantization
                    )
                }
            )
        )
        script.driftsTo = driftsTo
        return script
    }

    private static let endpoints = [
        (tag: "novita/bf16", provider: "Novita", quantization: "bf16"),
        (tag: "deepinfra/fp8", provider: "DeepInfra", quantization: "fp8"),
        (tag: "deepinfra/bf16", provider: "DeepInfra", quantization: "bf16"),
    ]

    // MARK: - The object

    @Test(
        arguments: [
            (#"{"only":["deepinfra/fp8"]}"#, ["deepinfra/fp8"]),
            (#"{"only":["deepinfra"]}"#, ["deepinfra/fp8", "deepinfra/bf16"]),
            (#"{"only":["DeepInfra"],"quantizations":["bf16"]}"#, ["deepinfra/bf16"]),
            (#"{"quantizations":["bf16"]}"#, ["novita/bf16", "deepinfra/bf16"]),
            (#"{"ignore":["deepinfra"]}"#, ["novita/bf16"]),
            (#"{"order":["novita"],"allow_fallbacks":false}"#, ["novita/bf16"]),
            (
                #"{"order":["novita"]}"#, ["novita/bf16", "deepinfra/fp8", "deepinfra/bf16"]
            ),
            (#"{"max_price":{"prompt":0.1}}"#, ["novita/bf16"]),
            (
                #"{"only":["deepinfra"],"sort":"price","new":{"a":[1,null]}}"#,
                ["deepinfra/fp8", "deepinfra/bf16"]
            ),
        ]
    )
    func itAllowsWhatTheServiceWould(json: String, tags: [String]) throws {
        let routing = try JSONDecoder().decode(ProviderRouting.self, from: Data(json.utf8))
        let endpoints = Self.endpoints.enumerated().map { index, endpoint in
            Endpoint(
                provider: endpoint.provider,
                tag: endpoint.tag,
                quantization: endpoint.quantization,
                promptPrice: Price(perMillionString: index == 0 ? "0.05" : "0.5")
            )
        }
        #expect(endpoints.filter(routing.allows).compactMap(\.tag) == tags)
        // It is sent as it came, members that muster does not know included.
        let same = try JSONDecoder().decode(
            JSONElement.self,
            from: try JSONEncoder().encode(routing)
        )
        #expect(same == (try JSONDecoder().decode(JSONElement.self, from: Data(json.utf8))))
    }

    @Test(
        arguments: [
            ("{}", "provider is empty"), (#"{"only":"a"}"#, "only has to be a list of names"),
            (#"{"only":[1]}"#, "only has to be a list of names"),
            (#"{"allow_fallbacks":"no"}"#, "allow_fallbacks has to be true or false"),
            (#"{"max_price":3}"#, "max_price needs numbers"),
            (#"{"max_price":{"prompt":"dear"}}"#, "max_price needs numbers"),
        ]
    )
    func whatIsNoRoutingIsRefused(json: String, reason: String) throws {
        let members = try JSONDecoder().decode(JSONMembers.self, from: Data(json.utf8))
        let error = #expect(throws: ProviderRouting.Malformed.self) {
            try ProviderRouting(members)
        }
        #expect(error?.reason.hasPrefix(reason) == true)
    }

    // MARK: - The file

    @Test func aSlateKeepsTheObject() throws {
        let yaml = """
            version: 1
            models:
              - model_id: a/b
                provider: {only: [deepinfra/fp8], quantizations: [fp8], allow_fallbacks: false, \
            max_price: {prompt: 0.15, completion: "1"}, require_parameters: true, later: [1, x]}
                provider_name: DeepInfra
              - model_id: c/d
                provider: Novita
            """
        let slate = try Slate(yaml: yaml)
        let routing = try #require(slate.entries[0].routing)
        #expect(routing.only == ["deepinfra/fp8"] && routing.quantizations == ["fp8"])
        #expect(!routing.allowsFallbacks)
        #expect(slate.entries[0].provider == "DeepInfra")
        #expect(slate.entries[1].routing == nil && slate.entries[1].provider == "Novita")
        #expect(slate.yaml == yaml)
        var changed = slate
        changed.entries[1].contextLength = 7
        let written = changed.yaml
        #expect(
            written.contains(
                "provider: {only: [deepinfra/fp8], quantizations: [fp8], allow_fallbacks: false, "
            )
        )
        #expect(try Slate(yaml: written) == changed)
    }

    @Test func aMalformedPinIsToldWithItsLine() {
        let yaml = "version: 1\nmodels:\n  - model_id: a/b\n    provider: {only: deepinfra}\n"
        #expect(
            throws: SlateError.malformed(line: 4, reason: "only has to be a list of names")
        ) { try Slate(yaml: yaml) }
    }

    /// Hugging Face's router is sent one provider, behind the ID.
    @Test(
        arguments: [
            (#"{"only":["novita"]}"#, true), (#"{"only":["novita","sambanova"]}"#, false),
            (#"{"quantizations":["fp8"]}"#, false), (#"{"order":["a","b"]}"#, false),
        ]
    )
    func aSuffixSaysAWholePinOrNot(json: String, isWhole: Bool) throws {
        let routing = try JSONDecoder().decode(ProviderRouting.self, from: Data(json.utf8))
        #expect(ServiceKind.huggingFace.sendsAll(of: routing) == isWhole)
        #expect(ServiceKind.openRouter.sendsAll(of: routing))
    }

    // MARK: - The run

    @Test func everyRequestCarriesItAndDriftIsFailed() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.setScript(Self.script(Self.endpoints), for: Self.id.rawValue)
            try await TemporaryFolder.withFolder { folder in
                let request = try await Self.request(service, folder, count: 3)
                let session = BatchSession(service.workspace(time: .dated, waits: .system))
                let proposal = try await session.prepare(request)
                let outcome = await session.run(proposal.id) { _ in }
                #expect(outcome?.stop == nil)
                let bodies = service.server.log.entries
                    .filter { $0.path.hasSuffix("/chat/completions") }.map(\.bodyText)
                #expect(bodies.count == 3)
                for body in bodies {
                    #expect(body.contains(#""only":["deepinfra/fp8"]"#))
                    #expect(body.contains(#""allow_fallbacks":false"#))
                }
                let all = try await session.prepare(request)
                #expect(all.summary.answered == 3)
                await session.abandon(all.id)
            }
        }
    }

    /// From another provider, and from the same one at another quantization.
    @Test(arguments: ["Novita", "deepinfra at bf16"])
    func anAnswerFromElsewhereIsDrifted(to other: String) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            var endpoints = Self.endpoints
            // The last of a provider's endpoints is the one that a drift by name finds.
            if other != "Novita" { endpoints = [endpoints[2], endpoints[1]] }
            service.server.setScript(
                Self.script(endpoints, driftsTo: other == "Novita" ? "Novita" : "DeepInfra"),
                for: Self.id.rawValue
            )
            try await TemporaryFolder.withFolder { folder in
                // More at once than it takes for the model to be asked no more: all are paid for.
                var request = try await Self.request(service, folder, count: 8)
                request.options.concurrency = 4
                let session = BatchSession(service.workspace(time: .dated, waits: .system))
                let proposal = try await session.prepare(request)
                let outcome = await session.run(proposal.id) { _ in }
                #expect(outcome?.refusals.map(\.failure.kind) == [.drifted])
                let text = try String(
                    contentsOf: URL(filePath: request.resultsPath),
                    encoding: .utf8
                )
                let lines = text.split(separator: "\n")
                let asked = service.server.log.entries.count { $0.path.hasSuffix("/completions") }
                #expect(lines.count == asked && asked < 8)
                for line in lines {
                    #expect(line.contains(#""status":"failed""#))
                    #expect(line.contains(#""kind":"drifted""#))
                    #expect(!line.contains(#""text":"""#) && line.contains(#""text":""#))
                }
                // The model answered all the same, so it is alive.
                #expect(try await service.models()[Self.id]?.verdict.availability == .verified)
            }
        }
    }

    @Test func aLostEndpointIsNamedWhileOthersAreUp() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.setScript(Self.script(Self.endpoints), for: Self.id.rawValue)
            let slate = try await Self.slate(service)
            let workspace = service.workspace()
            let before = try await workspace.verify(slate, kind: .shallow).findings
            #expect(before.map(\.usability) == [.usable])
            service.server.setScript(
                Self.script([Self.endpoints[0], Self.endpoints[2]]),
                for: Self.id.rawValue
            )
            let after = try await workspace.verify(slate, kind: .shallow).findings
            #expect(after.map(\.usability) == [.unusable])
            #expect(
                after[0].reason == "pinned to deepinfra/fp8, which is gone; "
                    + "2 others are up: novita/bf16, deepinfra/bf16"
            )
            // The model itself is as it was.
            #expect(try await service.models()[Self.id]?.verdict.availability == .reachable)
        }
    }

    // MARK: - Checks of one endpoint

    @Test(
        arguments: [
            ("deepinfra/fp8", nil, .answered, .verified),
            ("deepinfra/fp4", nil, .refused, .unavailable),
            ("deepinfra/fp8", "Novita", .refused, .unavailable),
        ] as [(String, String?, Evidence.Finding, Availability)]
    )
    func aCheckOfOneEndpointIsAboutThatOne(
        tag: String,
        drift: String?,
        finding: Evidence.Finding,
        availability: Availability
    ) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.setScript(
                Self.script(Self.endpoints, driftsTo: drift),
                for: Self.id.rawValue
            )
            let models = try await service.workspace().models([Self.id])
            var options = CheckOptions(.deep)
            options.endpoint = tag
            let plan = CheckPlanner.plan(models, options, now: TimeSource.noon)
            let result = try #require(try await service.check(plan).results.first)
            #expect(result.evidence.finding == finding)
            #expect(result.evidence.endpoint == tag)
            #expect(result.verdict.availability == availability)
            // Only an answer says something of the model.
            let model = try await service.models()[Self.id]
            #expect(model?.verdict.availability == (finding == .answered ? .verified : .unknown))
        }
    }

    @Test func whatAnsweredIsPinned() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.setScript(Self.script(Self.endpoints), for: Self.id.rawValue)
            let workspace = service.workspace()
            let models = try await workspace.models([Self.id])
            let unknown = try await workspace.slate(of: models, pins: true)
            #expect(unknown.entries[0].routing == nil)
            for kind in [CheckKind.shallow, .deep] {
                let plan = CheckPlanner.plan(models, CheckOptions(kind), now: TimeSource.noon)
                _ = try await service.check(plan)
            }
            let slate = try await workspace.slate(of: models, pins: true)
            let routing = try #require(slate.entries[0].routing)
            #expect(routing.only.count == 1 && routing.quantizations.count == 1)
            #expect(routing.only[0].hasSuffix("/" + routing.quantizations[0]))
            #expect(!routing.allowsFallbacks)
            #expect(try await workspace.togglePin(of: models[0]) == routing)
            let pinned = try #require(try await workspace.models([Self.id]).first)
            #expect(pinned.pin == routing)
            #expect(GenerationRequest(pinned, prompt: "x").pin?.routing == routing)
            #expect(try await workspace.slate(of: [pinned]).entries[0].routing == routing)
            #expect(try await workspace.togglePin(of: pinned) == nil)
        }
    }

    // MARK: - Exports

    @Test func otherToolsGetItWhereTheirFilesCanSayIt() throws {
        let models = [
            ExportedModel(modelID: Self.id, routing: ProviderRouting(endpoint: "deepinfra/fp8"))
        ]
        let litellm = ExportedFile.litellm(models)
        #expect(
            litellm.contains(
                "    extra_body:\n"
                    + "      provider: {only: [deepinfra/fp8], allow_fallbacks: false}\n"
            )
        )
        let promptfoo = ExportedFile.promptfoo(models)
        #expect(
            promptfoo.contains(
                "    passthrough:\n"
                    + "      provider: {only: [deepinfra/fp8], allow_fallbacks: false}\n"
            )
        )
    }

    // MARK: - What they share

    private static func slate(_ service: SimulatedService) async throws -> Slate {
        var slate = try await service.workspace().slate(
            of: try await service.workspace().models([id])
        )
        slate.entries[0].routing = ProviderRouting(endpoint: "deepinfra/fp8", quantization: "fp8")
        return slate
    }

    private static func request(
        _ service: SimulatedService,
        _ folder: TemporaryFolder,
        count: Int
    ) async throws -> BatchRequest {
        let prompts = (1...count).map { #"{"id":"\#($0)","prompt":"Say \#($0)."}"# }
        let path = folder.file("prompts.jsonl")
        try Data((prompts.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        var request = BatchRequest(
            modelIDs: [id],
            promptsPath: path,
            resultsPath: folder.file("results.jsonl")
        )
        request.slate = try await slate(service)
        return request
    }
}
