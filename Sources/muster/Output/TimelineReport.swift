import Foundation
import MusterCore
import MusterUI

/// Why a model has its badge, for `muster why`.
struct TimelineReport {
    let model: Model
    let entries: [TimelineEntry]
    let alternatives: [Model]
    let baseURL: ServiceURL

    /// The report for people.
    func text(isASCII: Bool) -> String {
        let label = Badge.label(model, isASCII: isASCII)
        var lines = [model.id.rawValue, "\(label): \(Self.harmless(model.verdict.reason))"]
        if let expiresAt = model.verdict.expiresAt {
            let verb = model.verdict.isStale ? "stale since" : "holds until"
            lines.append("\(verb) \(expiresAt.formatted(.iso8601))")
        }
        for change in model.changes {
            let values = "\(change.before) \(isASCII ? "->" : "→") \(change.now)"
            lines.append("changed since it was verified: \(change.field)  \(Self.harmless(values))")
        }
        if !alternatives.isEmpty {
            lines.append("try instead: \(alternatives.map(\.id.rawValue).joined(separator: ", "))")
        }
        lines.append("")
        if entries.isEmpty {
            lines.append("No evidence yet. Gather some: muster check \(model.id)")
        }
        for entry in entries { lines += Self.lines(entry) }
        if let newest = entries.first {
            lines += ["", newest.curl(model.id, baseURL: baseURL)]
        }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ entry: TimelineEntry) -> [String] {
        let time = entry.date.formatted(.iso8601)
        var lines: [String] = []
        if let evidence = entry.evidence {
            lines.append("\(time)  \(facts(evidence))")
            lines.append("    \(harmless(evidence.detail))")
        } else {
            lines.append("\(time)  generation")
        }
        for attempt in entry.attempts {
            lines.append("    \(harmless(attempt.summary))")
        }
        for endpoint in entry.evidence?.endpoints ?? [] {
            lines.append("    \(endpoint.words)")
        }
        return lines
    }

    private static func facts(_ evidence: Evidence) -> String {
        let kind = evidence.capability.map { "probe of \($0.rawValue)" } ?? evidence.kind.rawValue
        let served = evidence.servedModel.flatMap { $0 == evidence.sentModel?.rawValue ? nil : $0 }
        return [
            "\(kind) \(evidence.finding.rawValue)",
            evidence.httpStatus.map { "HTTP \($0)" },
            evidence.latencyMilliseconds.map(Quantity.duration(milliseconds:)),
            evidence.cost.map(Quantity.dollars),
            evidence.provider.map(harmless),
            served.map { "served \(harmless($0))" },
        ].compactMap(\.self).joined(separator: "  ")
    }

    private static func harmless(_ text: String) -> String {
        SanitizedText(sanitizing: text).singleLine.string
    }
}
