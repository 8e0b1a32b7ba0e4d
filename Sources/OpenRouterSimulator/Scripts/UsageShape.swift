/// The forms in which token counts have been recorded at the end of a stream.
package enum UsageShape: Sendable, CaseIterable {
    /// Until December 2025: one choice whose `finish_reason` is null again.
    case resetFinish
    /// March 2026: `choices` is empty.
    case emptyChoices
    /// Since June 2026: one choice that repeats the finish reason.
    case repeatedFinish
    /// No token counts at all.
    case absent
}
