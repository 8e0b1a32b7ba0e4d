import Foundation
import MusterCore

/// The text of a proposal, a progress and an end, line by line.
enum BatchLines {
    /// What the batch will take, and what became of its models.
    static func proposal(_ proposal: BatchProposal, _ world: World) -> [[Span]] {
        var lines: [[Span]] = []
        lines += engines(proposal.forecast, world)
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
                    "\(count) of the models gave no clear answer; \(world.keyName(.showDetails)) starts anyway",
                    .warning
                )
            ])
        }
        lines.append([])
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
        return lines
    }

    /// The engines with price and time, if there is a choice.
    private static func engines(_ forecast: BatchForecast, _ world: World) -> [[Span]] {
        guard let offer = forecast.batch else { return [] }
        let isASCII = world.context.isASCII
        var table = TextTable(
            [
                TextTable.Column("Engine"), .number("At most"), TextTable.Column("Time"),
                TextTable.Column("", rank: 3),
            ],
            isASCII: isASCII
        )
        func row(_ engine: BatchEngine, _ cost: Decimal?, _ time: SanitizedText, _ note: String) {
            let isChosen = forecast.engine == engine
            let mark: SanitizedText = isChosen ? (isASCII ? "> " : "▸ ") : "  "
            let price: SanitizedText = cost.map { "\(Quantity.dollars($0))" } ?? "unknown"
            table.add([
                [Span(mark + "\(engine.rawValue)", isChosen ? .accent : .dim)],
                [Span(price, isChosen ? .text : .dim)], [Span(time, isChosen ? .text : .dim)],
                [Span("\(note)", .dim)],
            ])
        }
        let own = forecast.ownDuration.map { "about \(BatchForecast.words($0))" } ?? "unknown"
        row(.here, offer.ownCost, "\(own)", "")
        let some = offer.offered < offer.rows.count
        let part = some ? ", \(offer.offered) of \(offer.rows.count) models" : ""
        let comparison = offer.comparison?.rawValue ?? ""
        row(.openrouter, offer.maximumCost, "within a day", comparison + part)
        return table.lines(width: world.size.columns - 4) + [[]]
    }

    private static func words(_ finding: SlateFinding) -> (SanitizedText, CellStyle.Role) {
        switch finding.usability {
        case .usable: ("usable     ", .success)
        case .inconclusive: ("no answer  ", .warning)
        case .unusable: ("unusable   ", .error)
        }
    }

    /// The progress of a batch, and the row of each model among the lines.
    static func progress(
        _ batch: BatchProgress,
        _ world: World,
        columns: Int
    ) -> (lines: [[Span]], rows: [Int]) {
        let isASCII = world.context.isASCII
        let share = batch.total == 0 ? 1 : Double(batch.done) / Double(batch.total)
        var lines: [[Span]] = [
            Bar.spans(share, cells: min(columns, 60), role: .accent, isASCII: isASCII),
            [Span(head(batch, world))],
        ]
        for note in notes(batch, world) { lines += [Span(note, .warning)].wrapped(columns) }
        lines.append([])
        var table = TextTable(columnsOfProgress, isASCII: isASCII)
        for model in batch.summary.models { table.add(row(model, isASCII)) }
        let rows = table.lines(width: columns)
        lines.append(rows[0])
        var places: [Int] = []
        for (model, row) in zip(batch.summary.models, rows.dropFirst()) {
            places.append(lines.count)
            lines.append(row)
            let causes = model.failures.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            if !causes.isEmpty {
                let harmless = SanitizedText(sanitizing: causes).singleLine
                lines.append([.blank(2), Span(harmless, .warning)])
            }
            if let limit = batch.slowed[model.modelID], batch.isRunning, model.left > 0 {
                let words: SanitizedText =
                    "rate-limited: \(limit) \(limit == 1 ? "request" : "requests") at a time"
                lines.append([.blank(2), Span(words, .limited)])
            }
        }
        lines.append([])
        let path = SanitizedText(sanitizing: batch.request.resultsPath).singleLine
        lines.append([Span("Results  ", .dim), Span(path)])
        let answers = BatchAnswerList.lines(batch, isASCII: isASCII, columns: columns)
        if let head = answers.first {
            lines += [[], head]
            for answer in answers.dropFirst() {
                places.append(lines.count)
                lines.append(answer)
            }
        }
        return (lines, places)
    }

    private static let columnsOfProgress: [TextTable.Column] = [
        TextTable.Column("Model", fit: .modelID(least: 16)),
        TextTable.Column("Progress", rank: 4),
        .number("Answered"),
        .number("Failed", rank: 1),
        .number("Left", rank: 1),
        .number("Median", rank: 3),
        .number("p95", rank: 5),
        .number("Cost", rank: 2),
        TextTable.Column("Latency", rank: 6),
    ]

    private static func row(_ model: BatchSummary.ModelSummary, _ isASCII: Bool) -> [[Span]] {
        func time(_ milliseconds: Int?) -> Span {
            Span("\(milliseconds.map(Quantity.duration(milliseconds:)) ?? "-")", .dim)
        }
        let done = model.answered + model.failed
        let share = Double(done) / Double(max(done + model.left, 1))
        let role: CellStyle.Role = model.failed > 0 ? .warning : .success
        return [
            [Span("\(model.modelID.rawValue)")],
            Bar.spans(share, cells: 16, role: role, isASCII: isASCII),
            [Span("\(model.answered)", .success)],
            [Span("\(model.failed)", model.failed > 0 ? .error : .dim)],
            [Span("\(model.left)")],
            [time(model.medianMilliseconds)],
            [time(model.percentile95Milliseconds)],
            [Span("\(model.cost.map(Quantity.dollars) ?? "-")")],
            [Sparkline.span(model.newestDurations, cells: 20, role: .accent, isASCII: isASCII)],
        ]
    }

    private static func head(_ batch: BatchProgress, _ world: World) -> SanitizedText {
        let count = "\(batch.done) of \(batch.total)"
        let cost: SanitizedText =
            batch.summary.cost.map { "\(Quantity.dollars($0))" } ?? "cost unknown"
        guard batch.isRunning else { return "\(count), \(cost)" }
        if batch.running == 0, let submitted = batch.submitted {
            return "\(count), \(submitted.words), \(cost)"
        }
        if batch.isCancelling { return "\(count), ending: \(batch.running) still running" }
        if batch.isPaused { return "\(count), paused; \(batch.running) still running, \(cost)" }
        // The pace so far knows nothing of a wait that has just begun.
        let wait = batch.waitsUntil.map { $0.timeIntervalSince(world.now) } ?? 0
        let left = batch.timeLeft(now: world.now).map {
            ", about \(BatchForecast.words(.seconds(max($0, wait)))) left"
        }
        return "\(count), \(batch.running) running, \(cost)\(left ?? "")"
    }

    private static func notes(_ batch: BatchProgress, _ world: World) -> [SanitizedText] {
        if let outcome = batch.outcome {
            let ends = outcome.stop.map { [words($0)] } ?? outcome.refusals.map(\.words)
            return (ends + outcome.notes).map {
                SanitizedText(sanitizing: $0).singleLine
            }
        }
        guard batch.isRunning else { return [] }
        if let until = batch.waitsUntil, until > world.now {
            let seconds = Int(until.timeIntervalSince(world.now).rounded(.up))
            return ["\(FreeTier.words(waiting: .seconds(seconds)))"]
        }
        return batch.trouble.map { ["\($0); trying again"] } ?? []
    }

    private static func words(_ stop: BatchStop) -> String {
        switch stop {
        case .interrupted: "You ended it; \(resuming)"
        case .results(let error), .prompts(let error): "\(error)"
        case .account(let failure): "The key or the account is refused; \(resuming): \(failure)"
        case .unreachable(let failure): "The service does not answer; \(resuming): \(failure)"
        case .unclear(let model, let count):
            "It is not known whether \(count) requests of \(model) reached the service"
        case .lostBatch(let id): "The service no longer has the batch \(id) or its results"
        case .cost: "What is left could cost more than you allow; \(resuming)"
        case .dailyQuota(let failure):
            "The day's free requests are used up; \(resuming): \(failure)"
        }
    }

    private static let resuming = "the same files resume it"
}
