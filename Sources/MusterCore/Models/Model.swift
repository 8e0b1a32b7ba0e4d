package import Foundation

/// A model as muster knows it: its catalog entry, its Hugging Face ID, and the user's marks.
@dynamicMemberLookup
package struct Model: Sendable, Hashable, Identifiable {
    /// What the catalog last said.
    package var entry: CatalogEntry
    /// The cased repository name, where there is one.
    package var huggingFaceID: HuggingFaceID?
    /// Where that name was learned.
    package var huggingFaceIDSource: HuggingFaceIDSource?
    /// Whether the last catalog had it; a row that disappears is kept, unlisted.
    package var isListed: Bool
    /// The user's own mark: never offered, never called, never in a batch.
    package var isDisabled: Bool
    /// Why the user disabled it.
    package var disabledReason: String?
    /// The user's favourite.
    package var isFavorite: Bool
    /// Whether the user has marked it: for a batch, or to do something with several at once.
    package var isMarked: Bool
    /// What the evidence says, judged when the model was read.
    package var verdict: Verdict
    /// What is not as it was when the model last answered; empty for one that never did.
    package var changes: [ModelChange]

    /// Creates a model; without further arguments it is listed, enabled and never checked.
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

    /// Reads through to the catalog entry.
    package subscript<Value>(dynamicMember keyPath: KeyPath<CatalogEntry, Value>) -> Value {
        entry[keyPath: keyPath]
    }
}

extension Model {
    /// Days after which a model is no longer new, and before which it is expiring.
    private static let recentDays = 14.0
    private static let day = 86_400.0

    /// Whether the catalog has had it for less than two weeks.
    package func isNew(now: Date) -> Bool {
        self.created.map { now.timeIntervalSince($0) < Self.recentDays * Self.day } ?? false
    }

    /// The beginning of the day (UTC) on which the catalog will drop it, where one is named.
    package var expiration: Date? {
        self.expirationDate.flatMap { try? Date("\($0)T00:00:00Z", strategy: .iso8601) }
    }

    /// Whether that day is less than two weeks away, or past.
    package func isExpiring(now: Date) -> Bool {
        expiration.map { $0.timeIntervalSince(now) < Self.recentDays * Self.day } ?? false
    }
}

/// What a model may be able to do beyond a plain answer, and a deep check can find out.
package enum Capability: String, Sendable, CaseIterable {
    /// It calls a tool when it is told to.
    case tools
    /// It keeps to a JSON schema.
    case structured
}
