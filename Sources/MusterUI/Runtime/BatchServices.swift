package import MusterCore

/// The batch functions that the runtime calls.
package struct BatchServices: Sendable {
    /// Reads how the last requests to each model ended.
    package var seenAnswers: @Sendable ([ModelID]) async -> [SeenAnswers] = { _ in [] }
    package var saveSlate: @Sendable (String, [ModelID]) async throws(BatchRefusal) -> Void = {
        (_, _) async throws(BatchRefusal) in throw BatchRefusal("There is no database")
    }
    /// Prepares a batch after abandoning any earlier one; generates nothing.
    package var prepare: @Sendable (BatchRequest) async throws(BatchRefusal) -> BatchProposal = {
        (_) async throws(BatchRefusal) in throw BatchRefusal("There is no service")
    }
    /// Runs a prepared batch; `nil` for an ID that is not the newest, or that has run before.
    package var run:
        @Sendable (BatchProposal.ID, @escaping BatchRunner.NewsHandler) async -> BatchOutcome? = {
            _,
            _ in nil
        }
    package var setPaused: @Sendable (Bool) async -> Void = { _ in }
    /// Discards a prepared batch; an ID that is not the newest changes nothing.
    package var abandon: @Sendable (BatchProposal.ID) async -> Void = { _ in }

    /// Reads the last batch of which the service has a part.
    package var followed: @Sendable () async -> FollowedBatch? = { nil }
    /// Asks for it from time to time, until it is over or the task is cancelled.
    package var follow:
        @Sendable (FollowedBatch, @Sendable @escaping (SubmissionProgress) async -> Void) async ->
            Void = { _, _ in }

    package init() {}

    static func live(_ workspace: Workspace) -> BatchServices {
        let session = BatchSession(workspace)
        var services = BatchServices()
        services.seenAnswers = { ids in (try? await workspace.seenAnswers(of: ids)) ?? [] }
        services.saveSlate = { (path, ids) async throws(BatchRefusal) in
            try await workspace.saveSlate(of: ids, to: path)
        }
        services.prepare = { (request) async throws(BatchRefusal) in
            do throws(BatchError) {
                return try await session.prepare(request)
            } catch {
                throw BatchRefusal(error)
            }
        }
        services.run = { id, onNews in await session.run(id, onNews: onNews) }
        services.setPaused = { await session.setPaused($0) }
        services.followed = { await workspace.followedBatches().first }
        services.follow = { batch, onProgress in
            await workspace.follow(batch, onProgress: onProgress)
        }
        services.abandon = { await session.abandon($0) }
        return services
    }
}
