import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Rows as each kind of service sends them.
@Suite struct ServiceKindTests {
    @Test(
        arguments: [
            ("https://openrouter.ai/api/v1", "openrouter"),
            ("https://eu.openrouter.ai/api/v1", "openrouter"),
            ("http://127.0.0.1:8931/api/v1", "openrouter"),
            ("https://router.huggingface.co/v1", "huggingface"),
            ("https://ai-gateway.vercel.sh/v1", "vercel"),
            ("https://api.groq.com/openai/v1", "openai"), ("http://127.0.0.1:8000/v1", "openai"),
            ("https://notopenrouter.ai/v1", "openai"),
        ]
    )
    func aHostTellsItsKind(address: String, name: String) throws {
        let url = try #require(ServiceURL(address))
        #expect(ServiceKind(of: url).name == name)
        #expect(ServiceKind(name: name) == ServiceKind(of: url))
    }

    /// Rows of servers with OpenAI's API, with the context and the longest answer that they state.
    @Test(
        arguments: [
            (
                #"{"id":"Qwen/Qwen3-32B","object":"model","owned_by":"vllm","max_model_len":40960}"#,
                40960, nil
            ),
            (
                #"{"id":"m.gguf","object":"model","meta":{"n_ctx":4096,"n_ctx_train":32768}}"#,
                4096, nil
            ),
            (#"{"id":"m.gguf","meta":{"n_ctx_train":32768}}"#, 32768, nil),
            (
                #"{"id":"llama-3.3-70b","active":true,"context_window":131072,"max_completion_tokens":32768}"#,
                131072, 32768
            ),
            (
                #"{"id":"gpt-4o","max_input_tokens":128000,"max_output_tokens":16384}"#, 128000,
                16384
            ),
            (#"{"id":"phi","loaded_context_length":8192,"max_context_length":131072}"#, 8192, nil),
            (#"{"id":"llama3:8b","object":"model","created":1,"owned_by":"library"}"#, nil, nil),
            (#"{"id":"x","context_window":0,"max_model_len":"odd"}"#, nil, nil),
        ] as [(String, Int?, Int?)]
    )
    func limitsAreReadUnderTheirNames(json: String, context: Int?, answer: Int?) throws {
        let model = try ServiceKind.openAI.readRow(Data(json.utf8), JSONDecoder())
        #expect(model.entry.contextLength == context)
        #expect(model.entry.maxCompletionTokens == answer)
        #expect(model.entry.promptPrice == nil && model.huggingFaceID == nil)
        #expect(model.endpoints == nil)
    }

    @Test func aGatewaysPricesAreForATokenUnderOtherNames() throws {
        let json = #"""
            {"id":"alibaba/qwen3-32b","object":"model","created":1,"owned_by":"alibaba","type":"language",
            "context_window":40960,"max_tokens":8192,"tags":["tool-use"],
            "pricing":{"input":"0.0000001","output":"0.0000003"}}
            """#
        let entry = try ServiceKind.vercel.readRow(Data(json.utf8), JSONDecoder()).entry
        #expect(entry.promptPrice?.perToken == Decimal(string: "0.0000001"))
        #expect(entry.completionPrice?.perToken == Decimal(string: "0.0000003"))
        #expect((entry.contextLength, entry.maxCompletionTokens) == (40960, 8192))
        #expect(entry.outputModalities == ["text"] && !entry.isFree)
    }

    /// An amount below zero would let a batch pass its limit.
    @Test(arguments: [#""1,5""#, #""0.5 per token""#, "-1", #""-0.1""#, "1e300", "null", "[]"])
    func noPriceIsReadOfWhatIsNoNumber(price: String) throws {
        let gateway =
            #"{"id":"a/b","type":"language","pricing":{"input":\#(price),"output":\#(price)}}"#
        let entry = try ServiceKind.vercel.readRow(Data(gateway.utf8), JSONDecoder()).entry
        #expect(entry.promptPrice == nil && entry.completionPrice == nil)
        let router = #"""
            {"id":"a/b","providers":[{"provider":"p","status":"live","pricing":{"input":\#(price)}}]}
            """#
        let model = try ServiceKind.huggingFace.readRow(Data(router.utf8), JSONDecoder())
        #expect(model.endpoints?.first?.promptPrice == nil && model.entry.promptPrice == nil)
    }

    @Test func aRoutersRowHasItsEndpoints() throws {
        let json = #"""
            {"id":"Qwen/Qwen3-32B","object":"model","created":1745000000,"owned_by":"Qwen",
            "architecture":{"input_modalities":["text"],"output_modalities":["text"]},
            "providers":[
            {"provider":"nebius","status":"live","context_length":40960,"pricing":{"input":0.2,"output":0.6},
            "supports_tools":true,"supports_structured_output":true,"throughput":50},
            {"provider":"novita","status":"live","context_length":32768,"pricing":{"input":0.1,"output":0.45},
            "supports_tools":false,"first_token_latency_ms":512.5},
            {"provider":"groq","status":"error"},{"provider":"free","status":"error","is_free":true}]}
            """#
        let model = try ServiceKind.huggingFace.readRow(Data(json.utf8), JSONDecoder())
        #expect(model.huggingFaceID?.rawValue == "Qwen/Qwen3-32B")
        // The cheapest that is live, in US dollars for a million tokens.
        #expect(model.entry.promptPrice?.perToken == Decimal(string: "0.0000001"))
        #expect(model.entry.completionPrice?.perToken == Decimal(string: "0.00000045"))
        #expect(model.entry.contextLength == 40960 && !model.entry.isFree)
        #expect(model.entry.supportedParameters.contains("structured_outputs"))
        let endpoints = try #require(model.endpoints)
        #expect(endpoints.map(\.isUp) == [true, true, false, false])
        #expect(endpoints.map(\.tag) == ["nebius", "novita", "groq", "free"])
        #expect(endpoints[1].latency?.p50 == 512.5 && endpoints[0].throughput?.p50 == 50)
        #expect(endpoints[1].supportedParameters == [] && endpoints[2].supportedParameters == nil)
        #expect(endpoints[3].promptPrice?.isZero == true)
    }

    @Test(arguments: [
        (#"[{"provider":"novita","status":"live"},null,5]"#, 1), ("[]", 0), ("[null]", nil),
        ("7", nil), ("null", nil),
    ])
    func anUnreadableProviderCostsOnlyItself(providers: String, count: Int?) throws {
        let json = #"{"id":"Qwen/Qwen3-32B","providers":\#(providers)}"#
        let model = try ServiceKind.huggingFace.readRow(Data(json.utf8), JSONDecoder())
        #expect(model.endpoints?.count == count)
    }

    @Test func aPinIsASuffixWhereTheServiceTakesNoObject() {
        var request = CompletionRequest(
            model: Route(rawValue: "Qwen/Qwen3-32B"),
            prompt: "Hi"
        )
        request.routing = ProviderRouting(endpoint: "novita")
        let router = CompletionRequestBody(request, of: .huggingFace).members
        #expect(router["model"] == .string("Qwen/Qwen3-32B:novita"))
        #expect(router["provider"] == nil && router["stream_options"] != nil)
        let usual = CompletionRequestBody(request).members
        #expect(usual["model"] == .string("Qwen/Qwen3-32B") && usual["provider"] != nil)
    }

    /// OpenAI: "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    @Test(arguments: [
        ("https://api.openai.com/v1", "max_completion_tokens"),
        ("https://api.groq.com/openai/v1", "max_tokens"),
        ("https://openrouter.ai/api/v1", "max_tokens"),
    ])
    func eachServiceGetsTheLimitThatItKnows(address: String, member: String) throws {
        let url = try #require(ServiceURL(address))
        let request = CompletionRequest(model: Route(rawValue: "gpt-5"), prompt: "", maxTokens: 7)
        let body = CompletionRequestBody(request, of: ServiceKind(of: url).at(url)).members
        #expect(body.filter { $0.value == .number(7) }.keys.map { $0 } == [member])
    }

    /// OpenAI: "Unrecognized request argument supplied: provider".
    @Test func onlyOpenRouterIsAskedForProvidersThatHeedParameters() {
        let model = Route(rawValue: "gpt-5-mini")
        for probe in [Capability.tools, .structured] {
            var request = CompletionRequest(model: model, prompt: "Hi")
            request.probe = probe
            for kind in [ServiceKind.openAI, .vercel, .huggingFace] {
                #expect(CompletionRequestBody(request, of: kind).members["provider"] == nil)
            }
            let usual = CompletionRequestBody(request).members["provider"]
            #expect(usual == .object(["require_parameters": true]))
        }
    }
}

/// A whole service of another kind, played byte by byte.
@Suite struct OtherServiceTests {
    private static let list = #"""
        {"object":"list","data":[{"id":"Qwen/Qwen3-32B","providers":[{"provider":"novita","status":"live"}]},
        {"id":"gone/Model-7B","providers":[{"provider":"nebius","status":"error"}]},{"id":"bare/Model"}]}
        """#

    @Test func oneRefreshOfTheRouterChecksEveryModel() async throws {
        var client = OpenRouterClient.failing
        client.kind = .huggingFace
        let catalog = try await CatalogReader.read(
            Data(Self.list.utf8),
            source: "https://example.org/v1/models",
            kind: .huggingFace
        )
        client.fetchCatalog = { () throws(ServiceFailure) in catalog }
        client.fetchAccountModels = { () throws(ServiceFailure) in nil }
        client.fetchZeroRetention = { () throws(ServiceFailure) in nil }
        let store = try Store.inMemory(service: client.baseURL)
        _ = try await CatalogRefresh(client: client, store: store, time: .fixed()).run()
        let models = try store.models(now: TimeSource.noon)
        let badges = models.sorted { $0.id < $1.id }.map(\.verdict.availability)
        // "bare" says nothing of its providers.
        #expect(badges == [.reachable, .unknown, .degraded])
        #expect(models.allSatisfy { $0.huggingFaceID?.rawValue == $0.id.rawValue })
    }

    /// A refusal of the router, and what it is about.
    @Test(
        arguments: [
            (401, "Unauthorized", ServiceFailure.Kind.unauthorized),
            (
                400,
                #"{"error":{"message":"not supported by any provider","code":"model_not_supported"}}"#,
                .noEndpoints
            ),
        ]
    )
    func aRefusalIsKnown(status: Int, body: String, kind: ServiceFailure.Kind) {
        let failure = FailureClassifier.classify(status: status, body: Data(body.utf8))
        #expect(failure.kind == kind)
    }
}
