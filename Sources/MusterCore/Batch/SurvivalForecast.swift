/// How likely a model is to answer, from what has been seen of it, and nothing else.
///
/// The uptime that the service tells of the best endpoint counts as much as five requests of one's
/// own; each of those that was made counts as one. With neither there is no number.
package struct SurvivalForecast: Sendable, Hashable {
    /// How many of one's own requests the service's word on uptime is worth.
    private static let uptimeWeight = 5.0
    /// Below this chance a model is weak.
    private static let weakness = 0.8

    /// The model.
    package let modelID: ModelID
    /// How many completions were asked for, of the last 50 observations.
    package let asked: Int
    /// How many of them were answered.
    package let answered: Int
    /// The uptime of the best endpoint when last seen, 0 to 1.
    package let uptime: Double?
    /// The median of the milliseconds that answers took.
    package let medianMilliseconds: Int?

    /// Foretells from evidence, newest first, and past answers.
    package init(_ modelID: ModelID, evidence: [Evidence], past: PastPerformance?) {
        self.modelID = modelID
        let completions = evidence.filter { $0.kind == .completion && $0.capability == nil }
        asked = completions.count
        answered = completions.count { $0.finding == .answered }
        let endpoints = evidence.first { !$0.endpoints.isEmpty }?.endpoints ?? []
        uptime = endpoints.filter(\.isUp).compactMap(\.uptime).max().map { $0 / 100 }
        medianMilliseconds = past?.medianMilliseconds
    }

    /// The chance that one request is answered, 0 to 1; `nil` where nothing was seen.
    package var chance: Double? {
        guard let uptime else {
            // Laplace's rule: who has asked once knows little.
            return asked == 0 ? nil : Double(answered + 1) / Double(asked + 2)
        }
        return (Double(answered) + Self.uptimeWeight * uptime)
            / (Double(asked) + Self.uptimeWeight)
    }

    /// Whether a stand-in is worth a thought.
    package var isWeak: Bool { chance.map { $0 < Self.weakness } ?? false }

    /// Where the number comes from, in words.
    package var basis: String {
        var parts: [String] = []
        if asked > 0 { parts.append("\(answered) of \(asked) requests answered") }
        if let uptime { parts.append("uptime \(Int((uptime * 100).rounded())) %") }
        return parts.isEmpty ? "nothing was seen of it" : parts.joined(separator: ", ")
    }
}
