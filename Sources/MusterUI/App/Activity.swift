/// Work in the background that the header shows; there is at most one.
package enum Activity: Sendable, Equatable {
    /// The catalog is being fetched.
    case refreshing
    /// Hugging Face IDs are being looked up; the numbers are known after a moment.
    case backfilling(done: Int, total: Int)
}
