import MusterCore
import Testing

@Suite struct RetryTests {
    @Test(arguments: MachineCase.retries + MachineCase.fallbacks + MachineCase.money)
    func everyInputHasItsAction(example: MachineCase) {
        var run = MachineRun(
            example.candidates,
            policy: example.policy,
            timeLimit: example.timeLimit
        )
        for (index, step) in example.steps.enumerated() {
            let action = MachineRun.words(run.take(step.input))
            #expect(action == step.action, "step \(index + 1), after \(step.input)")
        }
        #expect(
            run.machine.skipped.map { "\($0.modelID) \($0.reason.rawValue)" } == example.skipped
        )
    }

    @Test(
        arguments: [
            .unauthorized, .keyLimit, .noKey, .badRequest, .tls, .redirect,
        ] as [ServiceFailure.Kind]
    )
    func whatFailsForEveryModelEndsItAtOnce(kind: ServiceFailure.Kind) {
        var run = MachineRun([.example("a/b", isCased: true), .example("c/d")])
        _ = run.take(.start)
        let action = run.take(.failed(kind, retryAfter: 1))
        #expect(MachineRun.words(action) == "failed: \(kind.rawValue)")
    }

    @Test(
        arguments: [
            (.contextLength, 400), (.forbidden, 403), (.filteredEndpoints, 404), (.tooLarge, 200),
            (.noEndpoints, 404), (.notFound, 404), (.invalidModelID, 400), (.server, 410),
            (.server, 451),
        ] as [(ServiceFailure.Kind, Int)]
    )
    func whatIsAboutTheModelLeadsToTheNextWithoutAWait(kind: ServiceFailure.Kind, status: Int) {
        var run = MachineRun([.example("a/b"), .example("c/d")])
        _ = run.take(.start)
        let action = run.take(.failed(kind, status, retryAfter: 1))
        #expect(MachineRun.words(action) == "fall back to c/d: \(kind.rawValue)")
    }

    @Test func aFailureThatAsksForTooMuchSaysSo() {
        let waits: [(Double, String)] = [
            (61, "no; the service asks to wait 61 s, longer than muster waits"),
            (1800, "no; the service asks to wait 30 min, longer than muster waits"),
            (40_000, "no; the service asks to wait 11 h, longer than muster waits"),
            (1e9, "no; the service asks to wait 11574 days, longer than muster waits"),
        ]
        for (seconds, words) in waits {
            var run = MachineRun([.example("a/b")])
            _ = run.take(.start)
            guard
                case .finish(.failed, let failure?) = run.take(
                    .failed(.server, 503, retryAfter: seconds)
                )
            else {
                Issue.record("it goes on")
                return
            }
            #expect(failure.message == words)
            // The attempt keeps the service's own words.
            #expect(run.machine.attemptFailure?.message == "no")
        }
    }

    @Test func jitterShortensABackoffByHalfAtMost() {
        for (jitter, wait) in [(0, 1.0), (0.5, 1.5), (1, 2), (7, 2), (-1, 1), (.nan, 1)] {
            var run = MachineRun([.example("a/b")])
            run.jitter = jitter
            _ = run.take(.start)
            _ = run.take(.failed(.server, 503))
            _ = run.take(.resume)
            let action = run.take(.failed(.server, 503))
            #expect(MachineRun.words(action) == "wait \(wait) s: server")
        }
    }

    @Test func theWholeOfTheWaitsIsLimited() {
        var policy = RetryPolicy.standard
        policy.retryLimit = .max
        var run = MachineRun([.example("a/b")], policy: policy)
        run.jitter = 0
        _ = run.take(.start)
        for _ in 0..<3 {
            let action = run.take(.failed(.server, 503, retryAfter: 55))
            #expect(MachineRun.words(action) == "wait 55.0 s: server")
            _ = run.take(.resume)
        }
        guard case .finish(.failed, let failure?) = run.take(.failed(.server, retryAfter: 55))
        else {
            Issue.record("it goes on")
            return
        }
        #expect(failure.message == "no; no time is left to wait another 55 s")
    }

    @Test func theOutcomeOfEveryModelIsKnown() {
        var run = MachineRun([.example("a/b", isCased: true), .example("c/d"), .example("e/f")])
        let inputs: [MachineRun.Input] = [
            .start, .failed(.notFound, 404), .failed(.notFound, 404), .resume,
            .failed(.rateLimited, 429, retryAfter: 30), .resume, .event(.text("x")), .event(.done),
            .ended,
        ]
        for input in inputs { _ = run.take(input) }
        let outcomes = run.machine.outcomes
        #expect(outcomes.map(\.modelID.rawValue) == ["a/b", "c/d", "e/f"])
        #expect(outcomes.map { $0.failure?.kind } == [.notFound, .rateLimited, nil])
        #expect(outcomes.map(\.wasRefusedOnEveryRoute) == [true, false, false])
        #expect(outcomes.map(\.isLast) == [false, false, true])
    }
}
