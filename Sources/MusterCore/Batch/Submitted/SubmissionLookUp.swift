import Foundation

/// Finds the batch of a submission whose answer never arrived.
struct SubmissionLookUp: Sendable {
    let client: BatchClient
    let time: TimeSource
    let waits: WaitSource
    let poll: BatchPoll

    /// The service's clock may be so many seconds behind.
    private static let clockError: TimeInterval = 120
    /// After so many seconds a batch that exists is in the list.
    private static let lateness: TimeInterval = 600

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
            let candidates = try await client.jobs(after).filter { job in
                !others.contains(job.id) && ModelID(rawValue: job.model).isBatch(of: chunk.modelID)
                    && (job.total == chunk.count || job.total == 0)
            }
            if candidates.count == 1 { return candidates[0] }
            for job in candidates where job.status.isFinal {
                let names = try await client.answers(job.id, nil).answers.map(\.customID)
                if !names.isEmpty, Set(chunk.customIDs).isSuperset(of: names) { return job }
            }
        }
        return nil
    }
}

extension ModelID {
    /// Whether the service may call the model so in a batch.
    fileprivate func isBatch(of model: ModelID) -> Bool {
        self == model || isBatchOnly && base == model
    }
}
