/// How a stream ends; an `afterChunks` of `nil` is half way through.
package enum StreamEnding: Sendable, Equatable {
    /// A finish reason, the token counts, `[DONE]`.
    case done
    /// A finish reason and the token counts, but no `[DONE]`.
    case withoutDone
    /// A well-formed end of the HTTP body with nothing of the above.
    case dropped(afterChunks: Int? = nil)
    /// A connection closed in the middle of the HTTP body.
    case cut(afterChunks: Int? = nil)
    /// An error in the stream.
    case failed(MidStreamFailure, afterChunks: Int? = nil)
    /// Comments every 100 ms, and nothing else, until the client closes.
    case stalled(afterChunks: Int? = nil)
    /// Nothing at all until the client closes.
    case silent(afterChunks: Int? = nil)
    /// Chunks until the client closes.
    case endless

    /// How many of `total` chunks come before the end.
    func chunkCount(of total: Int) -> Int {
        switch self {
        case .done, .withoutDone, .endless:
            total
        case .dropped(let count), .cut(let count), .failed(_, let count), .stalled(let count),
            .silent(let count):
            max(0, count ?? total / 2)
        }
    }
}
