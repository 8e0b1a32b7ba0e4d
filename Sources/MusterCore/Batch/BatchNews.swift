/// News of a running batch.
package enum BatchNews: Sendable, Hashable {
    /// A prompt is being asked of a model.
    case began(BatchItem)
    /// A result is in the file.
    case ended(BatchResult)
    /// An item ended without a result, and will be asked again by the next run.
    case unasked(BatchItem, ServiceFailure?)
    /// A model is asked more slowly: so many requests at once.
    case slowed(ModelID, limit: Int)
    /// The free tier's pace makes a request wait.
    case paused(Duration)
}
