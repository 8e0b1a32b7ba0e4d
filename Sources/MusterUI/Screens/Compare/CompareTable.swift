import Foundation
import MusterCore

/// The facts of several models in rows, with differences marked.
struct CompareTable {
    struct Row {
        let label: SanitizedText
        let values: [String]
        var roles: [CellStyle.Role]?

        var differs: Bool { Set(values).count > 1 }
    }

    let rows: [Row]

    init(_ models: [Model], _ world: World) {
        func row(_ label: SanitizedText, _ value: (Model) -> String) -> Row {
            Row(label: label, values: models.map { Self.harmless(value($0)) })
        }
        func price(_ price: Price?, _ model: Model) -> String {
            model.isRouter && price == nil ? "varies" : Quantity.price(price, of: model)
        }
        func age(_ date: Date?) -> String {
            date.map { Quantity.age(world.now.timeIntervalSince($0)) } ?? "-"
        }
        var status = row("Status") { Badge.label($0, isASCII: world.context.isASCII) }
        status.roles = models.map { Badge($0).role }
        var rows = [
            status,
            row("Why") { $0.isDisabled ? $0.disabledReason ?? "by you" : $0.verdict.reason },
            row("Checked") { age($0.verdict.checkedAt) },
            row("HF ID") { $0.huggingFaceID?.rawValue ?? "-" },
            row("Name") { $0.name },
            row("Context") { Quantity.tokens($0.contextLength) },
            row("Answer") { Quantity.tokens($0.maxCompletionTokens) },
            row("Prompt") { price($0.promptPrice, $0) },
            row("Completion") { price($0.completionPrice, $0) },
            row("Batch") { $0.batchPrices?.words(for: $0) ?? "-" },
            row("Uptime") { $0.endpoints?.uptime.map { "\(Quantity.fixed($0, 1)) %" } ?? "-" },
            row("Speed") { $0.endpoints?.speed.map { "\(Quantity.fixed($0, 0)) tok/s" } ?? "-" },
            row("First token") {
                $0.endpoints?.latency.map { Quantity.duration(milliseconds: Int($0)) } ?? "-"
            },
            row("Indexes") { $0.entry.traits.indexWords ?? "-" },
            row("Reasoning") { $0.entry.traits.reasoning?.words ?? "-" },
            row("Cutoff") { $0.entry.traits.knowledgeCutoff ?? "-" },
            row("Retention") { $0.entry.traits.retentionWords ?? "-" },
            row("Input") { $0.inputModalities.joined(separator: " ") },
            row("Output") { $0.outputModalities.joined(separator: " ") },
            row("Added") { age($0.created) },
            row("Expires") { $0.expirationDate ?? "-" },
        ]
        // A parameter that all of them support does not help to choose.
        let parameters = models.map { Set($0.supportedParameters) }
        let some = parameters.reduce(into: Set()) { $0.formUnion($1) }
        for parameter in some.sorted() where !parameters.allSatisfy({ $0.contains(parameter) }) {
            rows.append(
                Row(
                    label: SanitizedText(sanitizing: parameter).singleLine,
                    values: parameters.map { $0.contains(parameter) ? "yes" : "no" }
                )
            )
        }
        self.rows = rows
    }

    private static func harmless(_ text: String) -> String {
        text.isEmpty ? "-" : SanitizedText(sanitizing: text).singleLine.string
    }
}
