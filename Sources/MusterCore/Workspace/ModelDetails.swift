/// What is stored of one model beyond the list.
package struct ModelDetails: Sendable, Equatable {
    /// The model.
    package var id: ModelID
    /// The catalog's description.
    package var description: String
    /// What it charges beside prompt and completion.
    package var otherPrices = OtherPrices(rawJSON: "")
    /// The spellings that may be sent, in the order of trying.
    package var ladder: RouteLadder
    /// The spelling that worked last.
    package var workingRoute: Route?
    /// Its evidence, newest first.
    package var evidence: [Evidence]
    /// The same weights at other services.
    package var elsewhere: [Elsewhere] = []
}
