import Foundation
import MusterTestSupport

@testable import MusterCore

/// A state machine with a clock, driven by inputs and read as words: "wait 1.0 s".
struct MachineRun {
    /// Something that happens to a machine.
    enum Input: Sendable {
        /// It begins.
        case start
        /// The stream brought this.
        case event(CompletionEvent)
        /// The stream came to its end.
        case ended
        /// The request failed.
        case failed(ServiceFailure)
        /// What it wants is done: the wait is over, or the fallback told of.
        case resume
        /// So many seconds pass, then it looks at the stream.
        case tick(after: Int)
        /// The user cancels.
        case cancel

        /// The request failed with this status.
        static func failed(
            _ kind: ServiceFailure.Kind,
            _ status: Int? = nil,
            retryAfter: Double? = nil,
            resetsIn: Double? = nil
        ) -> Input {
            var failure = ServiceFailure(kind, httpStatus: status, message: "no")
            failure.retryAfter = retryAfter.map { .seconds($0) }
            failure.resetsAt = resetsIn.map { TimeSource.noon.addingTimeInterval($0) }
            return .failed(failure)
        }
    }

    private(set) var machine: GenerationStateMachine
    private(set) var uptime = Duration.seconds(100)
    var jitter = 1.0

    init(
        _ candidates: [GenerationCandidate],
        policy: RetryPolicy = .standard,
        timeLimit: Duration? = nil
    ) {
        machine = GenerationStateMachine(
            candidates: candidates,
            preference: .casedFirst,
            policy: policy,
            timeLimit: timeLimit
        )
    }

    private var moment: ClockReading {
        let passed = (uptime - .seconds(100)) / .seconds(1)
        let date = TimeSource.noon.addingTimeInterval(passed)
        return ClockReading(uptime: uptime, date: date, jitter: jitter)
    }

    /// Gives the machine an input; returns what it wants then, and `nil` for to carry on.
    mutating func take(_ input: Input) -> GenerationStateMachine.Action? {
        switch input {
        case .start: return machine.start(at: moment)
        case .event(let event): return machine.received(event, at: uptime)
        case .ended: return machine.streamEnded(at: moment)
        case .failed(let failure): return machine.attemptFailed(failure, at: moment)
        case .resume:
            if case .wait(let duration, _) = machine.action { uptime += duration }
            return machine.resume(at: moment)
        case .tick(let seconds):
            uptime += .seconds(seconds)
            return machine.tick(at: moment)
        case .cancel: return machine.cancel()
        }
    }

    /// An action in words, without what a failure said.
    static func words(_ action: GenerationStateMachine.Action?) -> String {
        switch action {
        case .send(_, let route): "send \(route)"
        case .wait(let duration, let failure):
            "wait \(duration / .seconds(1)) s: \(failure.kind.rawValue)"
        case .fallBack(let model, let failure): "fall back to \(model): \(failure.kind.rawValue)"
        case .finish(let status, let failure?): "\(status.rawValue): \(failure.kind.rawValue)"
        case .finish(let status, nil): status.rawValue
        case nil: "carry on"
        }
    }
}

extension GenerationCandidate {
    /// The spellings that are tried, in their order.
    var rungs: [Route] { RouteLadder(self, .casedFirst).rungs }

    /// A candidate with one route, or with its cased name in capitals before it.
    static func example(
        _ id: String,
        isCased: Bool = false,
        isFree: Bool = false,
        isNamed: Bool = true
    ) -> GenerationCandidate {
        let modelID = ModelID(rawValue: id)
        return GenerationCandidate(
            modelID: modelID,
            huggingFaceID: isCased ? HuggingFaceID(rawValue: id.uppercased()) : nil,
            isFree: isFree,
            isNamedByUser: isNamed
        )
    }
}
