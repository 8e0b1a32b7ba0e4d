import Foundation
import MusterCore
import MusterUI

/// All facts about one model, for `muster show`.
struct ModelReport {
    let model: Model
    let details: ModelDetails
    let live: LiveModel?
    let now: Date
    let kind: ServiceKind

    /// The report; its tables are at most `width` cells wide.
    func lines(width: Int?, isASCII: Bool) -> [[Span]] {
        let page = kind.page(of: model.id)
        var lines = [[Span("\(model.id.rawValue)", .title, page: page)], []]
        lines += aligned(facts(isASCII: isASCII))
        lines += [[], [Span("Routes", .heading)]] + routeLines
        if !endpoints.isEmpty {
            let table = EndpointTable(
                endpoints,
                evidence: details.evidence,
                now: now,
                isASCII: isASCII
            )
            lines += [[], [Span("Endpoints", .heading)]]
            lines += table.lines(width: width.map { $0 - 2 }).map { [.blank(2)] + $0 }
        }
        lines += [[], [Span("Evidence", .heading)]] + evidenceLines
        if let live { lines += [[], [Span("Live", .heading)]] + liveLines(live) }
        if !details.description.isEmpty {
            let paragraphs = details.description.split(separator: "\n")
            lines += [[]] + paragraphs.map { [Span("\(String($0))")] }
        }
        return lines
    }

    private func facts(isASCII: Bool) -> [Fact] {
        var facts: [Fact] = [
            Fact("Status", Badge.label(model, isASCII: isASCII) + " (\(reason))"),
            Fact("Name", SanitizedText(sanitizing: model.name).singleLine.string),
            repository,
            Fact("Slug", model.id.canonicalSlug),
            Fact("OpenRouter slug", model.openRouterSlug ?? "-"),
            Fact("Context", Quantity.tokens(model.contextLength)),
            Fact("Longest answer", Quantity.tokens(model.maxCompletionTokens)),
            Fact("Prompt", price(model.promptPrice)),
            Fact("Completion", price(model.completionPrice)),
        ]
        facts += model.overrides.map { Fact("", $0.words) }
        let others = details.otherPrices.words
        if !others.isEmpty { facts.append(Fact("Other prices", others.joined(separator: ", "))) }
        if let fee = model.requestPrice {
            facts.append(Fact("Request", Quantity.dollars(fee.perToken)))
        }
        if let batch = model.batchPrices { facts.append(Fact("Batch", batch.words(for: model))) }
        facts += [
            Fact("Input", list(model.inputModalities)),
            Fact("Output", list(model.outputModalities)),
            Fact("Parameters", list(model.supportedParameters)),
            Fact(
                "Added",
                model.created.map { "\(Quantity.day($0))" } ?? "-"
            ),
        ]
        let traits = model.entry.traits
        if let reasoning = traits.reasoning { facts.append(Fact("Reasoning", reasoning.words)) }
        if let words = traits.indexWords { facts.append(Fact("Indexes", words)) }
        if let day = traits.knowledgeCutoff { facts.append(Fact("Cutoff", day)) }
        if let words = traits.retentionWords { facts.append(Fact("Retention", words)) }
        for change in model.changes {
            let values = SanitizedText(sanitizing: "\(change.before) -> \(change.now)").singleLine
            facts.append(Fact("Changed", "\(change.field) \(values.string), since it was verified"))
        }
        for (index, other) in details.elsewhere.enumerated() {
            let words = SanitizedText(sanitizing: other.words).singleLine.string
            facts.append(Fact(index == 0 ? "Also at" : "", words))
        }
        if let pin = model.pin { facts.append(Fact("Pinned to", pin.words)) }
        if let day = model.expirationDate { facts.append(Fact("Expires", day)) }
        if !model.isListed { facts.append(Fact("Listed", "no: gone from the catalog")) }
        if model.isDisabled {
            facts.append(
                Fact(
                    "Disabled",
                    model.disabledReason.map { SanitizedText(sanitizing: $0).singleLine.string }
                        ?? "yes"
                )
            )
        }
        if model.isFavorite { facts.append(Fact("Favourite", "yes")) }
        return facts
    }

