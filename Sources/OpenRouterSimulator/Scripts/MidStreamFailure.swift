/// The forms in which errors have been reported inside a stream of status 200.
package enum MidStreamFailure: Sendable, CaseIterable {
    /// As recorded in November 2025: error and usage on one chunk, then `[DONE]`.
    ///
    /// `finish_reason` is null on that chunk.
    case recorded
    /// As documented: `finish_reason` "error", then the end, without `[DONE]`.
    case documented
    /// As documented in the streaming guide: like ``documented``, but `code` is a string.
    case stringCode
    /// As reported in July 2026: an error with empty `choices`, then the end.
    case emptyChoices
    /// As reported in September 2026: `finish_reason` "error" and nothing else.
    ///
    /// There is no error object, and the connection closes without an end of the body.
    case finishReasonOnly
}
