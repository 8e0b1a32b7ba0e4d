import Foundation
import MusterCore

/// The lines of a timeline for one width, and the cursor's place among them.
struct TimelineLayout {
    /// All lines, including those above the entries.
    let lines: [[Span]]
    /// The lines of the entry under the cursor.
    let selected: Range<Int>

    /// Lays out a timeline; only the entry under the cursor lists its endpoints.
    init(_ timeline: TimelineRoom, _ model: Model, _ world: World, columns: Int) {
        let width = max(columns - 2, 1)
        var lines = TimelineHead.lines(model, world, width: width)
        lines.append([])
        if let evidence = timeline.entries?.compactMap(\.evidence) {
            let plots = EvidencePlots(evidence, isASCII: world.context.isASCII)
            let isSpoken = world.context.isForScreenReader
            lines += plots.lines(columns: width, isSpoken: isSpoken)
            if !plots.isEmpty { lines.append([]) }
        }
        var selected = 0..<lines.count
        if let entries = timeline.entries {
            for (index, entry) in entries.enumerated() {
                let isOpen = index == timeline.selection
                let own = TimelineEntryLines.lines(entry, world, isOpen: isOpen, width: width)
                if isOpen { selected = lines.count..<lines.count + own.count }
                lines += own
            }
        }
        self.lines = lines
        self.selected = selected
    }

    /// The first line on a screen of that many rows that keeps the cursor visible.
    ///
    /// An entry appears in full if it fits, and the first one together with the head.
    func top(_ timeline: TimelineRoom, rows: Int) -> Int {
        let cursor = selected.lowerBound + min(timeline.line, max(selected.count - 1, 0))
        let wanted = max(selected.upperBound - rows, 0)
        if timeline.line < 0 { return max(min(wanted, selected.lowerBound) + timeline.line, 0) }
        if wanted <= selected.lowerBound { return wanted }
        return min(max(cursor, selected.lowerBound), max(lines.count - rows, 0))
    }
}

/// The head of a timeline: the verdict, its expiry, changes, and alternatives.
enum TimelineHead {
    static func lines(_ model: Model, _ world: World, width: Int) -> [[Span]] {
        let label = Badge.label(model, isASCII: world.context.isASCII)
        let reasonText = SanitizedText(sanitizing: model.badgeReason).singleLine
        var lines = [Span("\(label)  ", Badge(model).role), Span(reasonText)]
            .wrapped(width, least: 8)
        if let age = age(model.verdict, now: world.now) { lines.append([Span("\(age)", .dim)]) }
        let arrow = world.context.isASCII ? "->" : "→"
        for change in model.changes {
            let text = "changed since it was verified: \(change.field)  \(change.before) \(arrow) "
            let change = SanitizedText(sanitizing: text + change.now).singleLine
            lines += [Span(change, .warning)].wrapped(width, least: 1)
        }
        let others =
            model.needsAlternatives
            ? Alternatives.of(model, in: world.catalog.models, now: world.now) : []
        if !others.isEmpty {
            let names = others.map { "\($0.id.rawValue) (\(Badge($0).rawValue))" }
            let instead: SanitizedText = "try instead: \(names.joined(separator: ", "))"
            lines += [Span(instead.singleLine, .accent)].wrapped(width, least: 1)
        }
        return lines
    }

    /// The age of the verdict, and the time until it expires.
    private static func age(_ verdict: Verdict, now: Date) -> String? {
        guard let checkedAt = verdict.checkedAt else { return nil }
        let age = Quantity.age(now.timeIntervalSince(checkedAt))
        let checked = age == "just now" ? "checked just now" : "checked \(age) ago"
        guard let expiresAt = verdict.expiresAt else { return checked }
        let left = expiresAt.timeIntervalSince(now)
        if left < 0 {
            let since = Quantity.age(-left)
            return "\(checked); stale\(since == "just now" ? "" : " for \(since)")"
        }
        let rest = Quantity.age(left)
        return "\(checked); valid for \(rest == "just now" ? "less than a minute" : rest)"
    }
}

extension Model {
    var needsAlternatives: Bool { verdict.availability == .unavailable && !isDisabled }
}

/// The lines of one entry of a timeline.
enum TimelineEntryLines {
    /// Only the open entry lists its endpoints.
    static func lines(
        _ entry: TimelineEntry,
        _ world: World,
        isOpen: Bool,
        width: Int
    ) -> [[Span]] {
        var lines = [head(entry, isASCII: world.context.isASCII, width: width)]
        if let evidence = entry.evidence {
            lines += indented(evidence.detail, .text, width)
            if let step = evidence.routingStep {
                lines += indented("routing stopped at: \(step)", .warning, width)
            }
        }
        // Do not repeat an entry as its only attempt.
        let isPlain = entry.evidence != nil && entry.attempts.count == 1
        if !isPlain {
            for words in entry.attempts.summaries { lines += indented(words, .dim, width) }
        }
        if let endpoints = entry.evidence?.endpoints, !endpoints.isEmpty, isOpen {
            let table = EndpointTable(
                endpoints,
                evidence: [],
                now: entry.date,
                isASCII: world.context.isASCII
            )
            let rows = table.lines(width: width - 2, isSpoken: world.context.isForScreenReader)
            lines += rows.map { [.blank(2)] + $0 }
        }
        return lines
    }

    private static func head(
        _ entry: TimelineEntry,
        isASCII: Bool,
        width: Int
    ) -> [Span] {
        let time = entry.date.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(
                includingFractionalSeconds: false
            )
        )
        guard let evidence = entry.evidence else {
            return [Span("\(time)Z  ", .dim), Span("generation", .heading)]
        }
        let finding = finding(evidence, isASCII: isASCII)
        var facts: [String] = []
        if let status = evidence.httpStatus { facts.append("HTTP \(status)") }
        if let trouble = evidence.trouble { facts.append(trouble.words) }
        if let latency = evidence.latencyMilliseconds {
            facts.append(Quantity.duration(milliseconds: latency))
        }
        if let cost = evidence.cost { facts.append(Quantity.dollars(cost)) }
        if let sent = evidence.sentModel { facts.append("sent \(sent)") }
        if let served = evidence.servedModel, served != evidence.sentModel?.rawValue {
            facts.append("served \(served)")
        }
        let gap = String(repeating: " ", count: max(12 - evidence.origin.count, 2))
        // Leave out a fact that does not fit whole.
        let used = time.count + 3 + evidence.origin.count + gap.count + CellWidth.of(finding) + 2
        while used + facts.joined(separator: "  ").count > width, !facts.isEmpty {
            facts.removeLast()
        }
        return [
            Span("\(time)Z  ", .dim), Span("\(evidence.origin)\(gap)", .heading),
            Span("\(finding)  ", role(evidence)), Span("\(facts.joined(separator: "  "))", .dim),
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
            case (.excluded, _): "excluded"
            case (.inconclusive, _): "unclear"
            }
        return "\(glyph) \(word)"
    }

    private static func badge(_ evidence: Evidence) -> Badge {
        Badge(evidence.availability)
    }

    private static func role(_ evidence: Evidence) -> CellStyle.Role { badge(evidence).role }

    private static func indented(
        _ text: String,
        _ role: CellStyle.Role,
        _ width: Int
    ) -> [[Span]] {
        let text = SanitizedText(sanitizing: text).singleLine
        return [Span("  ", role), Span(text, role)].wrapped(width, least: 1)
    }
}
