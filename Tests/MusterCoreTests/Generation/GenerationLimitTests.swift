import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct GenerationLimitTests {
    /// What one random generation did.
    private struct Tally {
        var sends = 0
        var waited = Duration.zero
        var hasShownText = false
        var hasSpentQuota = false
    }

    @Test(arguments: [.standard, .none] as [RetryPolicy])
    func fromAnyInputsItEndsWithinItsLimits(policy: RetryPolicy) {
        var random = SplitMix64(seed: 9)
        for _ in 0..<5000 {
            let candidates = Self.candidates(&random)
            let timeLimit: Duration? = random.next() % 2 == 0 ? .seconds(300) : nil
            var run = MachineRun(candidates, policy: policy, timeLimit: timeLimit)
            run.jitter = Double.random(in: 0...1, using: &random)
            var tally = Tally()
            var action = run.take(.start)
            var steps = 0
            while steps < 2000 {
                note(action, run, candidates, timeLimit, &tally)
                if case .finish(let status, _) = run.machine.action {
                    #expect(status.isFinal)
                    break
                }
                action = take(Self.input(&random), &run, &tally)
                steps += 1
            }
            #expect(steps < 2000, "it does not end")
            let routes = candidates.reduce(0) { $0 + $1.rungs.count }
            #expect(tally.sends <= (policy == .none ? routes : policy.attemptLimit))
            #expect(tally.waited <= policy.totalWaitLimit)
            // What is over stays over.
            let end = run.machine.action
            for _ in 0..<3 { _ = run.take(Self.input(&random)) }
            #expect(run.machine.action == end)
        }
    }

    private func take(
        _ input: MachineRun.Input,
        _ run: inout MachineRun,
        _ tally: inout Tally
    ) -> GenerationStateMachine.Action? {
        let isSending = run.machine.isSending
        let action = run.take(input)
        switch input {
        case .event(.text), .event(.reasoning): if isSending { tally.hasShownText = true }
        default: break
        }
        if run.machine.attemptFailure?.kind == .dailyQuota { tally.hasSpentQuota = true }
        return action
    }

    private func note(
        _ action: GenerationStateMachine.Action?,
        _ run: MachineRun,
        _ candidates: [GenerationCandidate],
        _ timeLimit: Duration?,
        _ tally: inout Tally
    ) {
        switch action {
        case .send(let model, let route):
            tally.sends += 1
            #expect(!tally.hasShownText)
            let candidate = candidates.first { $0.modelID == model }
            #expect(candidate?.rungs.contains(route) == true)
            guard let candidate, model != candidates.first?.modelID else { return }
            #expect(!(tally.hasSpentQuota && candidate.isFree))
            let isReplacement = candidates.first?.isFree == true && !candidate.isFree
            #expect(!isReplacement || candidate.isNamedByUser)
        case .wait(let duration, _):
            tally.waited += duration
            #expect(duration > .zero)
            #expect(duration <= RetryPolicy.standard.waitLimit)
            if let timeLimit { #expect(run.uptime + duration <= .seconds(100) + timeLimit) }
        default:
            break
        }
    }

    private static func candidates(_ random: inout SplitMix64) -> [GenerationCandidate] {
        (0...Int.random(in: 0...4, using: &random)).map { number in
            .example(
                "a/b\(number)",
                isCased: random.next() % 2 == 0,
                isFree: random.next() % 2 == 0,
                isNamed: number == 0 || random.next() % 2 == 0
            )
        }
    }

    private static func input(_ random: inout SplitMix64) -> MachineRun.Input {
        let kind = ServiceFailure.Kind.allCases.randomElement(using: &random) ?? .server
        var failure = ServiceFailure(kind, message: "no")
        failure.httpStatus = [nil, 200, 404, 429, 500, 503].randomElement(using: &random) ?? nil
        failure.retryAfter =
            [nil, .zero, .seconds(5), .seconds(1e9)].randomElement(using: &random)
            ?? nil
        failure.resetsAt =
            [nil, .distantPast, .distantFuture, TimeSource.noon]
            .randomElement(using: &random) ?? nil
        switch random.next() % 16 {
        case 0: return .ended
        case 1: return .cancel
        case 2: return .tick(after: Int.random(in: 0...100, using: &random))
        case 3: return .start
        case 4...7: return .resume
        case 8...9:
            let events: [CompletionEvent] = [
                .opened, .served(model: "a/b", provider: nil), .finished(.stop),
                .usage(TokenUsage()), .failed(failure), .keptAlive, .done, .keptAlive, .keptAlive,
                .text("x"), .reasoning("x"),
            ]
            return .event(events.randomElement(using: &random) ?? .done)
        default: return .failed(failure)
        }
    }
}
