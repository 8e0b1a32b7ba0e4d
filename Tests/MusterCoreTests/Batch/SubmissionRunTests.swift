import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// Batches that the simulated Batch API answers; their waits pass at once.
@Suite struct SubmissionRunTests {
    private static let grok = "x-ai/grok-code-fast-1"
    private static let qwen = "qwen/qwen3-32b"

    @Test func everyPairIsSubmittedOnceAndPaidAsTold() async throws {
        try await SubmissionTrial.run { trial in
            let outcome = try await trial.run(models: [Self.grok, Self.qwen], prompts: 30)
            #expect(outcome == .complete)
            let lines = try trial.lines
            let noon = TimeSource.noon.formatted(.iso8601)
            #expect(Set(lines.map { "\($0["id"] ?? "") \($0["model_id"] ?? "")" }).count == 60)
            #expect(lines.count == 60)
            #expect(lines.allSatisfy { $0["engine"] as? String == "openrouter" })
            #expect(lines.allSatisfy { $0["duration_ms"] is NSNull })
            #expect(lines.allSatisfy { $0["started_at"] as? String == noon })
            #expect(trial.cost(lines) == trial.service.server.spent(by: SimulatedService.key))
            #expect(trial.count(Self.grok) == 1 && trial.count(Self.qwen) == 1)
            let body = try #require(trial.submissions.first?.bodyText)
            let start = #"{"endpoint":"/v1/chat/completions","model":"x-ai/grok-code-fast-1","#
            #expect(body.hasPrefix(start + #""completion_window":"24h","requests":[{"#))
            #expect(!body.contains(#""provider""#) && !body.contains(#""stream""#))
            #expect(try await trial.run(models: [Self.grok, Self.qwen], prompts: 30) == .complete)
            #expect(trial.submissions.count == 2)
        }
    }

    @Test func itIsNoEvidenceAboutChat() async throws {
        try await SubmissionTrial.run { trial in
            let id = ModelID(rawValue: Self.grok)
            let before = try await trial.service.store.evidence(of: id)
            _ = try await trial.run(models: [Self.grok], prompts: 3)
            let after = try await trial.service.store.evidence(of: id)
            // The check before the batch is one; the answers are none.
            #expect(after.count(where: { $0.kind == .completion }) == 0)
            #expect(after.count <= before.count + 1)
            #expect(try await trial.service.store.workingRoutes()[id] == nil)
        }
    }

    @Test func aModelHasAtMostFiveThousandRequestsABatch() async throws {
        try await SubmissionTrial.run { trial in
            let outcome = try await trial.run(models: [Self.grok], prompts: 5_001)
            #expect(outcome == .complete)
            #expect(trial.count(Self.grok) == 2)
            #expect(try trial.lines.count == 5_001)
        }
    }

    /// Mishaps of which nothing is left to see but the results.
    @Test(
        arguments: [
            BatchScript(late404s: 3), BatchScript(acceptance: .cut),
            BatchScript(acceptance: .gatewayTimeout), BatchScript(costs: .inSum),
            BatchScript(hasResultsRoute: false), BatchScript(course: []),
        ]
    )
    func mishapsThatCostNothing(script: BatchScript) async throws {
        try await SubmissionTrial.run { trial in
            trial.service.server.setScript(ModelScript(batch: script), for: Self.grok)
            let outcome = try await trial.run(models: [Self.grok], prompts: 12)
            #expect(outcome == .complete)
            let lines = try trial.lines
            #expect(lines.count == 12)
            #expect(lines.allSatisfy { $0["status"] as? String == "completed" })
            #expect(trial.count(Self.grok) == 1)
            let charged = trial.service.server.spent(by: SimulatedService.key)
            #expect(abs(trial.cost(lines) - charged) < Decimal(1) / 1_000_000_000)
        }
    }

    @Test func somePromptsFailByThemselves() async throws {
        try await SubmissionTrial.run { trial in
            let script = BatchScript { $0 % 3 == 0 ? .moderation : nil }
            trial.service.server.setScript(ModelScript(batch: script), for: Self.grok)
            #expect(try await trial.run(models: [Self.grok], prompts: 12) == .complete)
            let failed = try trial.lines.filter { $0["status"] as? String == "failed" }
            #expect(failed.count == 4)
            #expect(failed.allSatisfy { ($0["error"] as? [String: Any])?["kind"] != nil })
            trial.service.server.setScript(nil, for: Self.grok)
            var options = BatchOptions(retries: .all)
            options.engine = .openrouter
            _ = try await trial.run(models: [Self.grok], prompts: 12, options)
            #expect(try trial.lines.count == 16)
        }
    }

