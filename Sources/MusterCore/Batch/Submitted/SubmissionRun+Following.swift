import Foundation

extension SubmissionRun {
    /// Questions in a row without an answer before the run ends; the batches go on.
    private static let failureLimit = 12
    /// Waits for the submitted batches, and puts their answers into the results.
    func follow() async -> BatchOutcome {
        var wait = poll.first
        while isGoing, !Task.isCancelled {
            let open = await following
            guard !open.isEmpty else { break }
            var isAnyOver = false
            for chunk in open {
                guard isGoing, !Task.isCancelled else { break }
                if await ask(chunk) { isAnyOver = true }
            }
            await onNews(.followed(await progress))
            if isAnyOver, outcome.stop == .cost {
                // What is over may have cost less than it might have.
                outcome.stop = nil
                await submit()
            }
            guard isGoing, await !following.isEmpty else { continue }
            await waits.sleep(wait)
            wait = poll.next(after: wait)
        }
        let open = await journal.ownOpen
        if Task.isCancelled {
            outcome.stop = outcome.stop ?? .interrupted
        } else if outcome.stop == nil, let unclear = open.first(where: { $0.state == .unclear }) {
            outcome.stop = .unclear(unclear.modelID, count: unclear.count)
        } else if outcome.stop == nil, let id = lost.first {
            outcome.stop = .lostBatch(id)
        }
        outcome.submitted = open.isEmpty ? nil : await progress
        return outcome
    }

    /// The submissions that may still bring answers.
    private var following: [SubmittedChunk] {
        get async {
            await journal.ownOpen.filter { chunk in
                chunk.jobID.map { !lost.contains($0) && !kept.contains($0) } ?? false
            }
        }
    }

    /// Whether nothing keeps it from asking for what it has submitted.
    private var isGoing: Bool {
        switch outcome.stop {
        case nil, .cost, .unclear: true
        default: false
        }
    }

    /// How far the open batches are, and those that ended in this run.
    var progress: SubmissionProgress {
        get async {
            var progress = SubmissionProgress()
            for chunk in await journal.own {
                guard let id = chunk.jobID, !kept.contains(id) else { continue }
                let job = jobs[id]
                guard chunk.isOpen || job != nil else { continue }
                progress.total += chunk.count
                if let job { progress.done += min(job.completed + job.failed, chunk.count) }
            }
            return progress
        }
    }

    /// Asks for a batch, and collects its answers if it is over; returns whether it is.
    private func ask(_ chunk: SubmittedChunk) async -> Bool {
        guard let id = chunk.jobID else { return false }
        let job: BatchJob
        do throws(ServiceFailure) {
            job = try await client.job(id)
        } catch {
            if error.httpStatus == 404 { noteUnknown(id, chunk) } else { note(error) }
            return false
        }
        jobs[id] = job
        var isOver = false
        if job.status.isFinal {
            do throws(ServiceFailure) {
                isOver = try await collect(job, chunk)
            } catch {
                if error.tellsOfNoResults { noteUnknown(id, chunk) } else { note(error) }
                return false
            }
        }
        (unknownInARow[id], failedInARow) = (nil, 0)
        return isOver
    }

    /// Counts a question to which the service knows no batch, or no results; new ones may be unknown
    /// for a while.
    private func noteUnknown(_ id: BatchJob.ID, _ chunk: SubmittedChunk) {
        unknownInARow[id, default: 0] += 1
        let isOld = time.now() > chunk.sentAt.addingTimeInterval(SubmissionLookUp.lateness)
        if isOld, unknownInARow[id, default: 0] >= 3 { lost.append(id) }
    }

    /// Counts a question without an answer.
    private func note(_ failure: ServiceFailure) {
        if failure.keepsEveryBatch {
            outcome.stop = .account(failure)
        } else if failure.kind != .cancelled {
            failedInARow += 1
            if failedInARow >= Self.failureLimit { outcome.stop = .unreachable(failure) }
        }
    }