    private var reason: String {
        let words = SanitizedText(sanitizing: model.badgeReason).singleLine.string
        guard !model.isDisabled, let checkedAt = model.verdict.checkedAt else { return words }
        let age = Quantity.age(now.timeIntervalSince(checkedAt))
        return "\(words), \(age == "just now" ? age : "\(age) ago")"
    }

    private var repository: Fact {
        let name: SanitizedText = "Hugging Face ID"
        guard let id = model.huggingFaceID else { return Fact(name, "-") }
        let source = model.huggingFaceIDSource.map { " (\($0.rawValue))" } ?? ""
        return Fact(name, "\(id)", page: WebPage(of: id), note: source)
    }

    private func price(_ price: Price?) -> String {
        if model.isRouter, price == nil { return "varies with the model it picks" }
        let text = Quantity.price(price, of: model)
        return text.hasPrefix("$") ? "\(text) per million tokens" : text
    }

    private func list(_ words: [String]) -> String {
        words.isEmpty ? "-" : words.joined(separator: ", ")
    }

    private var routeLines: [[Span]] {
        details.ladder.rungs.enumerated().map { index, rung in
            let worked = rung == details.workingRoute
            let number = Span("  \(index + 1). ", .dim)
            return [number, Span("\(rung.rawValue)", worked ? .success : .text)]
                + (worked ? [Span("  worked last time", .dim)] : [])
        }
    }

    private var endpoints: [Endpoint] {
        details.evidence.first { !$0.endpoints.isEmpty }?.endpoints ?? []
    }

    private var evidenceLines: [[Span]] {
        guard !details.evidence.isEmpty else { return [[Span("  none yet", .dim)]] }
        return details.evidence.map { piece in
            let age = Quantity.age(now.timeIntervalSince(piece.observedAt))
            let detail = SanitizedText(sanitizing: piece.detail).singleLine
            return [
                Span("  \(age)  ", .dim), Span("\(piece.origin)  "),
                Span("\(piece.finding.rawValue)  ", Badge(piece.availability).role), Span(detail),
            ]
        }
    }

    private func liveLines(_ live: LiveModel) -> [[Span]] {
        var lines: [SanitizedText] = []
        if live.isBeyondService {
            lines.append("this service has no page for a single model; ask it with: muster refresh")
        }
        if let isListed = live.isListed {
            lines.append(isListed ? "known to the service" : "unknown to the service")
        }
        lines += live.differences.map { "\($0.field) was \($0.before), is now \($0.now)" }
        if live.isListed == true, live.differences.isEmpty {
            lines.append("nothing differs from what is stored")
        }
        if let endpoints = live.endpoints {
            if endpoints.isEmpty { lines.append("no endpoints: no provider serves it") }
            lines += endpoints.map { "\($0.words)" }
        }
        return lines.map { [.blank(2), Span($0)] }
    }

    private func aligned(_ facts: [Fact]) -> [[Span]] {
        let width = facts.map { CellWidth.of($0.name.string) }.max() ?? 0
        return facts.map { fact in
            let gap = Span.blank(width - CellWidth.of(fact.name.string) + 2)
            let words = Span("\(fact.words)", page: fact.page)
            return [Span(fact.name, .dim), gap, words]
                + (fact.note.isEmpty ? [] : [Span("\(fact.note)")])
        }
    }
}

/// A line of the report.
private struct Fact {
    let name: SanitizedText
    let words: String
    /// Where the words lead.
    let page: WebPage?
    /// What follows the words.
    let note: String

    init(_ name: SanitizedText, _ words: String, page: WebPage? = nil, note: String = "") {
        self.name = name
        self.words = words
        self.page = page
        self.note = note
    }
}

/// The evidence for a model's badge, for `muster why`.
struct TimelineReport {
    let model: Model
    let entries: [TimelineEntry]
    let alternatives: [Model]
    var elsewhere: [Elsewhere] = []
    let service: ServiceSettings

