import MusterCore
import MusterTestSupport
import Testing

@Suite struct GenerationStateMachineTests {
    private typealias Action = GenerationStateMachine.Action

    private static let model = ModelID(rawValue: "a/b")
    private static let moment = ClockReading(uptime: .zero, date: TimeSource.noon)

    /// A machine that neither waits nor retries, as a deep check uses it.
    private static func machine(_ count: Int = 2) -> GenerationStateMachine {
        GenerationStateMachine(
            candidates: [.example("a/b", isCased: count > 1)],
            preference: .casedFirst,
            policy: .none
        )
    }

    private static func failure(_ kind: ServiceFailure.Kind) -> ServiceFailure {
        ServiceFailure(kind, message: kind.rawValue)
    }

    @Test(arguments: [.invalidModelID, .noEndpoints, .notFound] as [ServiceFailure.Kind])
    func anUnknownSpellingGoesDownTheLadderOnce(kind: ServiceFailure.Kind) {
        var machine = Self.machine()
        #expect(machine.start(at: Self.moment) == .send(model: Self.model, route: "A/B"))
        #expect(!machine.wasRefusedOnEveryRoute)
        #expect(
            machine.attemptFailed(Self.failure(kind), at: Self.moment)
                == .send(model: Self.model, route: "a/b")
        )
        let last = Self.failure(.noEndpoints)
        #expect(machine.attemptFailed(last, at: Self.moment) == .finish(.failed, last))
        #expect(machine.wasRefusedOnEveryRoute)
    }

    @Test(
        arguments: ServiceFailure.Kind.allCases.filter {
            ![.invalidModelID, .noEndpoints, .notFound, .cancelled].contains($0)
        }
    )
    func anyOtherFailureEndsIt(kind: ServiceFailure.Kind) {
        var machine = Self.machine()
        _ = machine.start(at: Self.moment)
        let failure = Self.failure(kind)
        #expect(machine.attemptFailed(failure, at: Self.moment) == .finish(.failed, failure))
        #expect(!machine.wasRefusedOnEveryRoute)
    }

    @Test(arguments: [[], [.opened], [.text("x")]] as [[CompletionEvent]])
    func aCancelIsACancelAtAnyTime(events: [CompletionEvent]) {
        var machine = Self.machine()
        _ = machine.start(at: Self.moment)
        for event in events { machine.received(event, at: .zero) }
        let action = machine.attemptFailed(Self.failure(.cancelled), at: Self.moment)
        #expect(action == .finish(.cancelled, nil))
    }

    @Test(arguments: [.text("x"), .reasoning("x")] as [CompletionEvent])
    func afterTheFirstTokenNothingIsSentAgain(event: CompletionEvent) {
        for kind in ServiceFailure.Kind.allCases where kind != .cancelled {
            var machine = Self.machine()
            _ = machine.start(at: Self.moment)
            machine.received(event, at: .zero)
            let failure = Self.failure(kind)
            #expect(machine.attemptFailed(failure, at: Self.moment) == .finish(.truncated, failure))
        }
    }

    @Test(
        arguments: [
            ([.text("x"), .finished(.stop), .done], .completed),
            ([.text("x"), .finished(.stop)], .completed),
            ([.text("x"), .done], .completed),
            ([.opened, .served(model: "a/b", provider: nil), .text("x")], .truncated),
            ([.reasoning("x"), .keptAlive], .truncated),
            ([], .failed),
            ([.failed(failure(.server))], .failed),
            ([.text("x"), .failed(failure(.server)), .done], .failed),
            ([.failed(failure(.server)), .finished(.error), .done], .failed),
        ] as [([CompletionEvent], GenerationStatus)]
    )
    func theEndOfAStreamIsJudgedByItsMarks(events: [CompletionEvent], status: GenerationStatus) {
        var machine = Self.machine()
        _ = machine.start(at: Self.moment)
        for event in events { machine.received(event, at: .zero) }
        guard case .finish(let ended, let failure) = machine.streamEnded(at: Self.moment) else {
            Issue.record("it goes on")
            return
        }
        #expect(ended == status)
        #expect((failure == nil) == (status == .completed))
    }

    @Test func whatARefusedAttemptSaidDoesNotCountAgainstTheNext() {
        var machine = Self.machine()
        _ = machine.start(at: Self.moment)
        for event in [CompletionEvent.failed(Self.failure(.notFound)), .finished(.error)] {
            machine.received(event, at: .zero)
        }
        #expect(
            machine.attemptFailed(Self.failure(.notFound), at: Self.moment)
                == .send(model: Self.model, route: "a/b")
        )
        for event in [CompletionEvent.text("x"), .finished(.stop)] {
            machine.received(event, at: .zero)
        }
        #expect(machine.finishReason == "stop")
        #expect(machine.streamEnded(at: Self.moment) == .finish(.completed, nil))
    }

    @Test func theServicesOwnWordsGoBeforeALostConnection() {
        var machine = Self.machine()
        _ = machine.start(at: Self.moment)
        machine.received(.failed(Self.failure(.server)), at: .zero)
        let action = machine.attemptFailed(Self.failure(.connection), at: Self.moment)
        #expect(action == .finish(.failed, Self.failure(.server)))
    }

    @Test func theFirstFinishReasonAndTheFirstFailureCount() {
        var machine = Self.machine()
        _ = machine.start(at: Self.moment)
        let events: [CompletionEvent] = [
            .failed(Self.failure(.rateLimited)), .failed(Self.failure(.server)),
            .finished(.length), .finished(.stop),
        ]
        for event in events { machine.received(event, at: .zero) }
        #expect(machine.finishReason == "length")
        #expect(
            machine.streamEnded(at: Self.moment) == .finish(.failed, Self.failure(.rateLimited))
        )
    }
}
