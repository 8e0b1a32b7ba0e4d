/// How a batch ended.
package struct BatchOutcome: Sendable, Hashable {
    /// Why not everything was asked; `nil` when everything was.
    package var stop: BatchStop?
    /// Why answers could not be kept in the history too, where they could not.
    package var storeFailure: StoreError?
    /// The most requests that there were at once.
    package var peakConcurrency: Int

    /// Creates an outcome.
    package init(
        stop: BatchStop? = nil,
        storeFailure: StoreError? = nil,
        peakConcurrency: Int = 0
    ) {
        self.stop = stop
        self.storeFailure = storeFailure
        self.peakConcurrency = peakConcurrency
    }
}
