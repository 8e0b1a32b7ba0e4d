import Foundation

/// A batch with its files read and its models verified.
struct PreparedBatch: Sendable {
    let plan: BatchPlan
    let slate: Slate
    /// The results; whoever holds this batch closes them.
    let results: ResultFile
    /// What was submitted to the service.
    let journal: BatchJournal
    let path: String
    /// What another process needs to go on with it; `nil` if none can.
    let followed: FollowedBatch?
}

extension Workspace {
    /// Forecasts a batch without sending or writing anything; the result cannot be run.
    @concurrent
    package func forecast(_ request: BatchRequest) async throws(BatchError) -> BatchProposal {
        let prompts = try PromptSource(request).prompts()
        let results = try ResultFile.openForReading(path: request.resultsFile)
        let draft: BatchDraft
        do throws(BatchError) {
            let journal = try BatchJournal(
                besides: request.resultsFile,
                of: client.service,
                time: time
            )
            let earlier = Earlier(try await results?.read() ?? [], await journal.chunks)
            draft = try await self.draft(request, prompts, earlier)
            try await journal.requireOwn(draft.plan)
        } catch {
            await results?.close()
            throw error
        }
        await results?.close()
        return try await proposal(BatchProposal.ID(number: 0), draft.plan, nil, asks: false)
    }

    /// Prepares a batch; only a definitive no stops it.
    ///
    /// It asks nobody if nothing remains to be asked.
    func propose(
        _ request: BatchRequest,
        _ id: BatchProposal.ID
    ) async throws(BatchError) -> (BatchProposal, PreparedBatch) {
        let prompts = try PromptSource(request).prompts()
        let path = request.resultsFile
        let results = try ResultFile.open(path: path)
        do throws(BatchError) {
            let known = try await results.read()
            let journal = try BatchJournal(besides: path, of: client.service, time: time)
            do throws(BatchError) {
                try await settle(journal, resubmits: request.options.resubmits)
            } catch {
                // What may have been submitted stays so; the rest can be asked from here.
                guard request.options.engine == .here, !request.options.resubmits,
                    error.isOfBatchAPI
                else { throw error }
            }
            let earlier = Earlier(known, await journal.chunks)
            let draft = try await self.draft(request, prompts, earlier)
            try await journal.requireOwn(draft.plan)
            var plan = draft.plan
            var verification: SlateVerification?
            if !plan.items.isEmpty {
                if plan.items.contains(where: { $0.engine == .openrouter }) {
                    try await requireBatchAPI()
                }
                let found = try await verify(draft.slate, draft.stored, isResumed: !known.isEmpty)
                verification = found
                plan = try self.plan(
                    request,
                    prompts,
                    found.findings.map { ($0.model, $0.pin, $0.entry.service) },
                    draft.stored,
                    earlier
                )
            }
            return (
                try await proposal(id, plan, verification, asks: true),
                PreparedBatch(
                    plan: plan,
                    slate: draft.slate,
                    results: results,
                    journal: journal,
                    path: path,
                    followed: FollowedBatch(request)
                )
            )
        } catch {
            await results.close()
            throw error
        }
    }

    /// Runs a prepared batch; whoever prepared it closes the results.
    func run(
        _ batch: PreparedBatch,
        pause: BatchPause,
        onNews: @escaping BatchRunner.NewsHandler
    ) async -> BatchOutcome {
        do throws(BatchError) {
            try await batch.journal.noteFreed()
        } catch {
            return BatchOutcome(stop: BatchStop(error))
        }
        guard !batch.plan.isDone else { return BatchOutcome() }
        try? await batch.slate.rememberRoutes(in: store, now: time.now())
        let submission = SubmissionRun(
            batch.plan,
            batch.journal,
            batch.results,
            client: client.batches,
            service: client.service,
            store: store,
            time: time,
            waits: waits,
            poll: poll,
            onNews: onNews
        )
        let plan = batch.plan.here(reserved: await submission.submit())
        if let followed = batch.followed, await !batch.journal.ownOpen.isEmpty {
            await remember(followed, isOpen: true)
        }
        await submission.leave(plan)
        async let there = submission.follow()
        var outcome = BatchOutcome()
        if !plan.items.isEmpty {
            outcome = await BatchRunner(
                client: client,
                store: store,
                time: time,
                preference: routes,
                waits: waits,
                pause: pause,
                logger: logger
            ).run(plan, results: batch.results, onNews: onNews)
        }
        outcome = outcome.joined(with: await there)
        if let followed = batch.followed, outcome.submitted == nil,
            await !batch.journal.chunks.isEmpty
        {
            await remember(followed, isOpen: false)
        }
        return outcome
    }

    /// What a batch would ask, without verifying its models.
    func plan(
        _ request: BatchRequest,
        earlier: [BatchResult] = []
    ) async throws(BatchError) -> BatchPlan {
        try await draft(request, PromptSource(request).prompts(), Earlier(earlier, [])).plan
    }

    /// What earlier runs brought, and what they submitted.
    private struct Earlier {
        let results: [BatchResult]
        let chunks: [SubmittedChunk]

        init(_ results: [BatchResult], _ chunks: [SubmittedChunk]) {
            (self.results, self.chunks) = (results, chunks)
        }
    }

