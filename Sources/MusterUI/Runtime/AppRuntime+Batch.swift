import MusterCore

extension AppRuntime {
    /// Reads how likely models are to answer.
    func loadSurvival(_ ids: [ModelID]) {
        enqueue { [services] in .survivalLoaded(await services.batch.survival(ids)) }
    }

    /// Writes a slate.
    func saveSlate(_ path: String, _ ids: [ModelID]) {
        enqueue { [services] in
            do throws(BatchRefusal) {
                try await services.batch.saveSlate(path, ids)
                return .slateSaved(path, nil)
            } catch {
                return .slateSaved(path, error)
            }
        }
    }

    /// Prepares a batch, unless one still runs.
    func prepareBatch(_ request: BatchRequest) {
        batch?.cancel()
        batch = Task {
            do throws(BatchRefusal) {
                await deliver(.batchPrepared(.success(try await services.batch.prepare(request))))
            } catch {
                await deliver(.batchPrepared(.failure(error)))
            }
        }
    }

    /// Runs what was prepared; its news come as they happen, and it goes on no faster than they are
    /// taken.
    func runBatch() {
        batch = Task {
            let outcome = await services.batch.run { [weak self] news in
                await self?.deliver(.batchNews(news))
            }
            await deliver(.batchEnded(outcome))
        }
    }

    /// Holds the batch, or lets it go on.
    func pauseBatch(_ isPaused: Bool) {
        enqueue { [services] in
            await services.batch.setPaused(isPaused)
            return nil
        }
    }

    /// Lets go of what was prepared.
    func abandonBatch() {
        enqueue { [services] in
            await services.batch.abandon()
            return nil
        }
    }
}
