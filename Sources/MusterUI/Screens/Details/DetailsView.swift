import Foundation
import MusterCore

/// Draws all that is known of the model under the cursor.
enum DetailsView {
    /// One line on the screen.
    struct Line: Equatable {
        /// Stands before a fact, dimmed.
        var label: SanitizedText = ""
        var text: SanitizedText = ""
        var role: CellStyle.Role = .text
        /// Whether the text stands in the column of facts.
        var isFact = false
        /// Marks that stand before the text, each with its role.
        var marks: [Mark] = []
    }

    /// One cell of a row of marks.
    struct Mark: Equatable {
        let text: SanitizedText
        let role: CellStyle.Role
    }

    private static let labelWidth = 11

    static func draw(_ state: AppState, scroll: Int, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty, let model = state.catalog.selected else { return }
        let all = lines(model, state.details, state, columns: rect.columns)
        let visible = all.dropFirst(scroll).prefix(rect.rows)
        for (index, line) in visible.enumerated() {
            let row = rect.row + index
            var column = rect.column + 1
            let limit = rect.endColumn
            grid.write(line.label, row: row, column: column, limit: limit, style: CellStyle(.dim))
            if line.isFact { column += labelWidth }
            for mark in line.marks {
                column = grid.write(
                    mark.text,
                    row: row,
                    column: column,
                    limit: limit,
                    style: CellStyle(mark.role)
                )
            }
            grid.write(
                line.text,
                row: row,
                column: column,
                limit: limit,
                style: CellStyle(line.role)
            )
        }
        let hidden = all.count - scroll - visible.count
        if hidden > 0 {
            let text: SanitizedText = " \(hidden) more "
            grid.write(
                text,
                row: rect.endRow,
                column: rect.endColumn - CellWidth.of(text.string) - 1,
                style: CellStyle(.dim)
            )
        }
    }

    /// All lines, broken for a width; a column is left free at each side.
    static func lines(
        _ model: Model,
        _ details: ModelDetails?,
        _ state: AppState,
        columns: Int
    ) -> [Line] {
        let width = max(columns - 2, 1)
        let details = details?.id == model.id ? details : nil
        // Both IDs stand first and whole: their exact letters are what people come for.
        var lines = wrapped(model.id.rawValue, width, .title)
        if let huggingFaceID = model.huggingFaceID {
            lines += wrapped(huggingFaceID.rawValue, width, .accent)
        }
        let name = SanitizedText(sanitizing: model.name).singleLine.string
        if name != model.id.rawValue { lines += wrapped(name, width, .dim) }
        lines.append(Line())
        lines += statusLines(model, state, width)
        if let details { lines += historyLines(details, state, width) }
        for fact in facts(model) {
            lines += factLines(fact.0, fact.1, width, fact.2)
        }
        if let details {
            lines += routeLines(details, width)
            lines += evidenceLines(details, state, width)
            if !details.description.isEmpty {
                lines.append(Line())
                for paragraph in details.description.split(separator: "\n") {
                    lines += wrapped(String(paragraph), width, .text)
                }
            }
        }
        return lines
    }

    /// The verdict, what has changed since it was verified, and what to try instead.
    private static func statusLines(_ model: Model, _ state: AppState, _ width: Int) -> [Line] {
        let label = Badge.label(model, isASCII: state.context.isASCII)
        var lines = factLines("Status", label, width, Badge(model).role)
        lines += factLines("", reason(model, state), width, .dim)
        let arrow = state.context.isASCII ? "->" : "→"
        for (index, change) in model.changes.enumerated() {
            let text = "\(change.field) \(change.before) \(arrow) \(change.now)"
            lines += factLines(index == 0 ? "Changed" : "", text, width, .warning)
        }
        guard model.needsAlternatives else { return lines }
        let others = Alternatives.of(model, in: state.catalog.models)
        for (index, other) in others.enumerated() {
            lines += factLines(index == 0 ? "Instead" : "", other.id.rawValue, width, .accent)
        }
        return lines
    }

