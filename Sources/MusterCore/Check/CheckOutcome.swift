/// How a whole check ended.
package struct CheckOutcome: Sendable, Hashable {
    /// Why models were left out: the day's quota leaves out the rest of the free tier, a missing or
    /// refused key all of the rest.
    package var stop: ServiceFailure?
    /// How many models of the plan were not asked, for that reason or for want of requests.
    package var unaskedCount: Int
    /// Whether the user ended it; what was found until then is kept.
    package var isCancelled: Bool

    /// Creates an outcome.
    package init(
        stop: ServiceFailure? = nil,
        unaskedCount: Int = 0,
        isCancelled: Bool = false
    ) {
        self.stop = stop
        self.unaskedCount = unaskedCount
        self.isCancelled = isCancelled
    }
}
