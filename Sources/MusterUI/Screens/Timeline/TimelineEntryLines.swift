import Foundation
import MusterCore

/// The lines of one entry of a timeline.
enum TimelineEntryLines {
    /// The lines; endpoints are listed only for the entry that is open.
    static func lines(
        _ entry: TimelineEntry,
        _ state: AppState,
        isOpen: Bool,
        width: Int
    ) -> [TimelineView.Line] {
        var lines = [head(entry, isASCII: state.context.isASCII, width: width)]
        if let evidence = entry.evidence {
            lines += indented(evidence.detail, .text, width)
        }
        // An attempt that only repeats its entry is not said twice.
        let isPlain = entry.evidence != nil && entry.attempts.count == 1
        if !isPlain {
            for attempt in entry.attempts { lines += indented(attempt.summary, .dim, width) }
        }
        if let endpoints = entry.evidence?.endpoints, isOpen {
            for endpoint in endpoints { lines += indented(endpoint.words, .dim, width) }
        }
        return lines
    }

    private static func head(
        _ entry: TimelineEntry,
        isASCII: Bool,
        width: Int
    ) -> TimelineView.Line {
        let time = entry.date.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(
                includingFractionalSeconds: false
            )
        )
        guard let evidence = entry.evidence else {
            return [("\(time)Z  ", .dim), ("generation", .heading)]
        }
        let finding = finding(evidence, isASCII: isASCII)
        let what = evidence.capability.map { "probe of \($0.rawValue)" } ?? evidence.kind.rawValue
        var facts: [String] = []
        if let status = evidence.httpStatus { facts.append("HTTP \(status)") }
        if let latency = evidence.latencyMilliseconds {
            facts.append(Quantity.duration(milliseconds: latency))
        }
        if let cost = evidence.cost { facts.append(Quantity.dollars(cost)) }
        if let sent = evidence.sentModel { facts.append("sent \(sent)") }
        if let served = evidence.servedModel, served != evidence.sentModel?.rawValue {
            facts.append("served \(served)")
        }
        let gap = String(repeating: " ", count: max(12 - what.count, 2))
        // A fact that does not fit whole is left out.
        let used = time.count + 3 + what.count + gap.count + CellWidth.of(finding) + 2
        while used + facts.joined(separator: "  ").count > width, !facts.isEmpty {
            facts.removeLast()
        }
        return [
            ("\(time)Z  ", .dim), ("\(what)\(gap)", .heading), ("\(finding)  ", role(evidence)),
            ("\(facts.joined(separator: "  "))", .dim),
        ]
    }

    private static func finding(_ evidence: Evidence, isASCII: Bool) -> String {
        let glyph = badge(evidence).glyph(isASCII: isASCII)
        let word =
            switch (evidence.finding, evidence.capability) {
            case (.answered, nil): "answered"
            case (.answered, _?): "works"
            case (.reachable, _): "reachable"
            case (.degraded, _): "degraded"
            case (.limited, _): "limited"
            case (.refused, nil): "refused"
            case (.refused, _?): "does not"
            case (.inconclusive, _): "unclear"
            }
        return "\(glyph) \(word)"
    }

    private static func badge(_ evidence: Evidence) -> Badge {
        Badge(Availability(evidence.finding))
    }

    private static func role(_ evidence: Evidence) -> CellStyle.Role { badge(evidence).role }

    private static func indented(
        _ text: String,
        _ role: CellStyle.Role,
        _ width: Int
    ) -> [TimelineView.Line] {
        let harmless = SanitizedText(sanitizing: text).singleLine.string
        return LineWrapper.wrap(Substring(harmless), cells: max(width - 2, 1)).map {
            [("  " as SanitizedText, role), (SanitizedText(sanitizing: String($0)), role)]
        }
    }
}
