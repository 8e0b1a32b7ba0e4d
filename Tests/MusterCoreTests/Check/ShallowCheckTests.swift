import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct ShallowCheckTests {
    @Test(
        arguments: [
            ([], .refused, "no_endpoints"),
            ([(0, 99)], .reachable, "endpoints_up"),
            ([(nil, nil)], .reachable, "endpoints_up"),
            ([(-2, 99), (0, 90)], .reachable, "endpoints_up"),
            ([(-2, 99), (-5, 99)], .degraded, "endpoints_down"),
            ([(7, 99)], .reachable, "endpoints_up"),
            ([(0, 20), (0, 79)], .degraded, "low_uptime"),
            ([(0, 20), (0, nil)], .reachable, "endpoints_up"),
        ] as [([(Int?, Double?)], Evidence.Finding, String)]
    )
    func endpointsAreJudged(
        endpoints: [(Int?, Double?)],
        finding: Evidence.Finding,
        reason: String
    ) {
        let seen = endpoints.map { Endpoint(provider: "P", status: $0.0, uptime: $0.1) }
        let judgement = ShallowCheck.judge(seen)
        #expect(judgement.finding == finding)
        #expect(judgement.reason.rawValue == reason)
    }

    @Test(
        arguments: [
            ("a/b", .notFound, .refused),
            ("a/b:free", .notFound, .inconclusive),
            ("a/b", .rateLimited, .inconclusive),
            ("a/b", .server, .inconclusive),
            ("a/b", .timeout, .inconclusive),
            ("a/b", .connection, .inconclusive),
        ] as [(String, ServiceFailure.Kind, Evidence.Finding)]
    )
    func onlyADefinitiveNoIsOne(
        id: String,
        kind: ServiceFailure.Kind,
        finding: Evidence.Finding
    ) {
        let failure = ServiceFailure(kind, message: "no")
        #expect(ShallowCheck.judge(failure, .example(id)).finding == finding)
    }
}
