import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Services without endpoints lists, in the words of many servers.
@Suite struct MissingRouteTests {
    private static let wordings: [(Int, String)] = [
        (404, #"{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}"#),
        (404, #"{"error":{"code":404,"message":"Not Found"}}"#),
        (404, #"{"error":{"message":"Resource not found","code":404}}"#),
        (404, #"{"error":{"message":"Not found","code":"not_found"}}"#),
        (404, #"{"error":{"message":"Unknown request URL: GET /v1/models/x/endpoints"}}"#),
        (404, #"{"error":{"type":"invalid_request_error","code":"unknown_url"}}"#),
        (404, #"{"error":"Not Found"}"#),
        (404, #"{"detail":"Not Found"}"#),
        (404, #"{"message":"no Route matched with those values"}"#),
        (404, #"{"message":"Not Found","statusCode":404}"#),
        (404, #"{"status":404,"error":"Not Found","path":"/v1/models/x/endpoints"}"#),
        (404, #"{"object":"error","message":"Not Found","type":"NotFoundError","code":404}"#),
        (404, #"{"errors":[{"message":"route not found"}]}"#),
        (404, #"{}"#), (404, "[]"), (404, "null"), (404, ""),
        (404, "404 page not found\n"), (404, "Not Found"), (404, "Cannot GET /v1/models"),
        (404, "<!DOCTYPE html><html><title>404 Not Found</title></html>"),
        (405, #"{"detail":"Method Not Allowed"}"#), (405, "Method Not Allowed"),
        (501, #"{"error":{"message":"not implemented","code":501}}"#),
        (404, #"{"error":{"message":"The model `a/b/endpoints` does not exist"}}"#),
        (404, #"{"error":{"message":"model 'a/b' not found","code":"model_not_found"}}"#),
    ]

    @Test(arguments: wordings)
    func aMissingRouteIsNoVerdict(status: Int, body: String) async {
        let failure = Self.failure(status, body)
        let result = await Self.check("a/b", others: ["c/d"]) { _ in .failure(failure) }
        #expect(result.evidence.finding == .inconclusive)
        #expect(result.evidence.cause == .noEndpointsLists)
        // It never overrules a completion that still holds.
        let answered = Evidence.answered(
            ModelID(rawValue: "a/b"),
            at: TimeSource.noon.addingTimeInterval(-60)
        )
        let verdict = Verdict.judge(
            [answered, result.evidence],
            isListed: true,
            now: TimeSource.noon
        )
        #expect(verdict.availability == .verified)
    }

    /// What a model's own 404 says where another model has a list.
    @Test(arguments: [
        (404, #"{"error":{"code":404,"message":"Resource not found"}}"#, Evidence.Finding.refused),
        (404, #"{"error":{"code":404,"message":"No endpoints found for a/b."}}"#, .refused),
        (404, #"{"error":{"message":"x","availability":{"code":"model_deprecated"}}}"#, .refused),
        (404, #"{"error":{"code":404,"message":"The model `a/b` does not exist"}}"#, .refused),
        (404, "<html></html>", .inconclusive),
        (404, #"{"detail":"Not Found"}"#, .inconclusive),
        (403, #"{"error":{"code":403,"message":"no"}}"#, .inconclusive),
    ])
    func aModelsOwn404CountsWhereOthersHaveLists(
        status: Int,
        body: String,
        finding: Evidence.Finding
    ) async {
        let failure = Self.failure(status, body)
        let result = await Self.check("a/b", others: ["a/b", "c/d"]) { id in
            id.rawValue == "a/b" ? .failure(failure) : .success([Endpoint(provider: "P")])
        }
        #expect(result.evidence.finding == finding)
        #expect(result.evidence.cause != .noEndpointsLists)
    }

    /// Words that speak of the model need no second model.
    @Test(arguments: [
        #"{"error":{"code":404,"message":"No endpoints found for a/b."}}"#,
        #"{"error":{"code":404,"message":"No endpoints found for a/b (deprecated)."}}"#,
        #"{"error":{"message":"gone","availability":{"code":"no_endpoints"}}}"#,
    ])
    func wordsAboutTheModelAreANo(body: String) async {
        let failure = Self.failure(404, body)
        let result = await Self.check("a/b", others: []) { _ in .failure(failure) }
        #expect(result.evidence.finding == .refused)
    }

    @Test(arguments: [
        #"{"data":{"id":"a/b","endpoints":[null]}}"#,
        #"{"data":{"id":"a/b","endpoints":["up","down"]}}"#,
        #"{"data":{"id":"a/b","endpoints":[7,[]]}}"#,
        #"{"data":{"id":"a/b","endpoints":{}}}"#,
        #"{"data":{"id":"a/b"}}"#, #"{"data":[]}"#,
    ])
    func unreadableEndpointsAreNotNobody(body: String) {
        let response = try? JSONDecoder().decode(EndpointsResponse.self, from: Data(body.utf8))
        #expect(response == nil)
    }

    @Test func othersAreAskedOnce() async {
        let asked = Recorder()
        let route = EndpointsRoute(
            client: Self.client { id in
                await asked.add(id)
                return .failure(Self.failure(404, "Not Found"))
            }
        ) { ["c/d", "e/f", "g/h"].map(ModelID.init(rawValue:)) }
        for _ in 0..<3 { #expect(await route.exists(besides: ModelID(rawValue: "a/b")) == false) }
        #expect(await asked.ids.map(\.rawValue) == ["c/d", "e/f"])
    }

    @Test func othersThatWereNotReachedTellNothingAndAreAskedAgain() async {
        let asked = Recorder()
        let route = EndpointsRoute(
            client: Self.client { id in
                await asked.add(id)
                return .failure(Self.failure(503, "busy"))
            }
        ) { ["c/d"].map(ModelID.init(rawValue:)) }
        for _ in 0..<2 { #expect(await route.exists(besides: ModelID(rawValue: "a/b")) == nil) }
        #expect(await asked.ids.count == 2)
        let result = await Self.check("a/b", others: ["a/b", "c/d"]) { id in
            .failure(Self.failure(id.rawValue == "a/b" ? 404 : 503, "Not Found"))
        }
        #expect(result.evidence.finding == .inconclusive)
        #expect(result.evidence.cause != .noEndpointsLists)
    }

    private typealias Answer = Result<[Endpoint], ServiceFailure>

    private actor Recorder {
        private(set) var ids: [ModelID] = []

        func add(_ id: ModelID) { ids.append(id) }
    }

    private static func failure(_ status: Int, _ body: String) -> ServiceFailure {
        FailureClassifier.classify(status: status, body: Data(body.utf8))
    }

    private static func client(
        _ answer: @escaping @Sendable (ModelID) async -> Answer
    ) -> OpenRouterClient {
        var client = OpenRouterClient.failing
        client.fetchEndpoints = { id async throws(ServiceFailure) in try await answer(id).get() }
        return client
    }

    private static func check(
        _ id: String,
        others: [String],
        _ answer: @escaping @Sendable (ModelID) async -> Answer
    ) async -> CheckResult {
        let client = client(answer)
        let route = EndpointsRoute(client: client) { others.map(ModelID.init(rawValue:)) }
        let time = TimeSource.fixed()
        return await ShallowCheck(client: client, time: time, route: route).run(.example(id))
    }
}
