/// What the service says of the key: `GET /key`.
package struct KeyStatus: Sendable, Hashable {
    /// Whether the account never bought credits, so that its free tier has the small day.
    package var isFreeTier: Bool?

    /// Creates a status.
    package init(isFreeTier: Bool?) {
        self.isFreeTier = isFreeTier
    }
}
