import Foundation
import MusterCore
import MusterUI

/// Prints a check's results model by model, and derives the exit code.
actor CheckReporter {
    private let plan: CheckPlan
    private let models: [Model]
    private let progress: ProgressLine
    private let console: Console
    private let isJSON: Bool
    /// Whether the user named the models, rather than chose some of all.
    private let areNamed: Bool
    private let isASCII: Bool
    private let now: Date
    private let width: Int
    /// The same weights at other services.
    private let elsewhere: @Sendable (Model) async -> [Elsewhere]
    private var results: [CheckResult] = []
    /// The models of the plan, and those of them that have a result.
    private let asked: Set<ModelID>
    private var found: [ModelID: Model] = [:]
    /// The unclear results by cause, in the order of the first of each.
    private var unclear: [(first: Evidence, count: Int)] = []
    /// The number of unclear results of one cause to print in full.
    private static let likeLimit = 3
    /// From that many models on, a terminal gets bars of their badges.
    private static let countForBars = 8
    private var failure: (any Error)?

    init(
        _ plan: CheckPlan,
        _ models: [Model],
        _ session: Session,
        _ progress: ProgressLine,
        isJSON: Bool,
        areNamed: Bool,
        elsewhere: @escaping @Sendable (Model) async -> [Elsewhere]
    ) {
        self.elsewhere = elsewhere
        self.plan = plan
        self.areNamed = areNamed
        self.models = models
        self.progress = progress
        console = session.console
        isASCII = session.settings.isASCII
        now = session.time.now()
        self.isJSON = isJSON
        asked = Set(plan.items.map(\.model.id))
        width =
            (plan.items.map(\.model) + plan.excluded).map(\.id.rawValue.count).max() ?? 0
    }

    /// Prints one result, with the verdict from all evidence so far.
    func take(_ result: CheckResult) async {
        results.append(result)
        if let model = result.model { found[model.id] = model }
        guard failure == nil else { return }
        await progress.clear()
        do {
            if isJSON {
                let probes = plan.items.contains { !$0.probes.isEmpty }
                try console.print(json: JSONObject(result, probes: probes))
            } else if isWorthALine(result) {
                try console.print(await lines(result))
            }
        } catch {
            failure = error
        }
        await progress.advance(share, "\(results.count) of \(count)")
    }

    /// Ends the command.
    ///
    /// - Throws: `CommandFailure` with 69 when a model is definitely unusable, with 75 when none is
    ///   but some were inconclusive, with 77 when the account caused that.
    func finish(_ outcome: CheckOutcome) async throws {
        if let failure { throw failure }
        for (first, count) in unclear where count > Self.likeLimit && !isJSON {
            let words = SanitizedText(sanitizing: first.detail.paragraph).singleLine.string
            try console.print("\(count - Self.likeLimit) more gave no clear answer: \(words)")
        }
        if !results.isEmpty {
            let totals = BadgeTotals(
                results.map { Badge($0.verdict.availability) },
                isASCII: isASCII
            )
            if console.isErrorTerminal, !isJSON, results.count >= Self.countForBars {
                console.noteLines(totals.lines(cells: 30))
            }
            console.note(closing(totals, after: await progress.elapsed))
        }
        let dead = results.filter(\.isDead)
        if !dead.isEmpty {
            let verb = dead.count == 1 ? "is" : "are"
            let isKey = dead.allSatisfy { $0.verdict.trouble == .account }
            let words = isKey ? "not for this key" : "definitely unusable"
            throw CommandFailure("\(dead.count) of \(count) \(verb) \(words).", .unavailable)
        }
        let clear = results.count(where: Self.isClear)
        if clear < count {
            // Trying again is pointless.
            let obstacles = results.compactMap(Self.obstacle)
            if let first = obstacles.first, obstacles.count == count - clear {
                let isSame = obstacles.allSatisfy { $0 == first }
                throw CommandFailure(
                    "\(obstacles.count) of \(count) cannot be asked\(isSame ? "" : "; the first"): "
                        + first.asSentence,
                    .unavailable
                )
            }
            let ruledOut = results.compactMap(\.failure).filter(\.isRuledOut)
            if let first = ruledOut.first, ruledOut.count == count - clear {
                throw CommandFailure(first, doing: "\(ruledOut.count) of \(count) cannot be asked")
            }
            throw CommandFailure(
                "\(count - clear) of \(count) gave no clear answer.",
                ruledOut.contains { $0.kind == .noCredits } ? .noKey : .tryAgain
            )
        }
        // A budget bounds how many of all models are asked; of those that were named it leaves some.
        let left = plan.leftOutOfFreeTier + (areNamed ? plan.leftOut : 0)
        if left > 0 {
            throw CommandFailure("\(left) \(left == 1 ? "was" : "were") not asked.", .tryAgain)
        }
    }

    /// Whether a model is usable by what this check found, or, at a service without endpoints lists,
    /// by the completion that proved it.
    private static func isClear(_ result: CheckResult) -> Bool {
        if result.evidence.finding == .answered { return true }
        guard result.verdict.isUsable else { return false }
        return result.isConclusive
            || result.evidence.cause == .noEndpointsLists && !result.verdict.isStale
    }

    /// Why a model cannot be asked, today or ever.
    private static func obstacle(_ result: CheckResult) -> String? {
        if result.evidence.cause == .cannotChat { return result.evidence.detail.paragraph }
        let verdict = result.verdict
        return verdict.trouble == .program && !verdict.isStale ? verdict.reason : nil
    }

    private var count: Int { plan.items.count + plan.excluded.count }

    private var share: Double { Double(results.count) / Double(max(count, 1)) }

    /// `19 checked in 0.4 s: 16 reachable, 3 degraded`.
    private func closing(_ totals: BadgeTotals, after elapsed: Duration) -> String {
        let counts = totals.counts.map { "\($0.count) \($0.badge.rawValue)" }
        let spent = Quantity.duration(milliseconds: elapsed.milliseconds)
        return "\(results.count) checked in \(spent): \(counts.joined(separator: ", "))"
    }

    /// Counts an unclear result; returns whether it is among the first of its cause.
    private func isWorthALine(_ result: CheckResult) -> Bool {
        guard result.evidence.finding == .inconclusive else { return true }
        // One note says it of all.
        guard result.evidence.cause != .noEndpointsLists else { return false }
        let evidence = result.evidence
        let known = unclear.firstIndex {
            $0.first.cause == evidence.cause && $0.first.httpStatus == evidence.httpStatus
        }
        guard let index = known else {
            unclear.append((evidence, 1))
            return true
        }
        unclear[index].count += 1
        return unclear[index].count <= Self.likeLimit
    }

    /// The models to suggest: as this check has found them, and without those that it has not yet
    /// asked.
    private var candidates: [Model] {
        models.compactMap { found[$0.id] ?? (asked.contains($0.id) ? nil : $0) }
    }

    private func lines(_ result: CheckResult) async -> [[Span]] {
        let id = result.evidence.modelID.rawValue
        let badge = Badge(result.verdict.availability)
        let own = "\(badge.glyph(isASCII: isASCII)) \(badge.rawValue)"
        // What one endpoint said is no badge of the model.
        let label =
            result.isOfEndpoint
            ? own : result.model.map { Badge.label($0, isASCII: isASCII) } ?? own
        // On a narrow terminal, the reason gets what the longest ID would take.
        let column = console.width.map { min(width, max($0 - 60, 20)) } ?? width
        var lines = [
            [
                Span("\(label)", badge.role), .blank(max(16 - label.count, 1)),
                Span("\(id)"), .blank(max(column - id.count, 0) + 2),
                Span(SanitizedText(sanitizing: result.detail).singleLine, .dim),
            ]
        ]
        let indent = Span.blank(16)
        for probe in result.probes {
            let words = SanitizedText(sanitizing: probe.detail).singleLine
            lines.append([indent, Span("\(probe.capability?.rawValue ?? ""): "), Span(words)])
        }
        if result.verdict.availability == .unavailable, let model = result.model {
            let others =
                await elsewhere(model).filter(\.isAlive).map(\.standIn)
                + Alternatives.of(model, in: candidates, now: now).map(\.id.rawValue)
            if !others.isEmpty {
                let words: SanitizedText = "try instead: \(others.joined(separator: ", "))"
                lines.append([indent, Span(words, .accent)])
            }
        }
        return lines
    }
}
