/// What a verification of a slate found.
package struct SlateVerification: Sendable, Hashable {
    /// One finding a model, in the order of the slate.
    package var findings: [SlateFinding]
    /// Why the catalog could not be fetched; then prices and context are not compared.
    package var catalogFailure: ServiceFailure?
    /// What ended a deep check: the key, or the day's quota.
    package var stop: ServiceFailure?
    /// Whether the user ended it.
    package var isCancelled: Bool

    /// The models of a definitive no.
    package var unusable: [SlateFinding] { findings.filter { $0.usability == .unusable } }

    /// The models of which nothing certain is known.
    package var inconclusive: [SlateFinding] { findings.filter { $0.usability == .inconclusive } }
}
