import MusterCore

extension AppRuntime {
    /// Reads how the last requests to models ended.
    func loadSurvival(_ ids: [ModelID]) {
        enqueue { [services] in .survivalLoaded(await services.batch.seenAnswers(ids)) }
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
                let proposal = try await services.batch.prepare(request)
                prepared = proposal.id
                await deliver(.batchPrepared(.success(proposal)))
            } catch {
                await deliver(.batchPrepared(.failure(error)))
            }
        }
    }

    /// Runs what was prepared; its news come as they happen, and it goes on no faster than they are
    /// taken.
    func runBatch() {
        guard let prepared else { return }
        batch = Task {
            let outcome = await services.batch.run(prepared) { [weak self] news in
                await self?.deliver(.batchNews(news))
            }
            if let outcome { await deliver(.batchEnded(outcome)) }
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
        guard let prepared else { return }
        enqueue { [services] in
            await services.batch.abandon(prepared)
            return nil
        }
    }
}
