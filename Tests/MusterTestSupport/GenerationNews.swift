package import MusterCore

/// The updates of a generation as they come, for a test that has to wait for one.
package struct GenerationNews: Sendable {
    private let stream: AsyncStream<GenerationUpdate>
    private let continuation: AsyncStream<GenerationUpdate>.Continuation

    /// Begins with none; a test's generation sends few enough to keep them all.
    package init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    /// Takes updates in: the handler to give to a generator.
    package var handler: Generator.UpdateHandler {
        { [continuation] updates in
            for update in updates {
                continuation.yield(update)
                if case .finished = update { continuation.finish() }
            }
        }
    }

    /// Returns once an update has come for which `condition` holds, or `nil` at the end.
    package func first(
        where condition: (GenerationUpdate) -> Bool
    ) async -> GenerationUpdate? {
        for await update in stream where condition(update) { return update }
        return nil
    }

    /// All updates that have not been waited for, up to the last.
    package func rest() async -> [GenerationUpdate] {
        var updates: [GenerationUpdate] = []
        for await update in stream { updates.append(update) }
        return updates
    }
}