    /// The outcomes of the last checks, how long answers took, and what was probed.
    private static func historyLines(
        _ details: ModelDetails,
        _ state: AppState,
        _ width: Int
    ) -> [Line] {
        var lines: [Line] = []
        let isASCII = state.context.isASCII
        let marks = OutcomeChart.marks(details.evidence, isASCII: isASCII)
        if !marks.isEmpty {
            let latency = OutcomeChart.medianLatency(details.evidence).map {
                "  \(Quantity.duration(milliseconds: $0))"
            }
            let room = max(width - labelWidth - (latency?.count ?? 0), 1)
            lines.append(
                Line(
                    label: "Checks",
                    text: "\(latency ?? "")",
                    role: .dim,
                    isFact: true,
                    marks: marks.suffix(room).map { Mark(text: "\($0.mark)", role: $0.badge.role) }
                )
            )
        }
        for capability in Capability.allCases {
            guard let probe = details.evidence.first(where: { $0.capability == capability }) else {
                continue
            }
            let label: SanitizedText = capability == .tools ? "Tools" : "Schema"
            let role: CellStyle.Role = probe.finding == .answered ? .success : .warning
            lines += factLines(label, probe.detail, width, role)
        }
        return lines
    }

    private static func facts(_ model: Model) -> [(SanitizedText, String, CellStyle.Role)] {
        var facts: [(SanitizedText, String, CellStyle.Role)] = [
            ("HF ID", model.huggingFaceIDSource.map { "from \(words($0))" } ?? "none", .dim)
        ]
        facts += [
            ("Context", Quantity.tokens(model.contextLength), .text),
            ("Answer", Quantity.tokens(model.maxCompletionTokens), .text),
            ("Prompt", price(model.promptPrice, model), .text),
            ("Completion", price(model.completionPrice, model), .text),
        ]
        if let fee = model.requestPrice {
            facts.append(("Request", Quantity.dollars(fee.perToken), .text))
        }
        facts += [
            ("Input", model.inputModalities.joined(separator: " "), .text),
            ("Output", model.outputModalities.joined(separator: " "), .text),
        ]
        if let created = model.created {
            let day = created.formatted(.iso8601.year().month().day())
            facts.append(("Added", day, .text))
        }
        if let day = model.expirationDate { facts.append(("Expires", day, .warning)) }
        if !model.supportedParameters.isEmpty {
            facts.append(("Parameters", model.supportedParameters.joined(separator: " "), .dim))
        }
        return facts
    }

    private static func reason(_ model: Model, _ state: AppState) -> String {
        if model.isDisabled { return model.disabledReason ?? "by you; d enables it" }
        guard let checked = model.verdict.checkedAt else { return model.verdict.reason }
        let age = Quantity.age(state.now.timeIntervalSince(checked))
        return "\(model.verdict.reason), \(age == "just now" ? age : "\(age) ago")"
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

    private static func price(_ price: Price?, _ model: Model) -> String {
        if model.isRouter, price == nil { return "varies" }
        let text = Quantity.price(price)
        return text.hasPrefix("$") ? "\(text)/M" : text
    }

    private static func routeLines(_ details: ModelDetails, _ width: Int) -> [Line] {
        var lines = [Line(), Line(text: "Routes", role: .heading)]
        for (index, rung) in details.ladder.rungs.enumerated() {
            let worked = rung == details.workingRoute
            // The number stands before the spelling, which is broken below itself.
            let rows = wrapped(rung, width - 2, worked ? .success : .text)
            for (offset, row) in rows.enumerated() {
                let number: SanitizedText = offset == 0 ? "\(index + 1) " : "  "
                lines.append(Line(text: number + row.text, role: row.role))
            }
            if worked { lines.append(Line(text: "  worked last time", role: .dim)) }
        }
        return lines
    }

    private static func evidenceLines(
        _ details: ModelDetails,
        _ state: AppState,
        _ width: Int
    ) -> [Line] {
        guard !details.evidence.isEmpty else { return [] }
        var lines = [Line(), Line(text: "Evidence", role: .heading)]
        for piece in details.evidence.prefix(5) {
            let age = Quantity.age(state.now.timeIntervalSince(piece.observedAt))
            lines += wrapped("\(age)  \(piece.kind.rawValue): \(piece.detail)", width, .text)
        }
        return lines
    }

    private static func factLines(
        _ label: SanitizedText,
        _ text: String,
        _ width: Int,
        _ role: CellStyle.Role
    ) -> [Line] {
        let shown = text.isEmpty ? "-" : text
        return wrapped(shown, width - labelWidth, role).enumerated().map { index, line in
            Line(label: index == 0 ? label : "", text: line.text, role: role, isFact: true)
        }
    }

    private static func wrapped(_ text: String, _ width: Int, _ role: CellStyle.Role) -> [Line] {
        let harmless = SanitizedText(sanitizing: text).singleLine.string
        return LineWrapper.wrap(Substring(harmless), cells: width).map {
            Line(text: SanitizedText(sanitizing: String($0)), role: role)
        }
    }
}
