import Foundation
import MusterCore
import MusterUI

/// Reports a running batch on standard error, and its end on standard output.
actor BatchReporter {
    /// The interval between progress lines in a log.
    private static let lineInterval = Duration.seconds(30)

    private let console: Console
    private let isASCII: Bool
    private let time: TimeSource
    private let progress: ProgressLine
    private let startedAt: Duration
    private var summary: BatchSummary
    /// What earlier runs had.
    private let before: BatchSummary
    private let total: Int
    private let earlier: Int
    private var ended = 0
    /// Requests in flight, and those whose answers are on their way to the file.
    private var running = 0
    private let atOnce: Int
    private var toldAt: Duration
    private var pausedUntil = Duration.zero
    private var slowed: Set<ModelID> = []
    private var isTroubled = false
    /// How far what the service has is.
    private var followed: SubmissionProgress?

    init(_ proposal: BatchProposal, _ session: Session, _ progress: ProgressLine) {
        console = session.console
        isASCII = session.settings.isASCII
        time = session.time
        self.progress = progress
        startedAt = time.uptime()
        toldAt = startedAt
        summary = proposal.summary
        before = proposal.summary
        atOnce = proposal.atOnce
        total = proposal.forecast.requests + proposal.forecast.submitted
        earlier = proposal.forecast.earlier
    }

    /// Takes news; a log hears of it at intervals.
    func take(_ news: BatchNews) async {
        switch news {
        case .began:
            running += 1
        case .ended(let answer):
            running -= 1
            ended += 1
            summary.take(answer.result)
        case .collected(let answer):
            ended += 1
            summary.take(answer.result)
        case .unasked:
            running -= 1
        case .submitted(let model, let count):
            let words =
                count == 1 ? "1 request of \(model) is" : "\(count) requests of \(model) are"
            await note("\(words) at the service")
        case .followed(let progress):
            followed = progress
        case .slowed(let model, let limit):
            guard slowed.insert(model).inserted else { return }
            await note("\(model) is rate-limited: \(limit) at a time")
        case .troubled(let model, let reason):
            // What stops for good is told at the end.
            guard ended == 0, !isTroubled else { return }
            isTroubled = true
            await note("\(model): \(reason.paragraph); trying again")
        case .paused(let pause):
            guard time.uptime() >= pausedUntil else { return }
            pausedUntil = time.uptime() + pause
            await note(FreeTier.words(waiting: pause))
        }
        guard !console.isErrorTerminal else {
            return await progress.advance(Double(ended) / Double(max(total, 1)), words)
        }
        let now = time.uptime()
        guard now - toldAt >= Self.lineInterval else { return }
        toldAt = now
        console.note(words)
    }

    /// Prints and returns the totals.
    func finish(_ outcome: BatchOutcome, isJSON: Bool) throws -> BatchSummary {
        for note in outcome.notes { console.note(note) }
        if isJSON {
            let document = JSONObject(summary, outcome)
            try console.print(json: document)
        } else {
            let table = BatchSummaryTable(summary: summary, isASCII: isASCII)
            try console.print(table.lines(width: console.width))
        }
        return summary
    }

    /// What ended in this run, in how long, and where the results are: `60 answered in 42 s,
    /// $0.0012: results.jsonl`.
    func closing(_ path: String) -> String {
        let spent = BatchForecast.words(time.uptime() - startedAt)
        let answered = summary.answered - before.answered
        let failed = summary.failed - before.failed
        let cost = summary.cost.map { ", \(Quantity.dollars($0 - (before.cost ?? 0)))" } ?? ""
        let misses = failed > 0 ? ", \(failed) failed" : ""
        let results = summary.answered + summary.failed
        let place = results > 0 ? ": \(path)" : ""
        guard total > 0 else {
            return "nothing left to ask: all \(results) have a result\(place)"
        }
        return "\(answered) answered\(misses) in \(spent)\(cost)\(place)"
    }

    private func note(_ text: String) async {
        await progress.clear()
        console.note(text)
    }

    private var words: String {
        var parts = ["\(earlier + ended) of \(earlier + total)"]
        if summary.failed > 0 { parts.append("\(summary.failed) failed") }
        if let followed { parts.append(followed.words) }
        if running > 0 || followed == nil { parts.append("\(min(running, atOnce)) running") }
        parts.append(summary.cost.map(Quantity.dollars) ?? "cost unknown")
        return parts.joined(separator: ", ")
    }
}

/// The totals of a batch, as a table.
struct BatchSummaryTable {
    let summary: BatchSummary
    let isASCII: Bool

    /// The header, a line per model, and the causes of failures.
    func lines(width: Int?) -> [[Span]] {
        var table = TextTable(Self.columns, isASCII: isASCII)
        for model in summary.models { table.add(Self.row(model)) }
        let lines = table.lines(width: width)
        return [lines[0]]
            + zip(summary.models, lines.dropFirst()).flatMap { model, line in
                [line] + Self.notes(model)
            }
    }

    private static let columns: [TextTable.Column] = [
        TextTable.Column("model", fit: .modelID(least: 24)),
        .number("answered"),
        .number("failed"),
        .number("left", rank: 1),
        .number("p50", rank: 3),
        .number("p95", rank: 5),
        .number("tok/s", rank: 5),
        .number("prompt tokens", rank: 4),
        .number("answer tokens", rank: 4),
        .number("cost", rank: 2),
    ]

    private static func row(_ model: BatchSummary.ModelSummary) -> [[Span]] {
        func number(_ count: Int, _ role: CellStyle.Role) -> [Span] {
            [Span("\(count)", count > 0 ? role : .dim)]
        }
        return [
            [Span("\(model.modelID.rawValue)")],
            number(model.answered, .success),
            number(model.failed, .error),
            number(model.left, .warning),
            [Span("\(model.medianMilliseconds.map(Quantity.duration(milliseconds:)) ?? "-")")],
            [
                Span(
                    "\(model.percentile95Milliseconds.map(Quantity.duration(milliseconds:)) ?? "-")"
                )
            ],
            [Span("\(model.tokensPerSecond.map { Quantity.fixed($0, 0) } ?? "-")")],
            [Span("\(model.promptTokens.map(String.init) ?? "-")")],
            [Span("\(model.completionTokens.map(String.init) ?? "-")")],
            [Span("\(words(cost: model))")],
        ]
    }

    private static func notes(_ model: BatchSummary.ModelSummary) -> [[Span]] {
        var notes = model.failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        if model.cut > 0 { notes.append("cut at the longest answer allowed \(model.cut)") }
        guard !notes.isEmpty else { return [] }
        return [[.blank(2), Span("\(notes.joined(separator: ", "))", .warning)]]
    }

    private static func words(cost model: BatchSummary.ModelSummary) -> String {
        guard let cost = model.cost else { return "-" }
        return (model.hasUnknownCost ? "at least " : "") + Quantity.dollars(cost)
    }
}
