import Foundation
import MusterCore

extension AppRuntime {
    // MARK: - What takes its time

    func refresh() {
        activity = Task {
            do throws(OperationError) {
                await deliver(.refreshFinished(.success(try await services.refresh())))
            } catch {
                await deliver(.refreshFinished(.failure(error)))
            }
        }
    }

    func backfill() {
        activity = Task {
            do throws(OperationError) {
                let report = try await services.backfill { [weak self] done, total in
                    await self?.deliver(.backfillProgressed(done: done, total: total))
                }
                await deliver(.backfillFinished(.success(report)))
            } catch {
                await deliver(.backfillFinished(.failure(error)))
            }
        }
    }

    func run(_ plan: CheckPlan) {
        check = Task {
            do throws(StoreError) {
                let outcome = try await services.check(plan) { [weak self] result in
                    await self?.take(result)
                }
                await deliver(
                    .checkFinished(Task.isCancelled ? .failure(.cancelled) : .success(outcome))
                )
            } catch {
                await deliver(.checkFinished(.failure(error)))
            }
        }
    }

    func take(_ result: CheckResult) async {
        detailsCache[result.evidence.modelID] = nil
        await deliver(.checkProgressed(result))
    }

    /// Runs beside the reads and writes of the database, since it may ask the service.
    func loadFreeTier() {
        freeTier?.cancel()
        freeTier = Task {
            guard let freeTier = try? await services.loadFreeTier() else { return }
            await deliver(.freeTierLoaded(freeTier))
        }
    }

    func lookForKey() {
        let (label, isMissing) = services.findKey()
        send(.keyLookedUp(label: label, isMissing: isMissing))
    }

    /// Gives the terminal to the editor; what happens meanwhile is painted afterwards.
    func edit(_ text: String) {
        screen.release()
        editing = Task {
            let result: Result<String, EditorError>
            do throws(EditorError) {
                result = .success(try await services.edit(text))
            } catch {
                result = .failure(error)
            }
            screen.reclaim()
            lastGrid = nil
            // It may have another size by now.
            _ = update(&state, .resized(screen.size))
            await deliver(.edited(result))
        }
    }

    func generate(_ pane: Int, _ request: GenerationRequest) {
        generations[pane] = Task {
            await services.generate(request) { [weak self] updates in
                await self?.deliver(.generationUpdated(pane: pane, updates))
            }
            generations[pane] = nil
        }
    }
}
