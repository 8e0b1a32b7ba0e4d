import Foundation

/// Writes a generation's text to the database while it streams, each piece within 200 ms.
actor GenerationJournal {
    private static let delay = Duration.milliseconds(200)

    /// The generation's row, or 0 if it could not be created.
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

    static func begin(
        _ request: GenerationRequest,
        store: Store,
        now: Date
    ) async -> GenerationJournal {
        // A separate task, because a cancelled one may not write.
        await Task {
            do throws(StoreError) {
                let id = try await store.beginGeneration(request, now: now)
                return GenerationJournal(id: id, store: store, failure: nil)
            } catch {
                return GenerationJournal(id: 0, store: store, failure: error)
            }
        }.value
    }

    func append(text: String, reasoning: String) {
        guard failure == nil else { return }
        self.text += text
        self.reasoning += reasoning
        guard flush == nil else { return }
        flush = Task {
            // Keep the task until its last write is done, so `close` waits for it.
            repeat {
                try? await Task.sleep(for: Self.delay)
                await write()
            } while failure == nil && !(self.text.isEmpty && self.reasoning.isEmpty)
            flush = nil
        }
    }

    /// Writes the rest; returns the first error, if any write failed.
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
            // A separate task, because a cancelled one may not write.
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
