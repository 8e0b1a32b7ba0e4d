/// A fallback that was passed over, and why.
package struct SkippedModel: Sendable, Hashable {
    /// Why a model is not asked.
    package enum Reason: String, Sendable, CaseIterable {
        /// The user disabled it.
        case disabled
        /// The last check found that it does not answer.
        case unavailable
        /// It costs money in place of a free model, and the user did not name it.
        case unnamedPaid = "unnamed_paid"
        /// It is free, and the day's free requests are used up.
        case dailyQuota = "daily_quota"
        /// It costs money, and there is no credit; or it is free and the user did not name it.
        case noCredits = "no_credits"
    }

    /// The model.
    package var modelID: ModelID
    /// Why it is not asked.
    package var reason: Reason

    /// Creates a note.
    package init(_ modelID: ModelID, _ reason: Reason) {
        self.modelID = modelID
        self.reason = reason
    }
}

extension SkippedModel: CustomStringConvertible {
    package var description: String {
        let words =
            switch reason {
            case .disabled: "disabled"
            case .unavailable: "unavailable"
            case .unnamedPaid: "it costs money and was not named"
            case .dailyQuota: "the day's free requests are used up"
            case .noCredits: "there is no credit"
            }
        return "\(modelID) is skipped: \(words)"
    }
}
