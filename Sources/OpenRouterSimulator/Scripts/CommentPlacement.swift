/// Where a stream has its `: OPENROUTER PROCESSING` comments.
package enum CommentPlacement: Sendable, CaseIterable {
    /// Nowhere.
    case none
    /// Once, before the first chunk.
    case first
    /// Before, between and after all chunks.
    case everywhere
}
