import Foundation
import MusterCore

/// All facts about a model, broken into lines for a width.
struct DetailsLines {
    struct Line: Equatable {
        var spans: [Span] = []
        /// The key that folds the section; at the right edge.
        var key: SanitizedText = ""
    }

    static let labelWidth = 11

    private let model: Model
    private let details: ModelDetails?
    private let world: World
    private let width: Int

    /// Prepares lines for a pane; one column stays free at each side.
    init(_ model: Model, _ world: World, columns: Int) {
        self.model = model
        self.world = world
        details = world.details[model.id]
        width = max(columns - 2, 1)
    }

    var all: [Line] {
        // Both IDs come first and in full: users come for their exact spelling.
        var lines = Self.wrapped(model.id.rawValue, width, .title, modelPage)
        if let huggingFaceID = model.huggingFaceID {
            let page = WebPage(of: huggingFaceID)
            lines += Self.wrapped(huggingFaceID.rawValue, width, .accent, page)
        }
        let name = SanitizedText(sanitizing: model.name).singleLine.string
        if name != model.id.rawValue { lines += Self.wrapped(name, width, .dim) }
        lines.append(Line())
        lines += statusLines
        lines += historyLines
        for section in DetailsSection.allCases { lines += sectionLines(section) }
        return lines
    }

    private func sectionLines(_ section: DetailsSection) -> [Line] {
        let body =
            switch section {
            case .facts: facts.flatMap { Self.factLines($0.0, $0.1, width, $0.2) }
            case .routes: routeLines
            case .endpoints: endpointLines
            case .evidence: evidenceLines
            case .description: descriptionLines
            case .links: linkLines
            }
        guard !body.isEmpty else { return [] }
        let isFolded = world.settings.folded.contains(section)
        let mark: SanitizedText =
            switch (isFolded, world.context.isASCII) {
            case (false, false): "▾"
            case (true, false): "▸"
            case (false, true): "-"
            case (true, true): "+"
            }
        let key = world.keyName(.fold(section))
        let heading = Line(spans: [Span(mark + " " + section.title, .heading)], key: key)
        return [Line(), heading] + (isFolded ? [] : body)
    }

    /// The verdict, the changes since it was verified, and alternatives.
    private var statusLines: [Line] {
        let label = Badge.label(model, isASCII: world.context.isASCII)
        var lines = Self.factLines("Status", label, width, Badge(model).role)
        lines += Self.factLines("", reason, width, .dim)
        let arrow = world.context.isASCII ? "->" : "→"
        for (index, change) in model.changes.enumerated() {
            let text = "\(change.field) \(change.before) \(arrow) \(change.now)"
            lines += Self.factLines(index == 0 ? "Changed" : "", text, width, .warning)
        }
        guard model.needsAlternatives else { return lines }
        // The same weights elsewhere are nearer than other weights here.
        let elsewhere = (details?.elsewhere ?? []).filter(\.isAlive).map(\.standIn)
        let others = Alternatives.of(model, in: world.catalog.models, now: world.now).map(
            \.id.rawValue
        )
        for (index, other) in (elsewhere + others).enumerated() {
            lines += Self.factLines(index == 0 ? "Instead" : "", other, width, .accent)
        }
        return lines
    }

    /// The outcomes of the last checks, latencies, and probe results.
    private var historyLines: [Line] {
        guard let details else { return [] }
        var lines: [Line] = []
        let isASCII = world.context.isASCII
        let marks = OutcomeChart.marks(details.evidence, isASCII: isASCII)
        if !marks.isEmpty {
            let words = OutcomeChart.words(details.evidence)
            let room = max(width - Self.labelWidth - words.count - 2, 4)
            let shown = marks.suffix(room).map { Span("\($0.mark)", $0.badge.role) }
            let text = shown + [Span("  \(words)", .dim)]
            lines.append(Line(spans: [Self.label("Checks")] + text))
        }
        for capability in Capability.allCases {
            guard let probe = details.evidence.first(where: { $0.capability == capability }) else {
                continue
            }
            let label: SanitizedText = capability == .tools ? "Tools" : "Schema"
            let role: CellStyle.Role = probe.finding == .answered ? .success : .warning
            lines += Self.factLines(label, probe.detail, width, role)
        }
        return lines
    }

    private var facts: [(SanitizedText, String, CellStyle.Role)] {
        var facts: [(SanitizedText, String, CellStyle.Role)] = [
            model.huggingFaceIDSource.map { ("HF ID from", Self.words($0), .dim) }
                ?? ("HF ID", "none", .dim)
        ]
        facts += [
            ("Context", Quantity.tokens(model.contextLength), .text),
            ("Answer", Quantity.tokens(model.maxCompletionTokens), .text),
            ("Prompt", price(model.promptPrice), .text),
            ("Completion", price(model.completionPrice), .text),
        ]
        for (index, other) in (details?.elsewhere ?? []).enumerated() {
            let words = SanitizedText(sanitizing: other.words).singleLine.string
            facts.append((index == 0 ? "Also at" : "", words, other.isAlive ? .success : .dim))
        }
        if let pin = model.pin { facts.append(("Pinned to", pin.words, .accent)) }
        for override in model.overrides { facts.append(("", override.words, .warning)) }
        for words in details?.otherPrices.words ?? [] { facts.append(("", words, .dim)) }
        if let batch = model.batchPrices { facts.append(("Batch", batch.words(for: model), .text)) }
        if let fee = model.requestPrice {
            facts.append(("Request", Quantity.dollars(fee.perToken), .text))
        }
        facts += [
            ("Input", model.inputModalities.joined(separator: " "), .text),
            ("Output", model.outputModalities.joined(separator: " "), .text),
        ]
        let traits = model.entry.traits
        if let reasoning = traits.reasoning { facts.append(("Reasoning", reasoning.words, .text)) }
        if let words = traits.indexWords { facts.append(("Indexes", words, .text)) }
        if let day = traits.knowledgeCutoff { facts.append(("Cutoff", day, .text)) }
        if let words = traits.retentionWords { facts.append(("Retention", words, .text)) }
        if let created = model.created {
            facts.append(("Added", Quantity.day(created), .text))
        }
        if let day = model.expirationDate { facts.append(("Expires", day, .warning)) }
        if !model.supportedParameters.isEmpty {
            facts.append(("Parameters", model.supportedParameters.joined(separator: " "), .dim))
        }
        return facts
    }

