/// Where the requests of a batch are made.
package enum BatchEngine: String, Sendable, CaseIterable {
    /// By this process.
    case here
    /// By the service's Batch API, within a day.
    case openrouter
    /// By another program, from whose answers `batch import` made the results.
    case imported = "import"

    /// Those that a user may choose.
    package static let choices: [BatchEngine] = [.here, .openrouter]
}
