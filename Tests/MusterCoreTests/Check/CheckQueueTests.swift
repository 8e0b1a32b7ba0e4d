import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct CheckQueueTests {
    @Test func aModelBeginsOnlyWhenAllItsRequestsFit() {
        var queue = CheckQueue(Self.plan(["a", "b", "c"], maximum: 2, limit: 5))
        let (first, second) = (queue.next(), queue.next())
        #expect(first?.model.id.rawValue == "x/a")
        #expect(second?.model.id.rawValue == "x/b")
        // One request is left, and the third may take two.
        #expect(queue.next() == nil)
        if let first { queue.ended(first, sent: 1) }
        #expect(queue.next()?.model.id.rawValue == "x/c")
        #expect(queue.unaskedCount == 0)
    }

    @Test func whatIsSentNeverExceedsTheLimit() {
        var random = SplitMix64(seed: 3)
        for limit in 0...12 {
            let names = (0..<20).map { "m\($0)" }
            var queue = CheckQueue(Self.plan(names, maximum: 2, limit: limit))
            var running: [CheckPlan.Item] = []
            var sent = 0
            repeat {
                while running.count < 4, let item = queue.next() { running.append(item) }
                guard !running.isEmpty else { break }
                let item = running.remove(at: Int.random(in: running.indices, using: &random))
                let count = Int.random(in: 1...2, using: &random)
                sent += count
                queue.ended(item, sent: count)
            } while true
            #expect(sent <= limit)
            #expect(limit - sent < 2 || queue.unaskedCount == 0)
        }
    }

    @Test func theDaysQuotaLeavesOutTheFreeOnesOnly() {
        var queue = CheckQueue(Self.plan(["f1", "p1", "f2"], free: ["f1", "f2"]))
        let first = queue.next()
        if let first {
            let failure = ServiceFailure(.dailyQuota, message: "used up")
            queue.ended(first, sent: 1, stop: .dailyQuota(failure))
        }
        #expect(queue.stop?.isFinal == false)
        #expect(queue.next()?.model.id.rawValue == "x/p1")
        #expect(queue.next() == nil)
        #expect(queue.unaskedCount == 1)
    }

    @Test(arguments: [
        CheckStop.key(ServiceFailure(.unauthorized, message: "no")), .noEndpointsLists,
    ])
    func whatConcernsAllModelsLeavesOutAll(stop: CheckStop) {
        var queue = CheckQueue(Self.plan(["a", "b"]))
        if let first = queue.next() {
            queue.ended(first, sent: 1, stop: stop)
        }
        #expect(queue.next() == nil)
        #expect(queue.unaskedCount == 1)
    }

    /// Refusals of the account, in order, with an answer before them or not; and whether it stops.
    @Test(arguments: [
        ([ServiceFailure.Kind.unauthorized, .unauthorized], false, false),
        ([.unauthorized, .noCredits, .unauthorized], false, true),
        ([.noCredits, .noCredits, .noCredits], true, false),
        ([.server, .forbidden, .unauthorized, .notFound], false, false),
    ])
    func theAccountIsNotRefusedOverAndOver(
        kinds: [ServiceFailure.Kind],
        isAnsweredFirst: Bool,
        stops: Bool
    ) {
        var queue = CheckQueue(Self.plan((0..<8).map { "m\($0)" }))
        if isAnsweredFirst, let item = queue.next() {
            queue.ended(item, sent: 1, isAnswered: true)
        }
        for kind in kinds {
            guard let item = queue.next() else { break }
            queue.ended(item, sent: 1, failure: ServiceFailure(kind, message: "no"))
        }
        #expect((queue.stop != nil) == stops)
        #expect((queue.next() == nil) == stops)
    }

    @Test func anAnswerAfterTheRefusalsGoesOn() {
        var queue = CheckQueue(Self.plan((0..<8).map { "m\($0)" }))
        let begun = (0..<4).compactMap { _ in queue.next() }
        for item in begun.prefix(3) {
            queue.ended(item, sent: 1, failure: ServiceFailure(.unauthorized, message: "no"))
        }
        #expect(queue.next() == nil)
        queue.ended(begun[3], sent: 1, isAnswered: true)
        #expect(queue.stop == nil && queue.next() != nil)
    }

    @Test func aSpentQuotaOutlastsRefusalsThatWereNone() {
        var queue = CheckQueue(Self.plan((0..<8).map { "m\($0)" }))
        let begun = (0..<5).compactMap { _ in queue.next() }
        let quota = CheckStop.dailyQuota(ServiceFailure(.dailyQuota, message: "used up"))
        queue.ended(begun[0], sent: 1, stop: quota)
        for item in begun[1...3] {
            queue.ended(item, sent: 1, failure: ServiceFailure(.unauthorized, message: "no"))
        }
        #expect(queue.stop?.isFinal == true)
        queue.ended(begun[4], sent: 1, isAnswered: true)
        #expect(queue.stop == quota)
    }

    /// A cheaper model may still be paid.
    @Test func whatOnlyDearModelsAreRefusedIsNoReasonToStop() {
        var queue = CheckQueue(Self.plan((0..<8).map { "m\($0)" }))
        var failure = ServiceFailure(.noCredits, message: "You can only afford 342 tokens")
        failure.allowsCheaperModels = true
        for _ in 0..<5 {
            guard let item = queue.next() else { break }
            queue.ended(item, sent: 1, failure: failure)
        }
        #expect(queue.stop == nil && queue.next() != nil)
        #expect(FailureRemedy(failure) == .nextModel)
    }

    @Test func theFreeTierHoldsNobodyUp() {
        var queue = CheckQueue(Self.plan(["f1", "f2", "f3", "p"], free: ["f1", "f2", "f3"]))
        let begun = [queue.next(), queue.next(), queue.next()].map { $0?.model.id.rawValue }
        #expect(begun == ["x/f1", "x/f2", "x/p"])
    }

    private static func plan(
        _ names: [String],
        free: Set<String> = [],
        maximum: Int = 1,
        limit: Int? = nil
    ) -> CheckPlan {
        let items = names.map { name in
            CheckPlan.Item(
                model: .example("x/\(name)", isFree: free.contains(name)),
                kind: .deep,
                maximumRequests: maximum,
                maximumCost: 0
            )
        }
        return CheckPlan(items: items, requestLimit: limit)
    }
}
