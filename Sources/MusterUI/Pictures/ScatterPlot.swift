import Foundation
package import MusterCore

/// Models as points: their price against something else.
package struct ScatterPlot {
    /// What stands on the horizontal axis.
    package enum Measure: String, Sendable, CaseIterable {
        case context
        case intelligence
        case coding
        case agentic
        case speed
        case latency
        case uptime

        var title: SanitizedText {
            switch self {
            case .context: "context in tokens"
            case .intelligence, .coding, .agentic: "\(rawValue) index"
            case .speed: "tokens a second"
            case .latency: "time to first token"
            case .uptime: "uptime in percent"
            }
        }

        func value(of model: Model) -> Double? {
            switch self {
            case .context: model.contextLength.map(Double.init)
            case .intelligence: model.entry.traits.intelligence
            case .coding: model.entry.traits.coding
            case .agentic: model.entry.traits.agentic
            case .speed: model.endpoints?.speed
            case .latency: model.endpoints?.latency
            case .uptime: model.endpoints?.uptime
            }
        }

        var axis: Plot.Axis {
            Plot.Axis(isLogarithmic: self == .context || self == .latency, format)
        }

        func format(_ value: Double) -> String {
            switch self {
            case .context: Quantity.tokens(Int(value))
            case .intelligence, .coding, .agentic, .speed: Quantity.fixed(value, 0)
            case .latency: Quantity.duration(milliseconds: Int(value))
            case .uptime: Quantity.fixed(value, 1)
            }
        }
    }

    package let measure: Measure
    /// The models with both values, the cheapest first.
    package let models: [Model]
    private let isASCII: Bool

    package init(_ models: some Sequence<Model>, _ measure: Measure, isASCII: Bool) {
        self.measure = measure
        self.isASCII = isASCII
        // A free model has no place on a logarithm's axis.
        let priced = models.compactMap { model in
            Self.price(of: model).map { (price: $0, model: model) }
        }
        self.models = priced.filter { $0.price > 0 && measure.value(of: $0.model) != nil }
            .sorted { ($0.price, $0.model.id) < ($1.price, $1.model.id) }.map(\.model)
    }

    /// US dollars per million tokens of output.
    static func price(of model: Model) -> Double? {
        (model.completionPrice?.perMillion).map { NSDecimalNumber(decimal: $0).doubleValue }
    }

    package var title: SanitizedText {
        "\(models.count) models: output price, $ per million, against \(measure.title)"
    }

    /// The plot; the model with `selected` stands out.
    package func lines(columns: Int, rows: Int, selected: ModelID? = nil) -> [[Span]] {
        let chosen = models.first { $0.id == selected }
        let plot = plot(models.filter { $0.id != selected } + (chosen.map { [$0] } ?? []))
        var lines = plot.lines(columns: columns, rows: rows)
        guard chosen != nil, let place = plot.placeOfLast(columns: columns, rows: rows),
            lines.indices.contains(place.row)
        else { return lines }
        let mark: SanitizedText = isASCII ? "@" : "◆"
        lines[place.row] = lines[place.row].replacing(cell: place.column, with: Span(mark, .match))
        return lines
    }

    private func plot(_ models: [Model]) -> Plot {
        Plot(
            models.map {
                Plot.Point(measure.value(of: $0) ?? 0, Self.price(of: $0) ?? 0, Badge($0).role)
            },
            horizontal: measure.axis,
            vertical: Plot.Axis(isLogarithmic: true) { "$\(Quantity.fixed($0, $0 < 10 ? 2 : 0))" },
            isASCII: isASCII
        )
    }
}

extension [Span] {
    /// The line with another cell at that place.
    fileprivate func replacing(cell: Int, with span: Span) -> [Span] {
        var column = 0
        return flatMap { piece -> [Span] in
            let own = column..<column + piece.width
            column = own.upperBound
            guard own.contains(cell) else { return [piece] }
            let text = [Character](piece.text.string)
            guard text.count == own.count else { return [piece] }
            let offset = cell - own.lowerBound
            return [
                Span("\(String(text[..<offset]))", piece.role), span,
                Span("\(String(text[(offset + 1)...]))", piece.role),
            ].filter { !$0.text.string.isEmpty }
        }
    }
}
