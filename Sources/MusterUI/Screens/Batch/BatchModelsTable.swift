import Foundation
import MusterCore

/// The marked models in rows: price, health, and obstacles.
struct BatchModelsTable {
    private struct Column {
        let title: SanitizedText
        let width: Int
        let isNumber: Bool
        let value: (Model) -> String
        let role: (Model) -> CellStyle.Role
    }

    private let columns: [Column]
    private let isASCII: Bool

    /// Lays the columns out for a width; drops prices and ages first.
    init(_ seen: [ModelID: SeenAnswers], _ world: World, width: Int) {
        isASCII = world.context.isASCII
        let now = world.now
        func obstacles(_ model: Model) -> [BatchObstacle] { BatchObstacle.all(of: model, now: now) }
        let plain: (Model) -> CellStyle.Role = { $0.isDisabled ? .disabled : .text }
        let price: (Price?, Model) -> String = { price, model in
            model.isRouter && price == nil ? "varies" : Quantity.price(price, of: model)
        }
        let status = Column(
            title: "  Status",
            width: 14,
            isNumber: false,
            value: { Badge.label($0, isASCII: world.context.isASCII) },
            role: { Badge($0).role }
        )
        let optional = [
            Column(title: "Answers", width: 7, isNumber: true) { model in
                seen[model.id].map { $0.asked > 0 ? "\($0.answered)/\($0.asked)" : "-" }
                    ?? "-"
            } role: { model in
                seen[model.id]?.isWeak == true ? .warning : .text
            },
            Column(title: "Checked", width: 7, isNumber: true) { model in
                model.verdict.checkedAt.map { Quantity.shortAge(now.timeIntervalSince($0)) } ?? "-"
            } role: { _ in
                .dim
            },
            Column(title: "Prompt", width: 7, isNumber: true) {
                price($0.promptPrice, $0)
            } role: {
                plain($0)
            },
            Column(title: "Compl.", width: 7, isNumber: true) {
                price($0.completionPrice, $0)
            } role: {
                plain($0)
            },
        ]
        let pinned = Column(title: "Pinned to", width: 16, isNumber: false) {
            $0.pin?.words ?? "-"
        } role: { model in
            model.pin == nil ? .dim : .accent
        }
        let models = world.catalog.markedModels
        let problem: (Model) -> String = { model in
            let words = obstacles(model).map(\.words)
            return words.isEmpty ? "-" : words.joined(separator: ", ")
        }
        let problems = models.map { CellWidth.of(problem($0)) } + [7]
        let wayWidth = width >= 60 ? min(problems.max() ?? 0, 26) : 0
        // Models are told apart by the ends of their IDs.
        let longest = models.map { CellWidth.of($0.id.rawValue) }.max() ?? 0
        let least = min(max(longest, 20), 40)
        var room = width - 3 - (status.width + 2) - (wayWidth > 0 ? wayWidth + 2 : 0)
        var chosen: [Column] = []
        if models.contains(where: { $0.pin != nil }), room - pinned.width - 2 >= 20 {
            chosen.append(pinned)
            room -= pinned.width + 2
        }
        for column in optional where room - column.width - 2 >= least {
            chosen.append(column)
            room -= column.width + 2
        }
        let name = Column(title: "Model ID", width: max(min(room, 52), 1), isNumber: false) {
            $0.id.rawValue
        } role: {
            plain($0)
        }
        let way = Column(title: "Problem", width: wayWidth, isNumber: false) {
            problem($0)
        } role: { model in
            let all = obstacles(model)
            return all.contains(where: \.isFatal) ? .error : all.isEmpty ? .dim : .warning
        }
        columns = [status, name] + chosen + (wayWidth > 0 ? [way] : [])
    }

    var head: [Span] {
        [Span(" ")] + columns.map { Span(cell($0.title.string, $0), .heading) }
    }

    func row(_ model: Model) -> [Span] {
        [Span(" ")]
            + columns.map { column in
                let value = SanitizedText(sanitizing: column.value(model)).singleLine.string
                return Span(cell(value, column), column.role(model))
            }
    }

    private func cell(_ value: String, _ column: Column) -> SanitizedText {
        let text =
            column.title == "Model ID"
            ? Truncation.modelID(value, cells: column.width, isASCII: isASCII)
            : Truncation.tail(value, cells: column.width, isASCII: isASCII)
        let padding = String(repeating: " ", count: max(column.width - CellWidth.of(text), 0))
        return "\(column.isNumber ? padding + text : text + padding)  "
    }
}
