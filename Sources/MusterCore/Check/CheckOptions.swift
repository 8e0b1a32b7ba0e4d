/// What a check asks, apart from what it may use.
package struct CheckOptions: Sendable, Hashable {
    /// How each model is checked.
    package var kind: CheckKind
    /// What is probed beyond a plain answer; for deep checks only.
    package var probes: [Capability]
    /// Leaves out models whose verdict still holds.
    package var onlyStale: Bool
    /// Models that go first among equals, the marked ones; favourites do so anyway.
    package var preferred: Set<ModelID>
    /// Which spelling goes first.
    package var routes: RoutePreference

    /// Creates options.
    package init(
        _ kind: CheckKind,
        probes: [Capability] = [],
        onlyStale: Bool = false,
        preferred: Set<ModelID> = [],
        routes: RoutePreference = .casedFirst
    ) {
        self.kind = kind
        self.probes = kind == .deep ? probes : []
        self.onlyStale = onlyStale
        self.preferred = preferred
        self.routes = routes
    }
}
