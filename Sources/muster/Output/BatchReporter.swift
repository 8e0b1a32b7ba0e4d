import MusterCore
import MusterUI

/// Reports a running batch on standard error, and its end on standard output.
actor BatchReporter {
    /// The interval between progress lines in a log.
    private static let lineInterval = Duration.seconds(30)
    /// The interval between updates of a terminal's progress line.
    private static let drawInterval = Duration.milliseconds(100)

    private let console: Console
    private let time: TimeSource
    private let startedAt: Duration
    private var summary: BatchSummary
    private let total: Int
    private let earlier: Int
    private var ended = 0
    private var running = 0
    private var begun = 0
    private var toldAt: Duration
    private var pausedUntil = Duration.zero
    private var slowed: Set<ModelID> = []

    init(_ proposal: BatchProposal, console: Console, time: TimeSource) {
        self.console = console
        self.time = time
        startedAt = time.uptime()
        toldAt = startedAt
        summary = proposal.summary
        total = proposal.forecast.requests
        earlier = proposal.forecast.earlier
    }

    /// Takes news, and reports it at intervals.
    func take(_ news: BatchNews) {
        switch news {
        case .began:
            begun += 1
            running += 1
        case .ended(let result):
            running -= 1
            ended += 1
            summary.take(result)
            // The next request starts at once, and its line covers both.
            guard begun == total else { return }
        case .unasked:
            running -= 1
        case .slowed(let model, let limit):
            guard slowed.insert(model).inserted else { return }
            note("\(model) refuses requests for their number; it is asked \(limit) at once")
        case .paused(let pause):
            guard time.uptime() >= pausedUntil else { return }
            pausedUntil = time.uptime() + pause
            note(FreeTier.words(waiting: pause))
        }
        tell()
    }

    /// Prints and returns the totals.
    func finish(_ outcome: BatchOutcome, isJSON: Bool) throws -> BatchSummary {
        console.redraw("")
        if let failure = outcome.storeFailure {
            console.note("muster: the answers are not in the history: \(failure)")
        }
        if isJSON {
            let document = JSONObject(summary, outcome)
            try console.printData(JSONDocument.data(document))
            try console.print("")
        } else {
            for line in BatchSummaryTable(summary: summary).lines { try console.print(line) }
        }
        return summary
    }

    private func note(_ text: String) {
        console.redraw("")
        console.note("muster: \(text)")
    }

    private func tell() {
        let now = time.uptime()
        let isTerminal = console.isErrorTerminal
        guard now - toldAt >= (isTerminal ? Self.drawInterval : Self.lineInterval) else { return }
        toldAt = now
        if isTerminal { console.redraw(line(now)) } else { console.note("muster: \(line(now))") }
    }

    private func line(_ now: Duration) -> String {
        var parts = ["\(earlier + ended) of \(earlier + total)"]
        if summary.failed > 0 { parts.append("\(summary.failed) failed") }
        parts.append("\(running) running")
        parts.append(summary.cost.map(Quantity.dollars) ?? "cost unknown")
        if ended > 0, ended < total {
            let left = (now - startedAt) / ended * (total - ended)
            parts.append("about \(BatchForecast.words(left)) left")
        }
        return parts.joined(separator: ", ")
    }
}

/// The totals of a batch, as a table.
struct BatchSummaryTable {
    let summary: BatchSummary

    private static let headings = [
        "model", "answered", "failed", "left", "median", "prompt tokens", "answer tokens", "cost",
    ]

    /// The header, a line per model, and the causes of failures.
    var lines: [String] {
        let rows = [Self.headings] + summary.models.map(cells)
        let widths = Self.headings.indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        func line(_ row: [String]) -> String {
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
        var lines = [line(rows[0])]
        for (model, row) in zip(summary.models, rows.dropFirst()) {
            lines.append(line(row))
            var notes = model.failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            if model.cut > 0 { notes.append("cut at the longest answer allowed \(model.cut)") }
            if !notes.isEmpty { lines.append("  " + notes.joined(separator: ", ")) }
        }
        return lines
    }

    private static func words(cost model: BatchSummary.ModelSummary) -> String {
        guard let cost = model.cost else { return "-" }
        return (model.hasUnknownCost ? "at least " : "") + Quantity.dollars(cost)
    }

    private func cells(_ model: BatchSummary.ModelSummary) -> [String] {
        [
            model.modelID.rawValue, "\(model.answered)", "\(model.failed)", "\(model.left)",
            model.medianMilliseconds.map { "\($0) ms" } ?? "-",
            model.promptTokens.map(String.init) ?? "-",
            model.completionTokens.map(String.init) ?? "-", Self.words(cost: model),
        ]
    }
}
