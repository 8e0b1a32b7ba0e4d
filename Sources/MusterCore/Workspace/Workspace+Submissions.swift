import Foundation

extension Workspace {
    /// Looks submissions up whose answer never arrived.
    ///
    /// One that the service does not have stays as it is, unless `resubmits`: then its requests are
    /// free to be submitted again.
    func settle(_ journal: BatchJournal, resubmits: Bool) async throws(BatchError) {
        let lookUp = SubmissionLookUp(
            client: client.batches,
            time: time,
            waits: waits,
            poll: poll
        )
        for chunk in await journal.ownOpen where chunk.state == .unclear {
            let found: BatchJob?
            do throws(ServiceFailure) {
                found = try await lookUp.job(of: chunk, unlike: await journal.chunks)
            } catch {
                throw BatchError(ofBatches: error)
            }
            if let found {
                try await journal.note(chunk, submittedAs: found.id)
            } else if resubmits {
                await journal.free(chunk)
            }
        }
        if resubmits { try await freeLost(journal) }
    }

    /// Frees the requests of batches that the service no longer knows, or whose results it no longer
    /// has.
    private func freeLost(_ journal: BatchJournal) async throws(BatchError) {
        for chunk in await journal.ownOpen {
            let known = chunk.sentAt.addingTimeInterval(SubmissionLookUp.lateness)
            guard let id = chunk.jobID, time.now() > known else { continue }
            guard try await isLost(id) else { continue }
            await journal.free(chunk)
        }
    }

    private func isLost(_ id: BatchJob.ID) async throws(BatchError) -> Bool {
        var isKnown = false
        do throws(ServiceFailure) {
            let job = try await client.batches.job(id)
            isKnown = true
            guard job.status == .completed else { return false }
            let page = try await client.batches.answers(id, nil)
            return page.answers.isEmpty && page.next == nil && job.completed > 0
        } catch {
            if error.keepsEveryBatch { throw .account(error) }
            return isKnown ? error.tellsOfNoResults : error.httpStatus == 404
        }
    }

    /// Throws unless the service answers for its batches, before anything is submitted.
    func requireBatchAPI() async throws(BatchError) {
        do throws(ServiceFailure) {
            _ = try await client.batches.jobs(time.now())
        } catch {
            throw BatchError(ofBatches: error)
        }
    }
}

extension Workspace {
    /// The batches that were submitted for a results file, with what the service says of the open
    /// ones.
    @concurrent
    package func submittedBatches(
        of resultsPath: String
    ) async throws(BatchError) -> [SubmittedBatch] {
        let path = resultsPath.expandingTilde.followingLinks
        let journal = try BatchJournal(besides: path, of: client.service, time: time)
        if await journal.ownOpen.isEmpty, let other = await journal.open.first {
            throw .submittedElsewhere(path: path, service: other.service ?? "")
        }
        var batches: [SubmittedBatch] = []
        for chunk in await journal.own {
            var batch = SubmittedBatch(chunk: chunk)
            if chunk.isOpen, let id = chunk.jobID {
                do throws(ServiceFailure) {
                    batch.job = try await client.batches.job(id)
                } catch {
                    guard !error.keepsEveryBatch else { throw .account(error) }
                    batch.failure = error
                }
            }
            batches.append(batch)
        }
        return batches
    }

    /// The batches of the key's workspace of the last 30 days, which is as long as they are kept.
    @concurrent
    package func submittedBatches() async throws(BatchError) -> [SubmittedBatch] {
        do throws(ServiceFailure) {
            let month = time.now().addingTimeInterval(-30 * 86_400)
            return try await client.batches.jobs(month).map { SubmittedBatch(job: $0) }
        } catch {
            throw BatchError(ofBatches: error)
        }
    }

    /// The batches of which the service may still have a part, the last one first.
    @concurrent
    package func followedBatches() async -> [FollowedBatch] {
        [FollowedBatch](json: try? store.setting(Self.followedKey))
    }

    /// Asks for a followed batch from time to time, until nothing of it is left at the service, or
    /// the task is cancelled.
    @concurrent
    package func follow(
        _ batch: FollowedBatch,
        onProgress: @Sendable (SubmissionProgress) async -> Void
    ) async {
        var wait = poll.first
        while !Task.isCancelled {
            guard let batches = try? await submittedBatches(of: batch.resultsPath) else { return }
            let open = batches.filter { $0.chunk?.isOpen == true }
            guard !open.isEmpty else {
                await remember(batch, isOpen: false)
                return
            }
            let total = open.reduce(0) { $0 + $1.count }
            let done = open.reduce(0) { sum, batch in
                sum + (batch.job.map { min($0.completed + $0.failed, batch.count) } ?? 0)
            }
            await onProgress(SubmissionProgress(total: total, done: done))
            guard !open.allSatisfy({ $0.job?.status.isFinal == true }) else { return }
            await waits.sleep(wait)
            wait = poll.next(after: wait)
        }
    }

    /// Remembers that the service has a part of a batch, or that it has none any more.
    func remember(_ batch: FollowedBatch, isOpen: Bool) async {
        try? await store.updateSetting(Self.followedKey) { json in
            var all = [FollowedBatch](json: json).filter { $0.resultsPath != batch.resultsPath }
            if isOpen { all.insert(batch, at: 0) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let new = try? encoder.encode(Array(all.prefix(Self.followedLimit)))
            return new.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static let followedKey = "followed_batches"
    private static let followedLimit = 20

    /// Asks the service to cancel a batch; what is answered by then is paid for.
    @concurrent
    package func cancel(_ id: BatchJob.ID) async throws(ServiceFailure) -> BatchJob {
        try await client.batches.cancel(id)
    }
}

extension [FollowedBatch] {
    /// What is stored; none if it is unreadable.
    fileprivate init(json: String?) {
        let stored = json.map { Data($0.utf8) }
        self = stored.flatMap { try? JSONDecoder().decode(Self.self, from: $0) } ?? []
    }
}

extension BatchOutcome {
    /// The end of a batch of which another part ended so.
    func joined(with other: BatchOutcome) -> BatchOutcome {
        var whole = self
        whole.stop = stop ?? other.stop
        whole.refusals += other.refusals
        whole.storeFailure = storeFailure ?? other.storeFailure
        whole.submitted = other.submitted
        whole.unclaimed = other.unclaimed
        whole.shortfalls = other.shortfalls
        return whole
    }
}

extension ServiceFailure {
    /// Whether a batch's results are gone; those that are merely unknown (404) may still come.
    var tellsOfNoResults: Bool { httpStatus == 410 }
}
