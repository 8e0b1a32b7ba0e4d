import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Synchronization
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct ClientTests {
    @Test(arguments: [
        "mistralai/mistral-nemo", "agentica-org/deepcoder-14b-preview:free", "~openai/gpt-latest",
    ])
    func aModelIsLookedUpByItsIDAsItIs(id: String) async throws {
        try await SimulatedService.withService { service in
            let row = try await service.client.lookUp(ModelID(rawValue: id))
            #expect(row?.entry.id.rawValue == id)
            let path = try #require(service.server.log.entries.first?.path)
            #expect(path.removingPercentEncoding == "/api/v1/model/\(id)")
        }
    }

    @Test func aModelThatNobodyKnowsIsNil() async throws {
        try await SimulatedService.withService { service in
            let row = try await service.client.lookUp(ModelID(rawValue: "no/body"))
            #expect(row == nil)
        }
    }

    @Test(
        arguments: [
            (.html(status: 200), .malformed), (.json("{}"), .malformed), (.json(""), .malformed),
            (.html(status: 503), .server), (.error("x", status: 429), .rateLimited),
            (.error("x", status: 401), .unauthorized),
        ] as [(ScriptedAnswer, ServiceFailure.Kind)]
    )
    func everythingElseIsAFailure(answer: ScriptedAnswer, kind: ServiceFailure.Kind) async throws {
        try await SimulatedService.withService { service in
            let id = ModelID(rawValue: "a/b")
            service.server.setRoute(answer, for: "/api/v1/models")
            service.server.setRoute(answer, for: "/api/v1/model/a/b")
            service.server.setRoute(answer, for: "/api/v1/models/a/b/endpoints")
            await expectFailure(kind) { try await service.client.fetchCatalog() }
            await expectFailure(kind) { try await service.client.lookUp(id) }
            await expectFailure(kind) { try await service.client.fetchEndpoints(id) }
        }
    }

    @Test func endpointsAreReadLeniently() async throws {
        try await SimulatedService.withService { service in
            let body = """
                {"data":{"id":"a/b","endpoints":[
                {"provider_name":"X","status":-2,"uptime_last_30m":91.1,"quantization":"fp8",
                "context_length":8192,"pricing":{"prompt":"0.000001","completion":"0.000002",
                "discount":0}},
                {"provider_name":"Y","status":0,"uptime_last_30m":null},{}]}}
                """
            service.server.setRoute(.json(body), for: "/api/v1/models/a/b/endpoints")
            let endpoints = try await service.client.fetchEndpoints(ModelID(rawValue: "a/b"))
            #expect(endpoints.map(\.provider) == ["X", "Y", "unknown"])
            #expect(endpoints.map(\.status) == [-2, 0, nil])
            #expect(endpoints.map(\.isUp) == [false, true, true])
            #expect(endpoints.map(\.uptime) == [91.1, nil, nil])
            #expect(endpoints[0].promptPrice?.perMillionString == "1")
            #expect(endpoints[0].quantization == "fp8")
            #expect(endpoints[0].contextLength == 8192)
        }
    }

    @Test func aModelWithoutEndpointsHasAnEmptyList() async throws {
        try await SimulatedService.withService { service in
            let id = ModelID(rawValue: "agentica-org/deepcoder-14b-preview")
            let endpoints = try await service.client.fetchEndpoints(id)
            #expect(endpoints.isEmpty)
        }
    }

    @Test func theKeyIsChecked() async throws {
        let right = SimulatorConfiguration(acceptedKeys: [SimulatedService.key])
        try await SimulatedService.withService(right) { try await $0.client.fetchKeyStatus() }
        let wrong = SimulatorConfiguration(acceptedKeys: ["sk-another"])
        try await SimulatedService.withService(wrong) { service in
            await expectFailure(.unauthorized) { try await service.client.fetchKeyStatus() }
        }
    }

    @Test func aRefusedKeyIsTold() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: ["sk-another"])
        try await SimulatedService.withService(configuration) { service in
            let key = try #require(APIKey(SimulatedService.key))
            let refused = Mutex<[APIKey]>([])
            let client = OpenRouterClient.live(
                baseURL: service.client.baseURL,
                transport: service.transport,
                limits: RequestLimits(timeout: .seconds(1500)),
                refuse: { key in refused.withLock { $0.append(key) } }
            ) { () throws(ServiceFailure) in key }
            await expectFailure(.unauthorized) { try await client.fetchKeyStatus() }
            let request = CompletionRequest(model: "mistralai/mistral-nemo", prompt: "x")
            await expectFailure(.unauthorized) { try await client.complete(request) { _ in } }
            #expect(refused.withLock { $0 } == [key, key])
        }
    }

    @Test func theRequestSaysWhatTheUserAsked() async throws {
        try await SimulatedService.withService { service in
            let request = CompletionRequest(
                model: "mistralai/mistral-nemo",
                systemPrompt: "Be \"brief\".",
                prompt: "Wörld\n\u{1F42C}",
                maxTokens: 77
            )
            try await service.client.complete(request) { _ in }
            let body = try #require(service.server.log.entries.first?.body)
            let json = try #require(
                try JSONSerialization.jsonObject(with: body) as? [String: Any]
            )
            #expect(json["model"] as? String == "mistralai/mistral-nemo")
            #expect(json["stream"] as? Bool == true)
            #expect(json["max_tokens"] as? Int == 77)
            #expect(
                json["messages"] as? [[String: String]] == [
                    ["role": "system", "content": "Be \"brief\"."],
                    ["role": "user", "content": "Wörld\n\u{1F42C}"],
                ]
            )
        }
    }

    @Test(
        arguments: [
            (nil, nil, #"{"max_tokens":4096}"#),
            (0.7, .high, #"{"max_tokens":4096,"reasoning":{"effort":"high"},"temperature":0.7}"#),
            (
                0, ReasoningEffort.none,
                #"{"max_tokens":4096,"reasoning":{"effort":"none"},"temperature":0}"#
            ),
        ] as [(Double?, ReasoningEffort?, String)]
    )
    func parametersAreSentOnlyWhenGiven(
        temperature: Double?,
        effort: ReasoningEffort?,
        json: String
    ) async throws {
        try await SimulatedService.withService { service in
            var request = CompletionRequest(model: "mistralai/mistral-nemo", prompt: "Hi")
            request.temperature = temperature
            request.reasoningEffort = effort
            try await service.client.complete(request) { _ in }
            let body = try #require(service.server.log.entries.last?.body)
            var members = try #require(
                try JSONSerialization.jsonObject(with: body) as? [String: Any]
            )
            for key in ["model", "messages", "stream", "stream_options"] { members[key] = nil }
            let expected = try JSONSerialization.jsonObject(with: Data(json.utf8))
            #expect(NSDictionary(dictionary: members) == expected as? NSDictionary)
        }
    }

    @Test(arguments: [RefusalKind.errorInSuccess, .unavailable])
    func anErrorSaysWhenToComeBackWhateverItsStatus(kind: RefusalKind) async throws {
        try await SimulatedService.withService { service in
            let refusal = CompletionRefusal(kind, retryAfter: "7")
            service.server.setScript(
                ModelScript(accepts: .any, completion: .refusal(refusal)),
                for: "mistralai/mistral-nemo"
            )
            let request = CompletionRequest(model: "mistralai/mistral-nemo", prompt: "Hi")
            do throws(ServiceFailure) {
                try await service.client.complete(request) { _ in }
                Issue.record("it is answered")
            } catch {
                #expect(error.kind == .server)
                #expect(error.retryAfter == .seconds(7))
            }
        }
    }

    @Test func theHubSpellsNames() async throws {
        try await SimulatedService.withService { service in
            let table: [(String, String?)] = [
                ("minimaxai/minimax-m3", "MiniMaxAI/MiniMax-M3"),
                ("mallory/TrustMe-7B", "mallory/TrustMe-7B"),
                // Renamed, by a redirect on the same host.
                (
                    "cognitivecomputations/Dolphin3.0-Mistral-24B", "dphn/Dolphin3.0-Mistral-24B"
                ),
                // Private or missing: the Hub answers 401.
                ("microsoft/WizardLM-2-8x22B", nil),
            ]
            for (name, canonical) in table {
                let answer = try await service.hub.canonicalID(HuggingFaceID(rawValue: name))
                #expect(answer?.rawValue == canonical)
            }
        }
    }

    @Test(
        arguments: [
            (.html(status: 200), .malformed), (.json(#"{"id":""}"#), .malformed),
            (.error("x", status: 429), .rateLimited), (.error("x", status: 500), .server),
        ] as [(ScriptedAnswer, ServiceFailure.Kind)]
    )
    func aHubInTroubleIsAFailure(answer: ScriptedAnswer, kind: ServiceFailure.Kind) async throws {
        try await SimulatedService.withService { service in
            service.server.setRoute(answer, for: "/api/models/a/b")
            await expectFailure(kind) {
                try await service.hub.canonicalID(HuggingFaceID(rawValue: "a/b"))
            }
        }
    }
}
