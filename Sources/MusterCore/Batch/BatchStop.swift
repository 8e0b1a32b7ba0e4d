/// Why a batch ended before all was asked.
package enum BatchStop: Sendable, Hashable {
    /// The user ended it.
    case interrupted
    /// No result can be written any more.
    case results(BatchError)
    /// The key or the account is refused; every model would be.
    case account(ServiceFailure)
    /// The address does not answer.
    case unreachable(ServiceFailure)
    /// What is left could cost more than was allowed.
    case cost
    /// The day's free requests are used up; models that cost something went on.
    case dailyQuota(ServiceFailure)
}
