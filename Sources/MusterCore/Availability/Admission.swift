/// How many of an account's requests to a model were answered during the last days.
///
/// Published uptime says little about it for free models: of one sweep of 48 requests 29 were
/// answered, where uptime said 86 to 100 %.
package struct Admission: Sendable, Hashable {
    /// Today and the days before it (UTC) that count.
    static let days = 3

    package var answered: Int
    package var asked: Int

    package init(answered: Int, asked: Int) {
        self.answered = answered
        self.asked = asked
    }

    /// An estimate from 0 to 1, which few requests move little from the middle.
    package var rate: Double { Double(answered + 1) / Double(asked + 2) }

    /// In words: `answered 2 of 3 in 3 days`.
    package var words: String { "answered \(answered) of \(asked) in \(Self.days) days" }
}

extension Model {
    /// How often a free model does not answer, from 0 to below 1; 0 for others, whose published
    /// uptime is worth more.
    var unansweredRate: Double {
        entry.isFree ? 0.9 * (1 - (admission ?? Admission(answered: 0, asked: 0)).rate) : 0
    }
}

extension Verdict {
    /// The verdict on a free model, with what only completions tell of it.
    func onFreeModel(_ admission: Admission?) -> Verdict {
        var verdict = self
        switch availability {
        case .reachable:
            let seen = admission?.words ?? "only a completion shows whether it answers"
            verdict.reason = "offered; \(seen); \(reason)"
        case .verified, .limited, .degraded:
            if let admission { verdict.reason = "\(reason); \(admission.words)" }
        case .unavailable, .unknown: break
        }
        return verdict
    }
}
