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
        for chunk in await journal.open where chunk.state == .unclear {
            let found: BatchJob?
            do throws(ServiceFailure) {
                found = try await lookUp.job(of: chunk, unlike: await journal.chunks)
            } catch {
                throw error.keepsEveryBatch ? .account(error) : .noBatchAPI(error)
            }
            if let found {
                try await journal.note(chunk, submittedAs: found.id)
            } else if resubmits {
                try await journal.note(void: chunk, because: "not found; sent again on request")
            }
        }
    }

    /// Throws unless the service answers for its batches, before anything is submitted.
    func requireBatchAPI() async throws(BatchError) {
        do throws(ServiceFailure) {
            _ = try await client.batches.jobs(time.now())
        } catch {
            throw error.keepsEveryBatch ? .account(error) : .noBatchAPI(error)
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
        let journal = try BatchJournal(besides: resultsPath.expandingTilde, time: time)
        var batches: [SubmittedBatch] = []
        for chunk in await journal.chunks {
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
            throw error.keepsEveryBatch ? .account(error) : .noBatchAPI(error)
        }
    }

    /// Asks the service to cancel a batch; what is answered by then is paid for.
    @concurrent
    package func cancel(_ id: BatchJob.ID) async throws(ServiceFailure) -> BatchJob {
        try await client.batches.cancel(id)
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
        whole.shortfalls = other.shortfalls
        return whole
    }
}