    private var reason: String {
        if model.isDisabled {
            return model.disabledReason ?? "by you; \(world.keyName(.disable).string) enables it"
        }
        guard let checked = model.verdict.checkedAt else { return model.verdict.reason }
        let age = Quantity.age(world.now.timeIntervalSince(checked))
        var reason = model.verdict.reason
        // The age continues the service's sentence, so remove its full stop.
        while reason.last == "." { reason.removeLast() }
        return "\(reason), \(age == "just now" ? age : "\(age) ago")"
    }

    private static func words(_ source: HuggingFaceIDSource) -> String {
        switch source {
        case .catalog: "the catalog"
        case .lookup: "a look-up"
        case .sibling: "a variant of this model"
        case .hub: "the Hub's own spelling"
        case .manual: "you"
        }
    }

    private func price(_ price: Price?) -> String {
        if model.isRouter, price == nil { return "varies" }
        let text = Quantity.price(price, of: model)
        return text.hasPrefix("$") ? "\(text)/M" : text
    }

    private var routeLines: [Line] {
        guard let details else { return [] }
        var lines: [Line] = []
        for (index, rung) in details.ladder.rungs.enumerated() {
            let worked = rung == details.workingRoute
            // The number precedes the spelling, which wraps below itself.
            let rows = Self.wrapped(rung.rawValue, width - 2, worked ? .success : .text)
            for (offset, row) in rows.enumerated() {
                let number: SanitizedText = offset == 0 ? "\(index + 1) " : "  "
                lines.append(Line(spans: [Span(number, .dim)] + row.spans))
            }
            if worked { lines.append(Line(spans: [Span("  worked last time", .dim)])) }
        }
        return lines
    }

    private var endpointLines: [Line] {
        let evidence = details?.evidence ?? []
        guard let seen = evidence.first(where: { !$0.endpoints.isEmpty })?.endpoints else {
            let isEmpty = evidence.first { $0.kind == .endpoints }?.cause == .noEndpoints
            let words =
                isEmpty
                ? "none: nobody serves it"
                : "none known; \(world.keyName(.check).string) asks for them, free"
            return details == nil ? [] : Self.wrapped(words, width, .dim)
        }
        let table = EndpointTable(
            seen,
            evidence: evidence,
            now: world.now,
            isASCII: world.context.isASCII
        )
        let lines = table.lines(width: width, isSpoken: world.context.isForScreenReader)
        return lines.map { Line(spans: $0) }
    }

    private var evidenceLines: [Line] {
        guard let evidence = details?.evidence else { return [] }
        guard !evidence.isEmpty else { return Self.wrapped("none yet", width, .dim) }
        let plots = EvidencePlots(evidence, isASCII: world.context.isASCII)
        let isSpoken = world.context.isForScreenReader
        let pictures = plots.lines(columns: width, isSpoken: isSpoken).map { Line(spans: $0) }
        let newest = evidence.prefix(5).flatMap { piece in
            let age = Quantity.age(world.now.timeIntervalSince(piece.observedAt))
            return Self.wrapped("\(age)  \(piece.origin): \(piece.detail)", width, .text)
        }
        return newest + pictures
    }

    private var modelPage: WebPage? { world.context.kind.page(of: model.id) }

    private var linkLines: [Line] {
        [modelPage, model.huggingFaceID.map(WebPage.init)].compactMap(\.self).flatMap { page in
            Self.wrapped(page.address, width, .dim, page)
        }
    }

    private var descriptionLines: [Line] {
        (details?.description ?? "").split(separator: "\n").flatMap { paragraph in
            Self.wrapped(String(paragraph), width, .text)
        }
    }

    private static func factLines(
        _ label: SanitizedText,
        _ text: String,
        _ width: Int,
        _ role: CellStyle.Role
    ) -> [Line] {
        let shown = text.isEmpty ? "-" : text
        return wrapped(shown, width - labelWidth, role).enumerated().map { index, line in
            Line(spans: [self.label(index == 0 ? label : "")] + line.spans)
        }
    }

    /// A name in the column of names.
    private static func label(_ name: SanitizedText) -> Span {
        let gap = String(repeating: " ", count: max(labelWidth - CellWidth.of(name.string), 0))
        return Span("\(name)\(gap)", .dim)
    }

    private static func wrapped(
        _ text: String,
        _ width: Int,
        _ role: CellStyle.Role,
        _ page: WebPage? = nil
    ) -> [Line] {
        SanitizedText(sanitizing: text).singleLine.lines(width).map {
            Line(spans: [Span($0, role, page: page)])
        }
    }
}