    /// Puts a batch's answers into the results, except those that are there; returns whether the
    /// batch is over for us too.
    private func collect(
        _ job: BatchJob,
        _ chunk: SubmittedChunk
    ) async throws(ServiceFailure) -> Bool {
        let names = Set(chunk.customIDs)
        var received: Set<String> = []
        var isOthers = false
        var group = ResultGroup()
        var cursor: String?
        var seen: Set<String> = [""]
        repeat {
            let page: BatchAnswerPage
            do throws(ServiceFailure) {
                page = try await client.answers(job.id, cursor)
            } catch {
                // A batch that did not come to its end may have no results at all.
                let hasNone = [400, 404, 409, 410].contains(error.httpStatus)
                guard job.status != .completed, hasNone, cursor == nil else { throw error }
                page = BatchAnswerPage(answers: [], next: nil)
            }
            isOthers = isOthers || page.answers.contains { !names.contains($0.customID) }
            for answer in page.answers where names.contains(answer.customID) && answer.wasAsked {
                received.insert(answer.customID)
                // What is collected may have been asked again since, and waits in another batch.
                guard !chunk.collected.contains(answer.customID),
                    let item = asked.removeValue(forKey: answer.customID)
                else { continue }
                guard let entry = await entry(answer, to: item, job, chunk) else { return false }
                group.add(entry)
            }
            guard await commit(&group) else { return false }
            // Cursors that repeat would never end.
            cursor = page.next.flatMap { seen.insert($0).inserted ? $0 : nil }
        } while cursor != nil
        if received.isEmpty, isOthers { return await disown(job, chunk) }
        // To count them as lost would be to pay for them again.
        guard !received.isEmpty || job.status != .completed || job.completed == 0 else {
            throw ServiceFailure(.malformed, message: "\(job.id) is completed, but without results")
        }
        let unclaimed = received.intersection(plan.unclaimed)
        guard unclaimed.isEmpty else {
            // They are paid for: a run with their prompts and models collects them.
            kept.insert(job.id)
            outcome.unclaimed += unclaimed.count
            do throws(BatchError) {
                try await journal.note(chunk, collected: received.subtracting(unclaimed))
                return true
            } catch {
                outcome.stop = .results(error)
                return false
            }
        }
        do throws(BatchError) {
            if received.isEmpty, job.status == .completed {
                try await journal.note(void: chunk, because: "completed without an answer")
            } else {
                try await journal.note(chunk, over: job, answers: received.count)
            }
        } catch {
            outcome.stop = .results(error)
            return false
        }
        for name in chunk.customIDs where !chunk.collected.contains(name) { asked[name] = nil }
        note(job, chunk, answers: received.count)
        return true
    }

    /// Takes back that a batch is a chunk's: a look-up took another run's for it.
    private func disown(_ job: BatchJob, _ chunk: SubmittedChunk) async -> Bool {
        do throws(BatchError) {
            try await journal.note(chunk, isNot: job.id)
        } catch {
            outcome.stop = .results(error)
        }
        return false
    }

    private func entry(
        _ answer: BatchAnswer,
        to item: BatchItem,
        _ job: BatchJob,
        _ chunk: SubmittedChunk
    ) async -> ResultGroup.Entry? {
        guard let model = models[item.modelID] else { return nil }
        let content: PromptContent
        do throws(BatchError) {
            content = try plan.source.content(of: item.prompt)
        } catch {
            outcome.stop = .prompts(error)
            return nil
        }
        // Where only the sum is known, each answer has the same share of it.
        let share = job.cost.map { $0 / Decimal(max(job.completed, 1)) }
        let entry = await AnswerReplay(store: store, time: time, service: service).entry(
            answer,
            to: item,
            content,
            model,
            maxTokens: plan.options.maxTokens,
            engine: .openrouter,
            sentAt: job.createdAt ?? chunk.sentAt,
            cost: share
        )
        if let result = entry.record?.result {
            // As in the plan: an answer without a cost counts at its worst.
            spent += result.cost ?? (result.hasBegun ? item.maximumCost ?? 0 : 0)
        }
        return entry
    }

    /// Writes a group; returns whether it is on the disk.
    private func commit(_ group: inout ResultGroup) async -> Bool {
        let entries = group.take()
        do throws(BatchError) {
            let (answers, storeFailure) = try await entries.commit(to: results, in: store)
            outcome.storeFailure = storeFailure ?? outcome.storeFailure
            for answer in answers { await onNews(.collected(answer)) }
            return true
        } catch {
            outcome.stop = .results(error)
            return false
        }
    }

    private func note(_ job: BatchJob, _ chunk: SubmittedChunk, answers: Int) {
        if job.status == .failed {
            let message = job.message ?? "it did not say why"
            outcome.refusals.append(
                BatchRefusedModel(
                    modelID: chunk.modelID,
                    failure: ServiceFailure(.badRequest, message: message),
                    jobID: job.id
                )
            )
        } else if answers < chunk.count {
            outcome.shortfalls.append(
                BatchShortfall(
                    job: job,
                    modelID: chunk.modelID,
                    answers: answers,
                    requests: chunk.count
                )
            )
        }
    }
}

/// A batch of the service that is over without an answer to each request.
package struct BatchShortfall: Sendable, Hashable {
    package let job: BatchJob
    package let modelID: ModelID
    /// How many answers there were to how many requests.
    package let answers: Int
    package let requests: Int

    /// In words: `batch_1 of a/b expired with 40 of 100 answers`.
    package var words: String {
        let counted = job.completed + job.failed
        let verb = job.status == .completed ? "ended" : "was \(job.status.words)"
        let count = "with \(answers) of \(requests) answers"
        let claim = counted != answers ? ", where the service counts \(counted)" : ""
        return
            "\(job.id) of \(modelID) \(job.status == .expired ? "expired" : verb) \(count)\(claim)"
    }
}
