import Foundation
import MusterCore
import MusterUI

/// All facts about one model, for `muster show`.
struct ModelReport {
    let model: Model
    let details: ModelDetails
    let live: LiveModel?
    let now: Date

    func text(isASCII: Bool) -> String {
        var lines = [model.id.rawValue, ""]
        lines += Self.aligned(facts(isASCII: isASCII))
        lines += ["", "Routes"] + routeLines
        if !endpoints.isEmpty {
            lines += ["", "Endpoints"] + endpointLines(isASCII: isASCII)
        }
        lines += ["", "Evidence"] + evidenceLines
        if let live { lines += ["", "Live"] + liveLines(live) }
        if !details.description.isEmpty {
            lines += ["", SanitizedText(sanitizing: details.description).string]
        }
        return lines.joined(separator: "\n")
    }

    private func facts(isASCII: Bool) -> [(String, String)] {
        var facts: [(String, String)] = [
            ("Status", Badge.label(model, isASCII: isASCII) + " (\(reason))"),
            ("Name", SanitizedText(sanitizing: model.name).singleLine.string),
            ("Hugging Face ID", huggingFace),
            ("Slug", model.id.canonicalSlug),
            ("OpenRouter slug", model.openRouterSlug ?? "-"),
            ("Context", Quantity.tokens(model.contextLength)),
            ("Longest answer", Quantity.tokens(model.maxCompletionTokens)),
            ("Prompt", price(model.promptPrice)),
            ("Completion", price(model.completionPrice)),
        ]
        facts += model.overrides.map { ("", $0.words) }
        let others = details.otherPrices.words
        if !others.isEmpty { facts.append(("Other prices", others.joined(separator: ", "))) }
        if let fee = model.requestPrice {
            facts.append(("Request", Quantity.dollars(fee.perToken)))
        }
        if let batch = model.batchPrices { facts.append(("Batch", batch.words(for: model))) }
        facts += [
            ("Input", list(model.inputModalities)),
            ("Output", list(model.outputModalities)),
            ("Parameters", list(model.supportedParameters)),
            (
                "Added",
                model.created.map { "\($0.formatted(.iso8601.year().month().day()))" } ?? "-"
            ),
        ]
        for change in model.changes {
            let values = SanitizedText(sanitizing: "\(change.before) -> \(change.now)").singleLine
            facts.append(("Changed", "\(change.field) \(values.string), since it was verified"))
        }
        if let pin = model.pin { facts.append(("Pinned to", pin.words)) }
        if let day = model.expirationDate { facts.append(("Expires", day)) }
        if !model.isListed { facts.append(("Listed", "no: gone from the catalog")) }
        if model.isDisabled { facts.append(("Disabled", model.disabledReason ?? "yes")) }
        if model.isFavorite { facts.append(("Favourite", "yes")) }
        return facts
    }

    private var reason: String {
        let words = SanitizedText(sanitizing: model.verdict.reason).singleLine.string
        guard let checkedAt = model.verdict.checkedAt else { return words }
        let age = Quantity.age(now.timeIntervalSince(checkedAt))
        return "\(words), \(age == "just now" ? age : "\(age) ago")"
    }

    private var huggingFace: String {
        guard let id = model.huggingFaceID else { return "-" }
        return model.huggingFaceIDSource.map { "\(id) (\($0.rawValue))" } ?? "\(id)"
    }

    private func price(_ price: Price?) -> String {
        if model.isRouter, price == nil { return "varies with the model it picks" }
        let text = Quantity.price(price, of: model)
        return text.hasPrefix("$") ? "\(text) per million tokens" : text
    }

    private func list(_ words: [String]) -> String {
        words.isEmpty ? "-" : words.joined(separator: ", ")
    }

    private var routeLines: [String] {
        details.ladder.rungs.enumerated().map { index, rung in
            "  \(index + 1). \(rung)" + (rung == details.workingRoute ? "  worked last time" : "")
        }
    }

    private var endpoints: [Endpoint] {
        details.evidence.first { !$0.endpoints.isEmpty }?.endpoints ?? []
    }

    /// One badge and one line per endpoint of the last list.
    private func endpointLines(isASCII: Bool) -> [String] {
        endpoints.map { endpoint in
            let badge = Badge(
                endpoint.availability(among: endpoints, evidence: details.evidence, now: now)
            )
            let label = "\(badge.glyph(isASCII: isASCII)) \(badge.rawValue)"
            let padding = String(repeating: " ", count: max(14 - label.count, 1))
            return "  \(label)\(padding)\(endpoint.words)"
        }
    }

    private var evidenceLines: [String] {
        guard !details.evidence.isEmpty else { return ["  none yet"] }
        return details.evidence.map { piece in
            let age = Quantity.age(now.timeIntervalSince(piece.observedAt))
            let detail = SanitizedText(sanitizing: piece.detail).singleLine.string
            return "  \(age)  \(piece.kind.rawValue)  \(piece.finding.rawValue)  \(detail)"
        }
    }

    private func liveLines(_ live: LiveModel) -> [String] {
        var lines: [String] = []
        if live.isBeyondService {
            lines.append("  this service tells nothing of a single model: muster refresh")
        }
        if let isListed = live.isListed {
            lines.append(isListed ? "  known to the service" : "  unknown to the service")
        }
        lines += live.differences.map { "  \($0.field) was \($0.before), is now \($0.now)" }
        if live.isListed == true, live.differences.isEmpty {
            lines.append("  nothing differs from what is stored")
        }
        if let endpoints = live.endpoints {
            if endpoints.isEmpty { lines.append("  no endpoints: nobody serves it") }
            lines += endpoints.map { "  \($0.words)" }
        }
        return lines
    }

    private static func aligned(_ rows: [(String, String)]) -> [String] {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { key, value in
            key + String(repeating: " ", count: width - key.count + 2) + value
        }
    }
}

/// The evidence for a model's badge, for `muster why`.
struct TimelineReport {
    let model: Model
    let entries: [TimelineEntry]
    let alternatives: [Model]
    let baseURL: ServiceURL

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
        if entries.isEmpty, model.verdict.kind != .catalog {
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
            if let step = evidence.routingStep {
                lines.append("    routing stopped at: \(harmless(step))")
            }
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
            evidence.trouble?.words,
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
