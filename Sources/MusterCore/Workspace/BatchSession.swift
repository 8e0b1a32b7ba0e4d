import Foundation

/// Prepares and runs a workspace's batches: at most one is prepared, and at most one runs.
///
/// Each preparation has an ID and owns its results file until it is run, abandoned or superseded.
/// IDs of other preparations have no effect.
package actor BatchSession {
    private let workspace: Workspace
    private let pause = BatchPause()
    private var ready: (id: BatchProposal.ID, batch: PreparedBatch)?
    private var newest = BatchProposal.ID(number: 0)
    private var preparation: Task<Result<BatchProposal, BatchError>, Never>?
    /// The results path of the running batch.
    private var running: String?

    package init(_ workspace: Workspace) { self.workspace = workspace }

    /// Reads the files, checks each model with the service, and makes a forecast.
    ///
    /// It first abandons an earlier preparation, whether ready or still in progress. After an error
    /// no file stays open.
    package func prepare(_ request: BatchRequest) async throws(BatchError) -> BatchProposal {
        newest = BatchProposal.ID(number: newest.number + 1)
        let id = newest
        let earlier = preparation
        earlier?.cancel()
        let task = Task { () async -> Result<BatchProposal, BatchError> in
            // Closing a file drops the process's lock, so only one preparation may hold it.
            _ = await earlier?.value
            if let old = take(ready?.id) { await old.results.close() }
            return await propose(request, id)
        }
        preparation = task
        return try await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }.get()
    }

    private func propose(
        _ request: BatchRequest,
        _ id: BatchProposal.ID
    ) async -> Result<BatchProposal, BatchError> {
        do throws(BatchError) {
            if let running { throw .inUse(path: running, process: getpid()) }
            let (proposal, batch) = try await workspace.propose(request, id)
            guard id == newest, !Task.isCancelled else {
                await batch.results.close()
                throw .cancelled
            }
            ready = (id, batch)
            return .success(proposal)
        } catch {
            return .failure(error)
        }
    }

    /// Runs a prepared batch until it is done or the task is cancelled.
    ///
    /// Returns `nil` if the ID is not the newest, or was run before.
    package func run(
        _ id: BatchProposal.ID,
        onNews: @escaping BatchRunner.NewsHandler
    ) async -> BatchOutcome? {
        guard running == nil, let batch = take(id) else { return nil }
        running = batch.path
        await pause.set(false)
        let outcome = await workspace.run(batch, pause: pause, onNews: onNews)
        await batch.results.close()
        running = nil
        return outcome
    }

    package func setPaused(_ isPaused: Bool) async { await pause.set(isPaused) }

    /// Discards a preparation and closes its results file.
    package func abandon(_ id: BatchProposal.ID) async {
        await take(id)?.results.close()
    }

    /// Takes the prepared batch, once.
    private func take(_ id: BatchProposal.ID?) -> PreparedBatch? {
        guard let ready, ready.id == id else { return nil }
        self.ready = nil
        return ready.batch
    }
}
