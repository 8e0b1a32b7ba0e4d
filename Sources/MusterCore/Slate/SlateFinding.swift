/// What became of one model of a slate.
package struct SlateFinding: Sendable, Hashable {
    /// Whether a batch may count on a model.
    package enum Usability: Sendable, Hashable {
        /// It answers, or its endpoints do.
        case usable
        /// A definitive no.
        case unusable
        /// A limit, a failure of the service, or nobody could ask.
        case inconclusive
    }

    /// What the slate says of it.
    package var entry: SlateEntry
    /// The model as it is stored, with what the service's catalog says now.
    package var model: Model
    /// Whether a batch may count on it.
    package var usability: Usability
    /// The badge that all evidence gives now.
    package var availability: Availability
    /// Why, in one word.
    package var cause: Evidence.Cause
    /// Why; it may quote remote text.
    package var reason: String
    /// What is not as the slate says.
    package var changes: [ModelChange]

    /// Creates a finding.
    package init(
        entry: SlateEntry,
        model: Model,
        usability: Usability,
        availability: Availability,
        cause: Evidence.Cause,
        reason: String,
        changes: [ModelChange] = []
    ) {
        self.entry = entry
        self.model = model
        self.usability = usability
        self.availability = availability
        self.cause = cause
        self.reason = reason
        self.changes = changes
    }
}
