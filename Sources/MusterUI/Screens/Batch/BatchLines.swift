import Foundation
import MusterCore

/// The text of a proposal, a progress and an end, line by line.
enum BatchLines {
    /// What became of the models, and what the batch will take.
    static func proposal(_ proposal: BatchProposal, _ world: World) -> [[Span]] {
        var lines: [[Span]] = []
        for finding in proposal.findings {
            let id = SanitizedText(sanitizing: finding.entry.modelID.rawValue).singleLine
            let (word, role) = words(finding)
            let reason = SanitizedText(sanitizing: finding.reason).singleLine
            lines.append([Span(word, role), Span(id), Span("  " + reason, .dim)])
            for change in finding.changes {
                let words = "\(change.field): \(change.before) -> \(change.now)"
                let text = SanitizedText(sanitizing: words).singleLine
                lines.append([Span("           " + text, .warning)])
            }
        }
        lines.append([])
        for line in proposal.forecast.lines {
            lines.append([Span(SanitizedText(sanitizing: line).singleLine)])
        }
        for note in proposal.notes {
            lines.append([Span(SanitizedText(sanitizing: note).singleLine, .warning)])
        }
        if !proposal.inconclusive.isEmpty {
            let count = proposal.inconclusive.count
            lines.append([
                Span(
                    "\(count) of the models gave no clear answer; \(world.keyName(.showDetails)) goes on all the same",
                    .warning
                )
            ])
        }
        return lines
    }

    private static func words(_ finding: SlateFinding) -> (SanitizedText, CellStyle.Role) {
        switch finding.usability {
        case .usable: ("usable     ", .success)
        case .inconclusive: ("no answer  ", .warning)
        case .unusable: ("unusable   ", .error)
        }
    }

    static func progress(_ batch: BatchProgress, _ world: World, columns: Int) -> [[Span]] {
        let summary = batch.summary
        var lines: [[Span]] = [
            bar(batch, world.context.isASCII, columns: min(columns, 60)),
            [Span(head(batch, world))],
        ]
        if let note = note(batch, world) { lines.append([Span(note, .warning)]) }
        lines.append([])
        let nameWidth = max(min(columns - 48, 44), 12)
        lines.append([
            Span(padded("Model", nameWidth), .heading),
            Span(" answered  failed    left  median      cost", .heading),
        ])
        for model in summary.models {
            let id = Truncation.modelID(
                model.modelID.rawValue,
                cells: nameWidth,
                isASCII: world.context.isASCII
            )
            let median = model.medianMilliseconds.map(Quantity.duration(milliseconds:)) ?? "-"
            lines.append([
                Span(padded(id, nameWidth)),
                Span(number(model.answered, 9), .success),
                Span(number(model.failed, 8), model.failed > 0 ? .error : .dim),
                Span(number(model.left, 8)), Span(right(median, 8), .dim),
                Span(" " + right(model.cost.map(Quantity.dollars) ?? "-", 9)),
            ])
            let causes = model.failures.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            if !causes.isEmpty {
                let harmless = SanitizedText(sanitizing: causes).singleLine
                lines.append([Span("  " + harmless, .dim)])
            }
            if let limit = batch.slowed[model.modelID], batch.isRunning {
                lines.append([Span("  busy: at most \(limit) at once now", .dim)])
            }
        }
        lines.append([])
        let path = SanitizedText(sanitizing: batch.resultsPath).singleLine
        lines.append([Span("Results  ", .dim), Span(path)])
        return lines
    }

    private static func bar(_ batch: BatchProgress, _ isASCII: Bool, columns: Int) -> [Span] {
        let width = max(columns - 2, 1)
        let full = batch.total == 0 ? width : width * batch.done / batch.total
        let done = String(repeating: isASCII ? "#" : "█", count: full)
        let left = String(repeating: isASCII ? "." : "░", count: width - full)
        return [Span("\(done)", .accent), Span("\(left)", .dim)]
    }

    private static func head(_ batch: BatchProgress, _ world: World) -> SanitizedText {
        let count = "\(batch.done) of \(batch.total)"
        let cost: SanitizedText =
            batch.summary.cost.map { "\(Quantity.dollars($0))" } ?? "cost unknown"
        guard batch.isRunning else { return "\(count), \(cost)" }
        if batch.isCancelling { return "\(count), ending: \(batch.running) on their way" }
        if batch.isPaused { return "\(count), paused; \(batch.running) on their way, \(cost)" }
        let left = batch.timeLeft(now: world.now).map {
            ", about \(BatchForecast.words(.seconds($0))) left"
        }
        return "\(count), \(batch.running) on their way, \(cost)\(left ?? "")"
    }

    private static func note(_ batch: BatchProgress, _ world: World) -> SanitizedText? {
        if let stop = batch.outcome?.stop {
            return SanitizedText(sanitizing: words(stop)).singleLine
        }
        if let refused = batch.outcome?.refusals.first {
            return SanitizedText(sanitizing: refused.words).singleLine
        }
        if batch.isRunning, let until = batch.waitsUntil, until > world.now {
            let seconds = Int(until.timeIntervalSince(world.now).rounded(.up))
            return "\(FreeTier.words(waiting: .seconds(seconds)))"
        }
        return nil
    }

    private static func words(_ stop: BatchStop) -> String {
        switch stop {
        case .interrupted: "Ended by you; the same files go on with it"
        case .results(let error): "\(error)"
        case .account(let failure): "The key or the account is refused: \(failure)"
        case .unreachable(let failure): "The service does not answer: \(failure)"
        case .cost: "What is left could cost more than you allow"
        case .dailyQuota(let failure): "The day's free requests are used up: \(failure)"
        }
    }

    private static func padded(_ text: String, _ width: Int) -> SanitizedText {
        "\(text + String(repeating: " ", count: max(width - CellWidth.of(text), 0)))"
    }

    private static func right(_ text: String, _ width: Int) -> SanitizedText {
        "\(String(repeating: " ", count: max(width - CellWidth.of(text), 0)) + text)"
    }

    private static func number(_ count: Int, _ width: Int) -> SanitizedText {
        right("\(count)", width)
    }
}
