import MusterCore
import MusterTestSupport
import Testing

@Suite struct GenerationStateMachineTests {
    private typealias Action = GenerationStateMachine.Action

    private static func machine(_ count: Int = 2) -> GenerationStateMachine {
        GenerationStateMachine(
            ladder: RouteLadder(
                modelID: ModelID(rawValue: "a/b"),
                huggingFaceID: count > 1 ? HuggingFaceID(rawValue: "A/B") : nil,
                preference: .casedFirst
            )
        )
    }

    private static func failure(_ kind: ServiceFailure.Kind) -> ServiceFailure {
        ServiceFailure(kind, message: kind.rawValue)
    }

    @Test(arguments: [.invalidModelID, .noEndpoints, .notFound] as [ServiceFailure.Kind])
    func anUnknownSpellingGoesDownTheLadderOnce(kind: ServiceFailure.Kind) {
        var machine = Self.machine()
        #expect(machine.start() == .send(route: "A/B"))
        #expect(!machine.wasRefusedOnEveryRoute)
        #expect(machine.attemptFailed(Self.failure(kind)) == .send(route: "a/b"))
        let last = Self.failure(.noEndpoints)
        #expect(machine.attemptFailed(last) == .finish(.failed, last))
        #expect(machine.wasRefusedOnEveryRoute)
    }

    @Test(
        arguments: ServiceFailure.Kind.allCases.filter {
            ![.invalidModelID, .noEndpoints, .notFound, .cancelled].contains($0)
        }
    )
    func anyOtherFailureEndsIt(kind: ServiceFailure.Kind) {
        var machine = Self.machine()
        _ = machine.start()
        let failure = Self.failure(kind)
        #expect(machine.attemptFailed(failure) == .finish(.failed, failure))
        #expect(!machine.wasRefusedOnEveryRoute)
    }

    @Test(arguments: [[], [.opened(id: "x")], [.text("x")]] as [[CompletionEvent]])
    func aCancelIsACancelAtAnyTime(events: [CompletionEvent]) {
        var machine = Self.machine()
        _ = machine.start()
        for event in events { machine.received(event) }
        let action = machine.attemptFailed(Self.failure(.cancelled))
        #expect(action == .finish(.cancelled, nil))
    }

    @Test(arguments: [.text("x"), .reasoning("x")] as [CompletionEvent])
    func afterTheFirstTokenNothingIsSentAgain(event: CompletionEvent) {
        for kind in ServiceFailure.Kind.allCases where kind != .cancelled {
            var machine = Self.machine()
            _ = machine.start()
            machine.received(event)
            let failure = Self.failure(kind)
            #expect(machine.attemptFailed(failure) == .finish(.truncated, failure))
        }
    }

    @Test(
        arguments: [
            ([.text("x"), .finished(reason: "stop"), .done], .completed),
            ([.text("x"), .finished(reason: "stop")], .completed),
            ([.text("x"), .done], .completed),
            ([.opened(id: nil), .served(model: "a/b", provider: nil), .text("x")], .truncated),
            ([.reasoning("x"), .keptAlive], .truncated),
            ([], .truncated),
            ([.failed(failure(.server))], .failed),
            ([.text("x"), .failed(failure(.server)), .done], .failed),
            ([.failed(failure(.server)), .finished(reason: "error"), .done], .failed),
        ] as [([CompletionEvent], GenerationStatus)]
    )
    func theEndOfAStreamIsJudgedByItsMarks(events: [CompletionEvent], status: GenerationStatus) {
        var machine = Self.machine()
        _ = machine.start()
        for event in events { machine.received(event) }
        guard case .finish(let ended, let failure) = machine.streamEnded() else {
            Issue.record("it goes on")
            return
        }
        #expect(ended == status)
        #expect((failure == nil) == (status == .completed))
    }

    @Test func whatARefusedAttemptSaidDoesNotCountAgainstTheNext() {
        var machine = Self.machine()
        _ = machine.start()
        for event in [CompletionEvent.failed(Self.failure(.notFound)), .finished(reason: "error")] {
            machine.received(event)
        }
        #expect(machine.attemptFailed(Self.failure(.notFound)) == .send(route: "a/b"))
        for event in [CompletionEvent.text("x"), .finished(reason: "stop")] {
            machine.received(event)
        }
        #expect(machine.finishReason == "stop")
        #expect(machine.streamEnded() == .finish(.completed, nil))
    }

    @Test func theServicesOwnWordsGoBeforeALostConnection() {
        var machine = Self.machine()
        _ = machine.start()
        machine.received(.failed(Self.failure(.server)))
        let action = machine.attemptFailed(Self.failure(.connection))
        #expect(action == .finish(.failed, Self.failure(.server)))
    }

    @Test func theFirstFinishReasonAndTheFirstFailureCount() {
        var machine = Self.machine()
        _ = machine.start()
        let events: [CompletionEvent] = [
            .finished(reason: "length"), .finished(reason: "stop"),
            .failed(Self.failure(.rateLimited)), .failed(Self.failure(.server)),
        ]
        for event in events { machine.received(event) }
        #expect(machine.finishReason == "length")
        #expect(machine.streamEnded() == .finish(.failed, Self.failure(.rateLimited)))
    }

    @Test func fromAnyInputsItEndsAndNeverSendsTwiceNorAfterText() {
        var random = SplitMix64(seed: 9)
        let events: [CompletionEvent] = [
            .opened(id: nil), .served(model: "a/b", provider: nil), .text("x"), .reasoning("x"),
            .finished(reason: "stop"), .finished(reason: "error"), .usage(TokenUsage()),
            .failed(Self.failure(.server)), .failed(Self.failure(.notFound)), .keptAlive, .done,
        ]
        for _ in 0..<5000 {
            var machine = Self.machine(Int.random(in: 1...2, using: &random))
            var action = machine.start()
            var sent: [String] = []
            var hasShownText = false
            while case .send(let route) = action {
                #expect(!hasShownText)
                #expect(!sent.contains(route))
                sent.append(route)
                for event in random.elements(of: events, maximumCount: 4) {
                    machine.received(event)
                    switch event {
                    case .text, .reasoning: hasShownText = true
                    default: break
                    }
                }
                let kind = ServiceFailure.Kind.allCases.randomElement(using: &random) ?? .server
                action =
                    random.next() % 3 == 0
                    ? machine.streamEnded() : machine.attemptFailed(Self.failure(kind))
            }
            guard case .finish(let status, _) = action else { return }
            #expect(status.isFinal)
            #expect((1...2).contains(sent.count))
        }
    }
}
