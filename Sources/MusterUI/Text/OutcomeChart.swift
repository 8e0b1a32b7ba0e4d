package import MusterCore

/// The outcomes of the last checks as a row of marks, oldest first; a higher mark is better.
package enum OutcomeChart {
    package static let limit = 20

    /// The marks of the newest `limit` pieces of evidence, which arrive newest first.
    package static func marks(
        _ evidence: [Evidence],
        isASCII: Bool
    ) -> [(mark: String, badge: Badge)] {
        evidence.filter { $0.capability == nil }.prefix(limit).reversed().map { piece in
            let badge = Badge(piece.availability)
            return (mark(piece.finding, badge, isASCII: isASCII), badge)
        }
    }

    /// What the marks mean, in words: `3 of 4 prompts answered, 1.2 s`, or that no prompt was
    /// sent.
    package static func words(_ evidence: [Evidence]) -> String {
        let seen = evidence.filter { $0.capability == nil }.prefix(limit)
        let prompts = seen.filter { $0.kind == .completion }
        guard !prompts.isEmpty else { return "no prompt sent" }
        let answered = prompts.count { $0.finding == .answered }
        let latency = medianLatency(evidence).map {
            ", \(Quantity.duration(milliseconds: $0))"
        }
        return "\(answered) of \(prompts.count) prompts answered\(latency ?? "")"
    }

    /// The median latency of the answers in milliseconds; `nil` without answers.
    static func medianLatency(_ evidence: [Evidence]) -> Int? {
        let times = evidence.filter { $0.finding == .answered }
            .compactMap(\.latencyMilliseconds).sorted()
        return times.isEmpty ? nil : times[(times.count - 1) / 2]
    }

    private static func mark(
        _ finding: Evidence.Finding,
        _ badge: Badge,
        isASCII: Bool
    ) -> String {
        guard !isASCII else { return badge.glyph(isASCII: true) }
        return switch finding {
        case .answered: "█"
        case .reachable: "▆"
        case .degraded: "▄"
        case .limited: "▂"
        case .inconclusive: "·"
        case .refused, .excluded: "✗"
        }
    }
}
