import Foundation
import MusterCore

/// What stands above a timeline: the verdict, how long it holds, what changed, what to try instead.
enum TimelineHead {
    static func lines(_ model: Model, _ state: AppState, width: Int) -> [TimelineView.Line] {
        let label = Badge.label(model, isASCII: state.context.isASCII)
        let reason = model.isDisabled ? model.disabledReason ?? "by you" : model.verdict.reason
        var lines: [TimelineView.Line] = []
        let rows = wrapped(reason, max(width - CellWidth.of(label) - 2, 8))
        for (index, row) in rows.enumerated() {
            let indent = String(repeating: " ", count: CellWidth.of(label) + 2)
            let before: SanitizedText = index == 0 ? "\(label)  " : "\(indent)"
            lines.append([(before, Badge(model).role), (row, .text)])
        }
        if let age = age(model.verdict, now: state.now) { lines.append([("\(age)", .dim)]) }
        let arrow = state.context.isASCII ? "->" : "→"
        for change in model.changes {
            let text = "changed since it was verified: \(change.field)  \(change.before) \(arrow) "
            lines += wrapped(text + change.now, width).map { [($0, .warning)] }
        }
        let others = model.needsAlternatives ? Alternatives.of(model, in: state.catalog.models) : []
        if !others.isEmpty {
            let names = others.map { "\($0.id.rawValue) (\(Badge($0).rawValue))" }
            lines += wrapped("try instead: " + names.joined(separator: ", "), width).map {
                [($0, .accent)]
            }
        }
        return lines
    }

    /// How old the verdict is, and for how long it is still believed.
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
        return "\(checked); holds for \(rest == "just now" ? "less than a minute" : rest)"
    }

    private static func wrapped(_ text: String, _ width: Int) -> [SanitizedText] {
        let harmless = SanitizedText(sanitizing: text).singleLine.string
        return LineWrapper.wrap(Substring(harmless), cells: max(width, 1)).map {
            SanitizedText(sanitizing: String($0))
        }
    }
}

extension Model {
    /// Whether something else had better be used.
    var needsAlternatives: Bool { verdict.availability == .unavailable && !isDisabled }
}
