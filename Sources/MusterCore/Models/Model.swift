package import Foundation

/// A model with its catalog entry, Hugging Face ID, user marks and verdict.
@dynamicMemberLookup
package struct Model: Sendable, Hashable, Identifiable {
    package var entry: CatalogEntry
    package var huggingFaceID: HuggingFaceID?
    package var huggingFaceIDSource: HuggingFaceIDSource?
    /// Whether the last catalog had it; dropped models stay in the database, unlisted.
    package var isListed: Bool
    /// The user's veto: muster never offers or calls it, and no batch includes it.
    package var isDisabled: Bool
    package var disabledReason: String?
    package var isFavorite: Bool
    /// Whether the user marked it, for a batch or another action on several models.
    package var isMarked: Bool
    /// The verdict at the time the model was read.
    package var verdict: Verdict
    /// Differences since the model last answered; empty if it never did.
    package var changes: [ModelChange]
    /// Its prices at the Batch API, if it is offered there.
    package var batchPrices: PriceList?
    /// What its last endpoints list said of those that a request would reach.
    package var endpoints: EndpointsSummary?
    /// The user's other services that have the same weights, alive.
    package var elsewhere: [String] = []
    /// How many of the account's requests of the last days were answered; `nil` without any.
    package var admission: Admission?
    /// The endpoints that the user pinned it to.
    package var pin: ProviderRouting?
    /// Whether the account's settings leave it; `nil` if the service was not asked with this key.
    package var isMine: Bool?

    /// By default a model is listed, enabled and never checked.
    package init(
        entry: CatalogEntry,
        huggingFaceID: HuggingFaceID? = nil,
        huggingFaceIDSource: HuggingFaceIDSource? = nil,
        isListed: Bool = true,
        isDisabled: Bool = false,
        disabledReason: String? = nil,
        isFavorite: Bool = false,
        isMarked: Bool = false,
        verdict: Verdict = .neverChecked,
        changes: [ModelChange] = []
    ) {
        self.entry = entry
        self.huggingFaceID = huggingFaceID
        self.huggingFaceIDSource = huggingFaceIDSource
        self.isListed = isListed
        self.isDisabled = isDisabled
        self.disabledReason = disabledReason
        self.isFavorite = isFavorite
        self.isMarked = isMarked
        self.verdict = verdict
        self.changes = changes
    }

    package var id: ModelID { entry.id }

    package subscript<Value>(dynamicMember keyPath: KeyPath<CatalogEntry, Value>) -> Value {
        entry[keyPath: keyPath]
    }
}

extension Model {
    /// The number of days that a model counts as new, or as expiring beforehand.
    private static let recentDays = 14.0
    private static let day = 86_400.0

    /// The reason why it cannot answer a question in text, as far as the catalog says; else `nil`.
    package var chatObstacle: String? {
        func lacksText(_ modalities: [String]) -> Bool {
            !modalities.isEmpty && !modalities.contains { $0.lowercased() == "text" }
        }
        if id.isBatchOnly { return "it answers only the Batch API" }
        if lacksText(self.inputModalities) {
            return "it takes \(self.inputModalities.joined(separator: ", ")), not text"
        }
        guard lacksText(self.outputModalities) else { return nil }
        return "it answers with \(self.outputModalities.joined(separator: ", ")), not text"
    }

    package func isNew(now: Date) -> Bool {
        self.created.map { now.timeIntervalSince($0) < Self.recentDays * Self.day } ?? false
    }

    /// The start of the day (UTC) on which the catalog drops it, if known.
    package var expiration: Date? {
        // Each row of the table asks at each paint, and Foundation's parser loads a calendar.
        let parts = self.expirationDate?.prefix(10).split(separator: "-").map { Int32($0) }
        guard let parts, parts.count == 3, let year = parts[0], let month = parts[1],
            let dayOfMonth = parts[2]
        else { return nil }
        var day = tm()
        (day.tm_year, day.tm_mon, day.tm_mday) = (year - 1900, month - 1, dayOfMonth)
        let seconds = timegm(&day)
        // It turns 31 February into a day of March.
        guard day.tm_mday == dayOfMonth, day.tm_mon == month - 1 else { return nil }
        return Date(timeIntervalSince1970: Double(seconds))
    }

    /// Whether that day is over.
    package func isExpired(now: Date) -> Bool {
        expiration.map { $0.addingTimeInterval(Self.day) <= now } ?? false
    }

    package func isExpiring(now: Date) -> Bool {
        expiration.map { $0.timeIntervalSince(now) < Self.recentDays * Self.day } ?? false
    }
}

/// An ability beyond plain answers that a deep check can test.
package enum Capability: String, Sendable, CaseIterable {
    /// Calls a tool when told to.
    case tools
    /// Adheres to a JSON schema.
    case structured
}
