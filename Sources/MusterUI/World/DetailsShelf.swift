package import MusterCore

/// Details read ahead of the cursor, so that they are there when it arrives.
///
/// A write makes them all stale: the shelf still shows them, and reads them again when the cursor
/// is near.
package struct DetailsShelf: Sendable, Equatable {
    /// The number of models above and below the cursor whose details it reads ahead.
    static let readAhead = 12
    private static let limit = 500

    private var known: [ModelID: ModelDetails] = [:]
    /// The models requested since the last write.
    private var fresh: Set<ModelID> = []

    package subscript(id: ModelID) -> ModelDetails? { known[id] }

    /// Chooses the models to read now from `near`, which starts with the one under the cursor, and
    /// counts them as requested.
    ///
    /// It requests those around the cursor many at a time.
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

    mutating func put(_ details: ModelDetails) { known[details.id] = details }

    /// Marks all details, or those of one model, as stale.
    mutating func expire(_ id: ModelID? = nil) {
        if let id { fresh.remove(id) } else { fresh = [] }
    }
}
