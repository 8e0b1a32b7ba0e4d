import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
    private static let example = Date(timeIntervalSince1970: 784_111_777)

    @Test(
        arguments: [
            ("0", .zero), ("30", .seconds(30)), (" 30 ", .seconds(30)), ("1.5", .seconds(1.5)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(60)),
            ("Sun, 06 Nov 1994 08:48:37 GMT", .zero), ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
            ("", nil), ("-1", nil), ("soon", nil), ("nan", nil), ("inf", nil),
            ("1e300", .seconds(31_536_000)),
            ("99999999999", .seconds(31_536_000)),
            ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994", nil), ("1994-11-06T08:49:37Z", nil),
        ] as [(String, Duration?)]
    )
    func secondsAndDatesAreRead(text: String, expected: Duration?) {
        let now = Self.example.addingTimeInterval(-60)
        #expect(RetryAfter.read(text, now: now) == expected)
    }

    @Test(
        arguments: [
            ("1789257600000", 1_789_257_600), (" 1789257600500 ", 1_789_257_600.5), ("", nil),
            ("0", nil), ("-5", nil), ("nan", nil), ("1e300", nil), ("tomorrow", nil),
        ] as [(String, Double?)]
    )
    func aResetIsInMilliseconds(text: String, expected: Double?) {
        #expect(RetryAfter.readReset(text)?.timeIntervalSince1970 == expected)
    }

    @Test func theBodySaysWhenToComeBack() {
        let body = Data(
            """
            {"error":{"code":429,"message":"m","availability":{"code":"capacity_exhausted",\
            "retry_after":40},"metadata":{"headers":{"X-RateLimit-Reset":"1789257600000"}}}}
            """.utf8
        )
        let fromBody = FailureClassifier.classify(status: 429, body: body)
        #expect(fromBody.kind == .rateLimited)
        #expect(fromBody.retryAfter == .seconds(40))
        #expect(fromBody.resetsAt == Date(timeIntervalSince1970: 1_789_257_600))
        let silent = FailureClassifier.classify(status: 503, body: Data("<html>".utf8))
        #expect(silent.retryAfter == nil)
        #expect(silent.resetsAt == nil)
    }

    @Test func theHeaderOfAnAnswerIsRead() async throws {
        try await SimulatedService.withService { service in
            var answer = ScriptedAnswer.html(status: 503)
            answer.headers["Retry-After"] = "9"
            answer.headers["X-RateLimit-Reset"] = "1000"
            service.server.setRoute(answer, for: "/api/v1/models")
            let error = await #expect(throws: ServiceFailure.self) {
                try await service.client.fetchCatalog()
            }
            #expect(error?.retryAfter == .seconds(9))
            #expect(error?.resetsAt == Date(timeIntervalSince1970: 1))
        }
    }

    @Test(
        arguments: [
            (400, "model_not_found", .invalidModelID), (404, "no_endpoints", .noEndpoints),
            (404, "model_deprecated", .noEndpoints), (404, "free_variant_ended", .noEndpoints),
            (404, "model_unavailable_upstream", .notFound),
            (404, "privacy_restricted", .filteredEndpoints),
            (404, "constraint_filtered", .filteredEndpoints),
            (403, "region_restricted", .forbidden),
            (429, "capacity_exhausted", .rateLimited), (503, "temporarily_unavailable", .server),
            (400, "wrong_endpoint", .batchOnly), (402, "something_new", .noCredits),
        ] as [(Int, String, ServiceFailure.Kind)]
    )
    func theAvailabilityCodeGoesFirst(status: Int, code: String, kind: ServiceFailure.Kind) {
        let body = #"{"error":{"message":"m","availability":{"code":"\#(code)"}}}"#
        #expect(FailureClassifier.classify(status: status, body: Data(body.utf8)).kind == kind)
    }
}