    /// Ends with fewer answers than requests, which a second run asks again.
    @Test(
        arguments: [
            (BatchScript(lost: 2), "ended with 10 of 12 answers, where the service counts 12"),
            (BatchScript(end: .expired(answered: 5)), "expired with 5 of 12 answers"),
        ]
    )
    func whatIsNotAnsweredIsAskedAgain(script: BatchScript, words: String) async throws {
        try await SubmissionTrial.run { trial in
            trial.service.server.setScript(ModelScript(batch: script), for: Self.grok)
            let outcome = try await trial.run(models: [Self.grok], prompts: 12)
            #expect(outcome.shortfalls.map(\.words).first?.contains(words) == true)
            let first = try trial.lines.count
            trial.service.server.setScript(nil, for: Self.grok)
            #expect(try await trial.run(models: [Self.grok], prompts: 12) == .complete)
            #expect(try trial.lines.count == 12)
            let body = try #require(trial.submissions.last?.bodyText)
            #expect(body.ranges(of: "custom_id").count == 12 - first)
        }
    }

    /// What the service answered once is not paid for again because a file is missing.
    @Test func resultsThatAreGoneAreMissed() async throws {
        try await SubmissionTrial.run { trial in
            #expect(try await trial.run(models: [Self.grok], prompts: 4) == .complete)
            let kept = try Data(contentsOf: URL(filePath: trial.results))
            for part in [Data(), kept.prefix(through: kept.firstIndex(of: 0x0A) ?? 0)] {
                try part.write(to: URL(filePath: trial.results))
                await #expect(throws: BatchError.self) {
                    try await trial.run(models: [Self.grok], prompts: 4)
                }
            }
            try kept.write(to: URL(filePath: trial.results))
            #expect(try await trial.run(models: [Self.grok], prompts: 5) == .complete)
            #expect(try trial.lines.count == 5 && trial.submissions.count == 2)
        }
    }

    @Test(
        arguments: [
            (BatchScript(end: .failed("Invalid model ID")), "Invalid model ID"),
            (BatchScript(refusal: .error("no batches here", status: 400)), "no batches here"),
        ]
    )
    func aRefusalIsTold(script: BatchScript, words: String) async throws {
        try await SubmissionTrial.run { trial in
            trial.service.server.setScript(ModelScript(batch: script), for: Self.grok)
            let outcome = try await trial.run(models: [Self.grok, Self.qwen], prompts: 4)
            #expect(outcome.refusals.map(\.modelID.rawValue) == [Self.grok])
            #expect(outcome.refusals.first?.words.contains(words) == true)
            #expect(try trial.lines.count == 4)
        }
    }

    @Test func anUnknownOutcomeIsNeverRepeatedUnasked() async throws {
        try await SubmissionTrial.run { trial in
            let script = BatchScript(acceptance: .cut)
            trial.service.server.setScript(ModelScript(batch: script), for: Self.grok)
            trial.hidesBatches(true)
            for _ in 0..<2 {
                let outcome = try await trial.run(models: [Self.grok], prompts: 4)
                #expect(outcome.stop == .unclear(ModelID(rawValue: Self.grok), count: 4))
                #expect(trial.submissions.count == 1)
            }
            trial.hidesBatches(false)
            #expect(try await trial.run(models: [Self.grok], prompts: 4) == .complete)
            #expect(trial.submissions.count == 1)
            #expect(try trial.lines.count == 4)
        }
    }

    /// A look-up cannot tell two batches of the same model and size apart before they end.
    @Test func anotherRunsBatchIsGivenBack() async throws {
        try await SubmissionTrial.run { trial in
            let lost = ModelScript(batch: BatchScript(refusal: .html(status: 502)))
            trial.service.server.setScript(lost, for: Self.grok)
            let unclear = BatchStop.unclear(ModelID(rawValue: Self.grok), count: 4)
            #expect(try await trial.run(models: [Self.grok], prompts: 4).stop == unclear)
            // The other run stops before the service knows its batch.
            let late = ModelScript(batch: BatchScript(late404s: 9))
            trial.service.server.setScript(late, for: Self.grok)
            _ = try await trial.asking("Ask").run(models: [Self.grok], prompts: 4)
            #expect(try await trial.run(models: [Self.grok], prompts: 4).stop == unclear)
            trial.service.server.setScript(nil, for: Self.grok)
            var options = BatchOptions()
            options.resubmits = true
            #expect(try await trial.run(models: [Self.grok], prompts: 4, options) == .complete)
            #expect(try trial.lines.count == 4)
        }
    }

    @Test func anotherServiceGoesOnWithItsOwn() async throws {
        try await SubmissionTrial.run { trial in
            let late = ModelScript(batch: BatchScript(late404s: 9))
            trial.service.server.setScript(late, for: Self.grok)
            _ = try await trial.run(models: [Self.grok], prompts: 4)
            let journal = try BatchJournal(besides: trial.results, of: "elsewhere")
            #expect(await journal.open.count == 1)
            #expect(await journal.ownOpen.isEmpty)
            let name = trial.service.workspace().client.service
            let own = try BatchJournal(besides: trial.results, of: name)
            #expect(await own.ownOpen.count == 1)
        }
    }

    @Test func whatNeverArrivedIsSentAgainOnRequest() async throws {
        try await SubmissionTrial.run { trial in
            trial.service.server.setScript(
                ModelScript(batch: BatchScript(refusal: .html(status: 502))),
                for: Self.grok
            )
            let outcome = try await trial.run(models: [Self.grok], prompts: 4)
            #expect(outcome.stop == .unclear(ModelID(rawValue: Self.grok), count: 4))
            trial.service.server.setScript(nil, for: Self.grok)
            var options = BatchOptions()
            (options.engine, options.resubmits) = (.openrouter, true)
            #expect(try await trial.run(models: [Self.grok], prompts: 4, options) == .complete)
            #expect(trial.count(Self.grok) == 1)
            #expect(try trial.lines.count == 4)
        }
    }

    @Test(arguments: [BatchScript(late404s: 1_000), BatchScript(areResultsGone: true)])
    func aForgottenBatchStopsNoOtherAndIsSentAgainOnRequest(script: BatchScript) async throws {
        try await SubmissionTrial.run { trial in
            trial.service.server.setScript(ModelScript(batch: script), for: Self.grok)
            let outcome = try await trial.run(models: [Self.grok, Self.qwen], prompts: 4)
            guard case .lostBatch? = outcome.stop else {
                Issue.record("It ended with \(String(describing: outcome.stop))")
                return
            }
            #expect(try trial.lines.count == 4)
            trial.service.server.setScript(nil, for: Self.grok)
            var options = BatchOptions()
            options.resubmits = true
            // Whoever says no to the proposal has freed nothing.
            let models = [Self.grok, Self.qwen]
            let journal = try trial.journal
            try await trial.decline(models: models, prompts: 4, options)
            #expect(try trial.journal == journal)
            #expect(try await trial.run(models: models, prompts: 4, options) == .complete)
            #expect(try trial.lines.count == 8)
            #expect(trial.count(Self.grok) == 2 && trial.count(Self.qwen) == 1)
        }
    }

    @Test func whatWasSubmittedAgainIsCollectedByAnyLaterRun() async throws {
        try await SubmissionTrial.run { trial in
            let failing = BatchScript { _ in .moderation }
            trial.service.server.setScript(ModelScript(batch: failing), for: Self.grok)
            #expect(try await trial.run(models: [Self.grok], prompts: 4) == .complete)
            // The run that asks again gives up before the service knows the batch.
            let late = BatchScript(late404s: 9)
            trial.service.server.setScript(ModelScript(batch: late), for: Self.grok)
            let options = BatchOptions(retries: .all)
            let outcome = try await trial.run(models: [Self.grok], prompts: 4, options)
            #expect(outcome.submitted?.total == 4)
            #expect(try await trial.run(models: [Self.grok], prompts: 4) == .complete)
            let completed = try trial.lines.count { $0["status"] as? String == "completed" }
            #expect(completed == 4)
            #expect(trial.count(Self.grok) == 2)
        }
    }

    @Test func answersToWhatIsNotAskedForAreKept() async throws {
        try await SubmissionTrial.run { trial in
            let late = ModelScript(batch: BatchScript(late404s: 9))
            trial.service.server.setScript(late, for: Self.grok)
            let first = try await trial.run(models: [Self.grok], prompts: 4)
            #expect(first.submitted?.total == 4)
            let outcome = try await trial.run(models: [Self.grok], prompts: 3)
            #expect(outcome.stop == nil && outcome.unclaimed == 1)
            #expect(try trial.lines.count == 3)
            #expect(try await trial.run(models: [Self.grok], prompts: 4) == .complete)
            #expect(try trial.lines.count == 4)
            #expect(trial.count(Self.grok) == 1)
        }
    }

    /// A batch that is asked for again, for the sake of one answer, brings no other a second time.
    @Test func failuresBesideAKeptAnswerAreCollectedOnce() async throws {
        try await SubmissionTrial.run { trial in
            let failing = BatchScript(late404s: 9) { $0 == 0 ? .moderation : nil }
            trial.service.server.setScript(ModelScript(batch: failing), for: Self.grok)
            _ = try await trial.run(models: [Self.grok], prompts: 4)
            for _ in 0..<3 {
                _ = try await trial.run(models: [Self.grok], prompts: 3)
                #expect(try trial.lines.count == 3)
            }
            // What failed and is asked again waits in another batch, whatever the first one says.
            trial.service.server.setScript(nil, for: Self.grok)
            let options = BatchOptions(retries: .all)
            _ = try await trial.run(models: [Self.grok], prompts: 3, options)
            #expect(try trial.lines.count { $0["status"] as? String == "completed" } == 3)
            #expect(try await trial.run(models: [Self.grok], prompts: 4) == .complete)
            #expect(try trial.lines.count { $0["status"] as? String == "completed" } == 4)
            #expect(try trial.lines.count == 5)
            #expect(trial.count(Self.grok) == 2)
        }
    }

    @Test func theCostLimitReservesTheMostPossible() async throws {
        try await SubmissionTrial.run { trial in
            // An answer of at most 1,000 tokens costs at most $0.00075.
            var options = BatchOptions(maximumCost: Decimal(string: "0.004"), maxTokens: 1_000)
            options.engine = .openrouter
            let outcome = try await trial.run(models: [Self.grok], prompts: 12, options)
            // Answers cost less than that, so more are submitted once the first are paid.
            #expect(trial.submissions.count > 1)
            let lines = try trial.lines
            #expect(trial.cost(lines) <= Decimal(string: "0.004") ?? 0)
            #expect(outcome.stop == (lines.count == 12 ? nil : .cost))
        }
    }

    /// They would be paid for twice, so the run ends and a later one looks again.
    @Test func resultsThatAreMissingAreNotAskedAgain() async throws {
        try await SubmissionTrial.run { trial in
            let script = ModelScript(batch: BatchScript(lost: 12))
            trial.service.server.setScript(script, for: Self.grok)
            for _ in 0..<2 {
                let outcome = try await trial.run(models: [Self.grok], prompts: 12)
                guard case .unreachable(let failure)? = outcome.stop else {
                    Issue.record("It ended with \(String(describing: outcome.stop))")
                    return
                }
                #expect(failure.message.contains("without results"))
                #expect(outcome.submitted?.total == 12)
                #expect(trial.submissions.count == 1)
            }
            trial.service.server.setScript(nil, for: Self.grok)
            var options = BatchOptions()
            options.resubmits = true
            #expect(try await trial.run(models: [Self.grok], prompts: 12, options) == .complete)
            #expect(try trial.lines.count == 12)
        }
    }

    @Test func noRefusalHoldsItForADay() async throws {
        try await SubmissionTrial.run { trial in
            var busy = ScriptedAnswer.error("busy", status: 429)
            busy.headers["Retry-After"] = "86400"
            let script = ModelScript(batch: BatchScript(refusal: busy))
            trial.service.server.setScript(script, for: Self.grok)
            let outcome = try await trial.run(models: [Self.grok], prompts: 1)
            guard case .unreachable? = outcome.stop else {
                Issue.record("It ended with \(String(describing: outcome.stop))")
                return
            }
            #expect(trial.elapsed < .seconds(3600))
        }
    }

    @Test func aServiceThatIsSilentForNowIsNotOneWithoutBatches() async throws {
        try await SubmissionTrial.run { trial in
            trial.service.server.setRoute(.error("busy", status: 503), for: "/api/v1/batches")
            let error = await #expect(throws: BatchError.self) {
                try await trial.run(models: [Self.grok], prompts: 1)
            }
            guard case .silentBatchAPI? = error else {
                Issue.record("It ended with \(String(describing: error))")
                return
            }
        }
    }

    @Test func countsThatCannotBeAreNone() throws {
        let json = #"{"id":"b","request_counts":{"completed":9223372036854775807,"failed":1}}"#
        let job = try JSONDecoder().decode(BatchJob.self, from: Data(json.utf8))
        #expect(job.completed == 0 && job.failed == 1)
    }

    @Test func aServiceWithoutBatchesIsToldBeforeAnythingIsSent() async throws {
        try await SubmissionTrial.run { trial in
            trial.service.server.setRoute(.error("Not Found", status: 404), for: "/api/v1/batches")
            await #expect(throws: BatchError.self) {
                try await trial.run(models: [Self.grok], prompts: 1)
            }
            #expect(trial.submissions.isEmpty)
        }
    }
}
