package import Foundation

/// The end of a model that the catalog has announced, when it is near or past.
package struct ModelExpiry: Sendable, Hashable {
    package var modelID: ModelID
    /// The day, `YYYY-MM-DD`, on which the catalog drops the model.
    package var day: String
    /// The days until then; negative if it is past.
    package var daysLeft: Int

    /// The number of days within which a model to be relied on is told of.
    private static let warningDays = 7

    /// `nil` for a model that no end, or a distant one, is known of.
    package init?(_ model: Model, now: Date) {
        let secondsOfDay = 86_400.0
        guard let end = model.expiration else { return nil }
        let today = (now.timeIntervalSince1970 / secondsOfDay).rounded(.down)
        let daysLeft = Int(end.timeIntervalSince1970 / secondsOfDay - today)
        guard daysLeft <= Self.warningDays else { return nil }
        modelID = model.id
        day = String((model.expirationDate ?? "").prefix(10))
        self.daysLeft = daysLeft
    }

    package var isPast: Bool { daysLeft < 0 }

    /// What happens when, without the model's name.
    package var reason: String {
        switch daysLeft {
        case ..<0: "expired on \(day)"
        case 0: "expires on \(day), today"
        case 1: "expires on \(day), tomorrow"
        default: "expires on \(day), in \(daysLeft) days"
        }
    }

    package var words: String { "\(modelID) \(reason)" }
}
