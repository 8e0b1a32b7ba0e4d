package import MusterCore

/// A service that the interface can switch to.
package struct ServiceEntry: Sendable, Equatable {
    package let name: String
    /// Host and port.
    package let place: String
    /// The name of its kind.
    package let kind: String
    /// How many listed models have each badge; `nil` before the first refresh.
    package let counts: [Availability: Int]?

    /// Those models, by ID.
    package let catalog: [Model]

    /// `catalog` is `nil` before the first refresh.
    package init(name: String, place: String, kind: String, catalog: [Model]?) {
        self.name = name
        self.place = place
        self.kind = kind
        counts = catalog.map {
            Dictionary(grouping: $0, by: \.verdict.availability).mapValues(\.count)
        }
        self.catalog = catalog ?? []
    }

    /// The number of listed models; `nil` before the first refresh.
    package var models: Int? { counts.map { $0.values.reduce(0, +) } }
}
