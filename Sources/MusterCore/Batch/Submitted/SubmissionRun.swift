import Foundation

/// Has the service answer the part of a batch that it takes in batches: submits, follows, collects.
///
/// Cancelling the task leaves the batches running at the service.
actor SubmissionRun {
    let client: BatchClient
    /// The user's name for the service.
    let service: String
    let store: Store
    let time: TimeSource
    let waits: WaitSource
    let poll: BatchPoll
    let plan: BatchPlan
    let models: [ModelID: BatchModel]
    let journal: BatchJournal
    let results: ResultFile
    let onNews: BatchRunner.NewsHandler

    /// What is not submitted yet, a model each, in the order of the slate.
    private var waiting: [(model: BatchModel, items: ArraySlice<BatchItem>)]
    /// What the service has and the results have not, by the name of its request.
    var asked: [String: BatchItem]
    var outcome = BatchOutcome()
    /// US dollars spent, with the answers collected so far.
    var spent: Decimal
    /// What the service last said of each batch.
    var jobs: [BatchJob.ID: BatchJob] = [:]
    /// Refusals for too many submissions in a row.
    private var refusedInARow = 0
    /// Questions without an answer in a row.
    var failedInARow = 0
    /// How often in a row the service did not know a batch, or its results.
    var unknownInARow: [BatchJob.ID: Int] = [:]
    /// The batches that the service no longer knows, or whose results it no longer has.
    var lost: [BatchJob.ID] = []
    /// The batches with answers to prompts or models that this run does not have.
    var kept: Set<BatchJob.ID> = []

    init(
        _ plan: BatchPlan,
        _ journal: BatchJournal,
        _ results: ResultFile,
        client: BatchClient,
        service: String,
        store: Store,
        time: TimeSource,
        waits: WaitSource,
        poll: BatchPoll,
        onNews: @escaping BatchRunner.NewsHandler
    ) {
        (self.client, self.service, self.store, self.time) = (client, service, store, time)
        (self.waits, self.poll) = (waits, poll)
        (self.plan, self.journal, self.results, self.onNews) = (plan, journal, results, onNews)
        let items = Dictionary(
            grouping: plan.items.filter { $0.engine == .openrouter },
            by: \.modelID
        )
        waiting = plan.models.compactMap { model in items[model.model.id].map { (model, $0[...]) } }
        models = plan.models.keyed(by: \.model.id)
        (asked, spent) = (plan.submitted, plan.spent)
    }

    /// Submits what the budget allows; returns the most that all open submissions may cost.
    @discardableResult
    func submit() async -> Decimal {
        while let (model, items) = waiting.first, outcome.stop == nil, !Task.isCancelled {
            do throws(BatchError) {
                let draft = try await draft(model, items)
                guard !draft.items.isEmpty else {
                    outcome.stop = .cost
                    break
                }
                let chunk = try await journal.begin(
                    model.model.id,
                    draft.body.customIDs,
                    reserved: draft.cost
                )
                try await settle(await send(draft.body, chunk), chunk, draft.items)
            } catch {
                outcome.stop = BatchStop(error)
            }
        }
        return await reserved
    }

    /// Keeps for this process what it may spend itself, at most.
    func leave(_ own: BatchPlan) {
        guard let limit = own.options.ownMaximumCost else { return }
        let most = own.items.reduce(Decimal(0)) { $0 + ($1.maximumCost ?? 0) }
        spent += min(most, max(limit - own.spent, 0))
    }

    private var reserved: Decimal {
        get async { await journal.open.reduce(0) { $0 + ($1.reserved ?? 0) } }
    }

    /// Requests that go to the service together, and the most that they may cost.
    private struct Draft {
        var body: SubmissionBody
        var items: [BatchItem] = []
        /// `nil` if a price is unknown.
        var cost: Decimal? = 0
    }

    /// As many of the items as fit into one submission and into the budget.
    private func draft(
        _ model: BatchModel,
        _ items: ArraySlice<BatchItem>
    ) async throws(BatchError) -> Draft {
        let budget = plan.options.ownMaximumCost.map { $0 - spent }
        let taken = await reserved
        var draft = Draft(body: SubmissionBody(model.model.id, pin: model.pin))
        var format: JSONElement?
        for item in items {
            let cost = draft.cost.flatMap { sum in item.maximumCost.map { sum + $0 } }
            if let budget, (cost ?? budget + 1) + taken > budget { break }
            let content = try plan.source.content(of: item.prompt)
            // Google takes one form of answers for a whole batch.
            if model.model.id.author == "google", !draft.items.isEmpty,
                content.parameters["response_format"] != format
            {
                break
            }
            format = content.parameters["response_format"]
            let request = model.request(content, maxTokens: plan.options.maxTokens)
            guard draft.body.add(item.customID, request) else { break }
            draft.items.append(item)
            draft.cost = cost
        }
        return draft
    }

    private enum Submission {
        case accepted(BatchJob)
        case refused(ServiceFailure)
        /// Whether the service has it is not known.
        case unclear
    }

    private func send(_ body: SubmissionBody, _ chunk: SubmittedChunk) async -> Submission {
        do throws(ServiceFailure) {
            return .accepted(try await client.submit(body.whole))
        } catch {
            if error.leavesNoBatch { return .refused(error) }
            guard error.kind != .cancelled else { return .unclear }
            let lookUp = SubmissionLookUp(client: client, time: time, waits: waits, poll: poll)
            let job = try? await lookUp.job(of: chunk, unlike: await journal.chunks)
            return job.map { .accepted($0) } ?? .unclear
        }
    }

    private func settle(
        _ submission: Submission,
        _ chunk: SubmittedChunk,
        _ items: [BatchItem]
    ) async throws(BatchError) {
        switch submission {
        case .accepted(let job):
            try await journal.note(chunk, submittedAs: job.id)
            jobs[job.id] = job
            refusedInARow = 0
            take(items)
            await onNews(.submitted(chunk.modelID, count: chunk.count))
        case .unclear:
            take(items)
            outcome.stop = .unclear(chunk.modelID, count: chunk.count)
        case .refused(let failure):
            try await journal.note(void: chunk, because: failure.explanation)
            if failure.keepsEveryBatch {
                outcome.stop = .account(failure)
            } else if failure.httpStatus == 429 {
                refusedInARow += 1
                guard refusedInARow < Self.refusalLimit else {
                    outcome.stop = .unreachable(failure)
                    return
                }
                await waits.sleep(min(failure.retryAfter ?? poll.first, Self.longestWait))
            } else {
                outcome.refusals.append(
                    BatchRefusedModel(modelID: chunk.modelID, failure: failure)
                )
                waiting.removeFirst()
            }
        }
    }

    private static let refusalLimit = 10
    /// Meanwhile nothing is collected, and nothing is asked from here.
    private static let longestWait = Duration.seconds(300)

    /// Moves items from those that wait to those that the service has.
    private func take(_ items: [BatchItem]) {
        waiting[0].items.removeFirst(items.count)
        if waiting[0].items.isEmpty { waiting.removeFirst() }
        for item in items { asked[item.customID] = item }
    }
}

extension BatchStop {
    /// The error of a file that a batch reads or writes.
    init(_ error: BatchError) {
        if case .changedPrompts = error { self = .prompts(error) } else { self = .results(error) }
    }
}