    func lines(width: Int?, isASCII: Bool) -> [[Span]] {
        let badge = Badge(model)
        let label = Badge.label(model, isASCII: isASCII)
        let page = service.kind.page(of: model.id)
        var lines = [
            [Span("\(model.id.rawValue)", .title, page: page)],
            [Span("\(label): ", badge.role), Span(Self.harmless(model.badgeReason))],
        ]
        if let expiresAt = model.verdict.expiresAt, !model.isDisabled {
            let words: SanitizedText = model.verdict.isStale ? "stale since" : "valid until"
            lines.append([Span("\(words) \(expiresAt.formatted(.iso8601))", .dim)])
        }
        for change in model.changes {
            let values = Self.harmless("\(change.before) \(isASCII ? "->" : "→") \(change.now)")
            let words: SanitizedText = "changed since it was verified: \(change.field)  \(values)"
            lines.append([Span(words, .warning)])
        }
        let isDead = model.verdict.availability == .unavailable
        let others =
            (isDead ? elsewhere.filter(\.isAlive).map(\.standIn) : [])
            + alternatives.map(\.id.rawValue)
        if !others.isEmpty {
            let names = others.joined(separator: ", ")
            lines.append([Span("try instead: \(names)", .accent)])
        }
        if !elsewhere.isEmpty {
            let words = elsewhere.map(\.words).joined(separator: "; ")
            lines.append([
                Span("Also at  ", .dim), Span(SanitizedText(sanitizing: words).singleLine, .accent),
            ])
        }
        lines.append([])
        if entries.isEmpty, model.verdict.kind != .catalog {
            lines.append([Span("No evidence yet. Gather some: muster check \(model.id.rawValue)")])
        }
        for entry in entries { lines += self.lines(entry, width: width, isASCII: isASCII) }
        return lines
    }

    /// The command that asks the same again; `nil` without evidence.
    var command: String? {
        entries.first.map {
            $0.curl(
                model.id,
                baseURL: service.baseURL,
                keyVariable: service.exportedKeyVariable
            )
        }
    }

    private func lines(_ entry: TimelineEntry, width: Int?, isASCII: Bool) -> [[Span]] {
        let time = Span("\(entry.date.formatted(.iso8601))  ", .dim)
        var lines: [[Span]] = []
        if let evidence = entry.evidence {
            lines.append([time] + Self.facts(evidence))
            lines.append([.blank(4), Span(Self.harmless(evidence.detail))])
            if let step = evidence.routingStep {
                let words: SanitizedText = "routing stopped at: \(Self.harmless(step))"
                lines.append([.blank(4), Span(words, .warning)])
            }
        } else {
            lines.append([time, Span("generation", .heading)])
        }
        for words in entry.attempts.summaries {
            lines.append([.blank(4), Span(Self.harmless(words), .dim)])
        }
        if let endpoints = entry.evidence?.endpoints, !endpoints.isEmpty {
            let table = EndpointTable(
                endpoints,
                evidence: entries.compactMap(\.evidence),
                now: entry.date,
                isASCII: isASCII
            )
            lines += table.lines(width: width.map { $0 - 4 }).map { [.blank(4)] + $0 }
        }
        return lines
    }

    private static func facts(_ evidence: Evidence) -> [Span] {
        let served = evidence.servedModel.flatMap { $0 == evidence.sentModel?.rawValue ? nil : $0 }
        let facts = [
            evidence.httpStatus.map { "HTTP \($0)" },
            evidence.trouble?.words,
            evidence.latencyMilliseconds.map(Quantity.duration(milliseconds:)),
            evidence.cost.map(Quantity.dollars),
            evidence.provider,
            served.map { "served \($0)" },
        ].compactMap(\.self).map { "  " + $0 }.joined()
        return [
            Span("\(evidence.origin) ", .heading),
            Span("\(evidence.finding.rawValue)", Badge(evidence.availability).role),
            Span("\(facts)"),
        ]
    }

    private static func harmless(_ text: String) -> SanitizedText {
        SanitizedText(sanitizing: text).singleLine
    }
}
