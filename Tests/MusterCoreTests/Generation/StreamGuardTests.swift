import Foundation
import MusterCore
import Testing

@Suite struct StreamGuardTests {
    private static func started() -> MachineRun {
        var run = MachineRun([.example("a/b")])
        _ = run.take(.start)
        return run
    }

    private static func words(_ action: GenerationStateMachine.Action?) -> String {
        MachineRun.words(action)
    }

    @Test func beforeTheFirstTokenAStallIsRetried() {
        var run = Self.started()
        #expect(run.take(.tick(after: 179)) == nil)
        #expect(run.take(.event(.keptAlive)) == nil)
        #expect(Self.words(run.take(.tick(after: 1))) == "wait 1.0 s: timeout")
        // The old stream may still say something; nobody listens.
        #expect(run.take(.event(.text("late"))) == nil)
        #expect(!run.machine.hasShownText)
        #expect(Self.words(run.take(.resume)) == "send a/b")
        // The new request has all the time again, and so has the stream once it is open.
        #expect(run.take(.tick(after: 100)) == nil)
        #expect(run.take(.event(.opened)) == nil)
        #expect(run.take(.tick(after: 179)) == nil)
        #expect(Self.words(run.take(.tick(after: 1))) == "wait 2.0 s: timeout")
    }

    @Test func waitingForAConnectionIsNotTheServicesSilence() {
        var run = Self.started()
        for _ in 0..<10 {
            #expect(run.take(.tick(after: 179)) == nil)
            #expect(run.take(.event(.queued)) == nil)
        }
        #expect(run.take(.tick(after: 179)) == nil)
        #expect(Self.words(run.take(.tick(after: 1))) == "wait 1.0 s: timeout")
    }

    @Test(
        arguments: [
            .keptAlive, .usage(TokenUsage()), .served(model: "a/b", provider: nil),
        ] as [CompletionEvent]
    )
    func afterTheFirstTokenAStallTruncates(event: CompletionEvent) {
        var run = Self.started()
        _ = run.take(.event(.reasoning("x")))
        #expect(run.take(.tick(after: 89)) == nil)
        // What brings no text is no progress.
        _ = run.take(.event(event))
        let action = run.take(.tick(after: 1))
        #expect(Self.words(action) == "truncated: timeout")
        #expect(run.machine.attemptFailure?.message == "the stream stalled: nothing came for 90 s")
    }

    @Test func textIsProgress() {
        var run = Self.started()
        for number in 0..<10 {
            _ = run.take(.event(.text("\(number)")))
            #expect(run.take(.tick(after: 89)) == nil)
        }
    }

    @Test func timeThatTheServiceCouldNotUseDoesNotCount() {
        var machine = GenerationStateMachine(
            candidates: [.example("a/b")],
            preference: .casedFirst,
            policy: .standard
        )
        func moment(_ seconds: Int) -> ClockReading {
            ClockReading(uptime: .seconds(seconds), date: .distantPast)
        }
        _ = machine.start(at: moment(0))
        machine.received(.text("x"), at: .seconds(1))
        machine.excuse(at: .seconds(500))
        #expect(machine.tick(at: moment(589)) == nil)
        #expect(machine.stallsAt == .seconds(590))
        #expect(machine.tick(at: moment(590)) != nil)
        #expect(machine.stallsAt == nil)
    }

    @Test(arguments: [.done, .finished(.stop)] as [CompletionEvent])
    func aConnectionThatLingersAfterTheEndIsNoStall(event: CompletionEvent) {
        var run = Self.started()
        _ = run.take(.event(.text("x")))
        _ = run.take(.event(event))
        #expect(run.take(.tick(after: 0)) == nil)
        #expect(Self.words(run.take(.tick(after: 1))) == "completed")
    }

    @Test(
        arguments: [
            ("again and ", 5000), (" no", 5000), ("ha", 5000), ("\n", 20_000), (" ", 20_000),
            ("----", 20_000), ("0", 20_000), ("。", 20_000), ("=====|", 20_000),
        ]
    )
    func aModelCaughtInALoopIsStopped(piece: String, limit: Int) {
        var run = Self.started()
        for count in 1...limit {
            #expect(run.take(.event(.text(piece))) == nil, "\(count)")
        }
        #expect(Self.words(run.take(.event(.text(piece)))) == "truncated: malformed")
        let words = "the model repeats itself: the same piece came \(limit + 1) times in a row"
        #expect(run.machine.attemptFailure?.message == words)
        #expect(run.take(.ended) == nil)
    }

    @Test func whatIsInterruptedIsNoLoop() {
        var run = Self.started()
        for number in 0..<30_000 {
            let piece = number % 4500 == 0 ? "other" : "same"
            #expect(run.take(.event(.text(piece))) == nil)
        }
    }

    @Test func withoutAPolicyNothingIsGuarded() {
        var run = MachineRun([.example("a/b")], policy: .none)
        _ = run.take(.start)
        for _ in 0..<5000 { #expect(run.take(.event(.text("loop"))) == nil) }
        #expect(run.machine.stallsAt == nil)
        #expect(run.take(.tick(after: 1_000_000)) == nil)
    }
}
