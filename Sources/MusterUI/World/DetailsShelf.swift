package import MusterCore

/// What was read of models beyond the list, so that the cursor finds it there when it comes by.
///
/// A write makes it all old: it is shown on, and read again when the cursor is near.
package struct DetailsShelf: Sendable, Equatable {
    /// How many models above and below the cursor have their details read ahead.
    static let readAhead = 12
    private static let limit = 500

    private var known: [ModelID: ModelDetails] = [:]
    /// Those that were ordered since the last write.
    private var fresh: Set<ModelID> = []

    /// What is known of a model.
    package subscript(id: ModelID) -> ModelDetails? { known[id] }

    /// Which of these models to read now, the first being the one under the cursor; they count as
    /// ordered.
    ///
    /// Those around the cursor are ordered many at a time.
    mutating func order(_ near: [ModelID]) -> [ModelID] {
        let wanted = near.filter { !fresh.contains($0) }
        guard let first = near.first else { return [] }
        guard !fresh.contains(first) || wanted.count > Self.readAhead / 2 else { return [] }
        if known.count + wanted.count > Self.limit {
            known = known.filter { near.contains($0.key) }
            fresh.formIntersection(near)
        }
        fresh.formUnion(wanted)
        return wanted
    }

    /// Takes what was read.
    mutating func put(_ details: ModelDetails) { known[details.id] = details }

    /// Counts all as old, or one model.
    mutating func expire(_ id: ModelID? = nil) {
        if let id { fresh.remove(id) } else { fresh = [] }
    }
}
