import Foundation

/// The batches of one workspace, from the files' names to the last result: at most one is prepared,
/// and at most one runs.
///
/// Each preparation has an ID and owns its results file until it is run, abandoned, or another one is
/// asked for; an ID of another preparation changes nothing.
package actor BatchSession {
    private let workspace: Workspace
    private let pause = BatchPause()
    private var ready: (id: BatchProposal.ID, batch: PreparedBatch)?
    private var newest = BatchProposal.ID(number: 0)
    private var preparation: Task<Result<BatchProposal, BatchError>, Never>?
    /// The results of the batch that runs.
    private var running: String?

    package init(_ workspace: Workspace) { self.workspace = workspace }

    /// Reads the files, asks the service about each model, and foretells; nothing is generated.
    ///
    /// An earlier preparation is abandoned first, whether it is ready or still on its way.
    ///
    /// - Throws: `BatchError`; then no file is held.
    package func prepare(_ request: BatchRequest) async throws(BatchError) -> BatchProposal {
        newest = BatchProposal.ID(number: newest.number + 1)
        let id = newest
        let earlier = preparation
        earlier?.cancel()
        let task = Task { () async -> Result<BatchProposal, BatchError> in
            // Two that hold the same file would take the lock from each other as they close it.
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

    /// Runs what was prepared until its end, or until the task is cancelled.
    ///
    /// - Returns: how it ended; `nil` for an ID that is not the newest, or was run before.
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

    /// Begins nothing new for a while, or goes on.
    package func setPaused(_ isPaused: Bool) async { await pause.set(isPaused) }

    /// Forgets what was prepared, and lets go of the results.
    package func abandon(_ id: BatchProposal.ID) async {
        await take(id)?.results.close()
    }

    /// Hands over what is ready, once.
    private func take(_ id: BatchProposal.ID?) -> PreparedBatch? {
        guard let ready, ready.id == id else { return nil }
        self.ready = nil
        return ready.batch
    }
}
