import Foundation

/// Finds the batch of a submission whose answer never arrived.
struct SubmissionLookUp: Sendable {
    let client: BatchClient
    let time: TimeSource
    let waits: WaitSource
    let poll: BatchPoll

    /// The service's clock may be so many seconds behind.
    private static let clockError: TimeInterval = 120
    /// After so many seconds the service knows a batch that it has accepted.
    static let lateness: TimeInterval = 600

    /// The batch of a chunk among those of the workspace; `nil` if there is none, or if several may
    /// be it.
    ///
    /// `known` are the chunks of the same journal, whose batches are others.
    func job(
        of chunk: SubmittedChunk,
        unlike known: [SubmittedChunk]
    ) async throws(ServiceFailure) -> BatchJob? {
        let others = Set(known.compactMap(\.jobID))
        let looks = time.now() > chunk.sentAt.addingTimeInterval(Self.lateness) ? 1 : 3
        for look in 0..<looks {
            if look > 0 { await waits.sleep(poll.first) }
            let after = chunk.sentAt.addingTimeInterval(-Self.clockError)
            let jobs = try await client.jobs(after).filter { job in
                !others.contains(job.id) && ModelID(rawValue: job.model).isBatch(of: chunk.modelID)
                    && (job.total == chunk.count || job.total == 0)
            }
            var candidates: [BatchJob] = []
            for job in jobs {
                // Another run of the same prompts has the same names.
                let names = job.status.isFinal ? await names(of: job) : []
                if Set(chunk.customIDs).isSuperset(of: names) { candidates.append(job) }
            }
            if candidates.count == 1 { return candidates[0] }
        }
        return nil
    }

    /// The requests that a batch has answered; one that failed or was cancelled may have none.
    private func names(of job: BatchJob) async -> [String] {
        (try? await client.answers(job.id, nil).answers.map(\.customID)) ?? []
    }
}

extension ModelID {
    /// Whether the service may call the model so in a batch.
    fileprivate func isBatch(of model: ModelID) -> Bool {
        self == model || isBatchOnly && base == model
    }
}
