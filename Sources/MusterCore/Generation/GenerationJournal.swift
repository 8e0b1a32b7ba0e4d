import Foundation

/// Writes a generation's text to the database while it streams.
///
/// What has come is written at most 200 ms later, whether or not more follows, so that after a
/// crash at most that much is missing.
actor GenerationJournal {
    private static let delay = Duration.milliseconds(200)

    /// The generation's row, or 0 when it could not be created.
    let id: Int64
    private let store: Store
    private var text = ""
    private var reasoning = ""
    private var flush: Task<Void, Never>?
    private var failure: StoreError?

    private init(id: Int64, store: Store, failure: StoreError?) {
        self.id = id
        self.store = store
        self.failure = failure
    }

    /// Stores that a generation has begun.
    static func begin(
        _ request: GenerationRequest,
        store: Store,
        now: Date
    ) async -> GenerationJournal {
        // In a task of its own, because a cancelled one may not write.
        await Task {
            do throws(StoreError) {
                let id = try await store.beginGeneration(request, now: now)
                return GenerationJournal(id: id, store: store, failure: nil)
            } catch {
                return GenerationJournal(id: 0, store: store, failure: error)
            }
        }.value
    }

    /// Takes the next piece.
    func append(text: String, reasoning: String) {
        guard failure == nil else { return }
        self.text += text
        self.reasoning += reasoning
        guard flush == nil else { return }
        flush = Task {
            // It stays known until its last write is done, so that `close` waits for that.
            repeat {
                try? await Task.sleep(for: Self.delay)
                await write()
            } while failure == nil && !(self.text.isEmpty && self.reasoning.isEmpty)
            flush = nil
        }
    }

    /// Writes what is left; returns what went wrong on the way, if anything did.
    func close() async -> StoreError? {
        flush?.cancel()
        await flush?.value
        return failure
    }

    private func write() async {
        guard failure == nil, !text.isEmpty || !reasoning.isEmpty else { return }
        let (text, reasoning) = (self.text, self.reasoning)
        self.text = ""
        self.reasoning = ""
        do throws(StoreError) {
            // In a task of its own, because a cancelled one may not write.
            let writing = Task { [store, id] () -> Result<Void, StoreError> in
                do throws(StoreError) {
                    try await store.appendPiece(text: text, reasoning: reasoning, to: id)
                    return .success(())
                } catch {
                    return .failure(error)
                }
            }
            try await writing.value.get()
        } catch {
            failure = error
        }
    }
}