    private typealias Prompts = (all: [BatchPrompt], source: PromptSource)

    /// The parts of a batch known without any request.
    private struct BatchDraft {
        let plan: BatchPlan
        let slate: Slate
        let stored: [Model]
    }

    private func draft(
        _ request: BatchRequest,
        _ prompts: Prompts,
        _ earlier: Earlier
    ) async throws(BatchError) -> BatchDraft {
        let stored: [Model]
        let slate: Slate
        do throws(StoreError) {
            stored = try await models()
            if let given = request.slate {
                slate = given
            } else {
                let byID = stored.keyed(by: \.id)
                slate = try await self.slate(of: request.modelIDs.compactMap { byID[$0] })
            }
        } catch {
            throw .store(error)
        }
        let models = slate.entries.map { entry in
            (entry.model(in: stored), entry.routing.map { ProviderPin($0) }, entry.service)
        }
        let plan = try plan(request, prompts, models, stored, earlier)
        return BatchDraft(plan: plan, slate: slate, stored: stored)
    }

    private func plan(
        _ request: BatchRequest,
        _ prompts: Prompts,
        _ models: [(model: Model, pin: ProviderPin?, service: String?)],
        _ stored: [Model],
        _ earlier: Earlier
    ) throws(BatchError) -> BatchPlan {
        var options = request.options
        options.connectionLimit = client.connectionLimit
        options.service = client.service
        return try BatchPlan(
            prompts: prompts.all,
            source: prompts.source,
            models: models.map { model, pin, service in
                BatchModel(
                    model,
                    fallbacks: request.fallsBack ? fallbacks.models(for: model, in: stored) : [],
                    pin: pin,
                    service: service
                )
            },
            options: options,
            results: earlier.results,
            chunks: earlier.chunks,
            path: request.resultsPath
        )
    }

    /// Verifies the slate; throws `BatchError.unusable` for a definitive no.
    ///
    /// A batch that goes on asks a model again that refused during an earlier run, if its endpoints
    /// are up: one prompt finds out whether that was mended.
    private func verify(
        _ slate: Slate,
        _ stored: [Model],
        isResumed: Bool
    ) async throws(BatchError) -> SlateVerification {
        var verification: SlateVerification
        do throws(StoreError) {
            verification = try await verify(slate, models: stored, kind: .shallow)
        } catch {
            throw .store(error)
        }
        if verification.isCancelled { throw .cancelled }
        if case .key(let failure) = verification.stop { throw .account(failure) }
        if isResumed {
            for index in verification.findings.indices where verification.findings[index].isUpAgain
            {
                verification.findings[index].usability = .inconclusive
            }
        }
        guard verification.unusable.isEmpty else { throw .unusable(verification) }
        return verification
    }

    /// What the service says of the key; `nil` if it does not tell, or could not be asked.
    ///
    /// Throws `BatchError.account` if it refuses the key, or if the key has expired.
    private func keyStatus() async throws(BatchError) -> KeyStatus? {
        let status: KeyStatus
        do throws(ServiceFailure) {
            status = try await client.fetchKeyStatus()
        } catch {
            guard error.kind == .unauthorized || error.kind == .keyLimit else { return nil }
            throw .account(error)
        }
        guard let end = status.expiresAt, end <= time.now() else { return status }
        throw .account(
            ServiceFailure(
                .unauthorized,
                message: "the key expired at \(end.formatted(.iso8601))"
            )
        )
    }

    private func proposal(
        _ id: BatchProposal.ID,
        _ plan: BatchPlan,
        _ verification: SlateVerification?,
        asks: Bool
    ) async throws(BatchError) -> BatchProposal {
        let ids = plan.models.map(\.model.id)
        let key = asks && !plan.items.isEmpty ? try await keyStatus() : nil
        var forecast: BatchForecast
        do throws(StoreError) {
            let past = try await store.pastPerformance(of: ids)
            let usesFreeTier = plan.items.contains(where: \.isFree)
            forecast = BatchForecast(
                plan,
                past: past,
                answers: try await SeenAnswers.read(of: ids, past: past, in: store),
                freeTier: usesFreeTier ? try await freeTier(asks: asks) : FreeTier(),
                now: time.now()
            )
        } catch {
            throw .store(error)
        }
        forecast.key = key
        try forecast.requirePayment(shards: plan.options.shard?.count ?? 1)
        return BatchProposal(
            id: id,
            forecast: forecast,
            findings: verification?.findings ?? [],
            summary: BatchSummary(plan),
            catalogFailure: verification?.catalogFailure,
            atOnce: plan.options.ownConcurrency,
            strayCount: plan.strayCount,
            looselyPinned: plan.models.filter { model in
                model.pin.map { !client.kind.sendsAll(of: $0.routing) } ?? false
            }.map(\.model.id),
            unprovenFree: plan.models.map(\.model).filter { model in
                model.isFree
                    && !forecast.answers.contains { $0.modelID == model.id && $0.answered > 0 }
                    && plan.items.contains { $0.modelID == model.id }
            }.map(\.id),
            expiring: plan.models.compactMap { ModelExpiry($0.model, now: time.now()) }
        )
    }
}
