import Foundation
package import MusterCore

/// What checks saw of a model over time: its uptime, and how long answers took.
package struct EvidencePlots {
    /// A plot of fewer points says less than their numbers.
    private static let fewest = 3
    /// The rows of a plot with its axis.
    package static let rows = 7

    private struct Series {
        let title: SanitizedText
        /// Times in seconds since 1970, and values.
        let points: [(date: Double, value: Double)]
        let range: ClosedRange<Double>?
        let format: (Double) -> String
    }

    private let series: [Series]
    private let isASCII: Bool

    /// Plots all that is known, newest first.
    package init(_ evidence: [Evidence], isASCII: Bool) {
        self.isASCII = isASCII
        let oldestFirst = evidence.filter { $0.capability == nil }.reversed()
        let uptimes = oldestFirst.compactMap { piece in
            piece.endpoints.compactMap(\.uptime).max().map {
                (date: piece.observedAt.timeIntervalSince1970, value: $0)
            }
        }
        let answers = oldestFirst.compactMap { piece in
            piece.finding == .answered
                ? piece.latencyMilliseconds.map {
                    (date: piece.observedAt.timeIntervalSince1970, value: Double($0))
                } : nil
        }
        let offered = oldestFirst.compactMap { piece in
            piece.endpoints.filter(\.isUp).compactMap(\.latency?.p50).min().map {
                (date: piece.observedAt.timeIntervalSince1970, value: $0)
            }
        }
        let isSeen = answers.count >= Self.fewest || offered.isEmpty
        let all = [
            Series(title: "Uptime of the best endpoint", points: uptimes, range: 95...100) {
                Quantity.fixed($0, $0 < 99.95 ? 1 : 0) + " %"
            },
            Series(
                title: isSeen ? "Time to answer" : "First token, as endpoints report it",
                points: isSeen ? answers : offered,
                range: nil
            ) { Quantity.duration(milliseconds: Int($0)) },
        ]
        series = all.filter { $0.points.count >= Self.fewest }
    }

    package var isEmpty: Bool { series.isEmpty }

    /// The plots below each other, or beside each other where the width allows both, each under its
    /// title; for a listener, a sentence for each.
    package func lines(columns: Int, isSpoken: Bool = false) -> [[Span]] {
        if isSpoken { return series.flatMap { [Span(Self.words($0))].wrapped(columns) } }
        let gap = 3
        guard series.count == 2, columns >= 80 else {
            return series.flatMap { plot($0, columns: min(columns, 60)) }
        }
        let width = min((columns - gap) / 2, 60)
        let (left, right) = (plot(series[0], columns: width), plot(series[1], columns: width))
        return zip(left, right).map { first, second in
            first + [.blank(width + gap - first.width)] + second
        }
    }

    private func plot(_ series: Series, columns: Int) -> [[Span]] {
        let first = series.points.first?.date ?? 0
        let span = (series.points.last?.date ?? 0) - first
        let plot = Plot(
            series.points.map { Plot.Point($0.date, $0.value) },
            horizontal: Plot.Axis { Self.time($0, span: span) },
            vertical: Plot.Axis(including: series.range, series.format),
            isConnected: true,
            isASCII: isASCII
        )
        let lines = plot.lines(columns: columns, rows: Self.rows - 1)
        return lines.isEmpty ? [] : [[Span(series.title, .heading)]] + lines
    }

    private static func words(_ series: Series) -> SanitizedText {
        let values = series.points.map(\.value)
        guard let least = values.min(), let most = values.max(), let newest = values.last else {
            return ""
        }
        return """
            \(series.title): \(values.count) times, from \(series.format(least)) to \
            \(series.format(most)), newest \(series.format(newest))
            """
    }

    /// The time of day in UTC within a day, the day beyond, and as much as tells the ends and the
    /// middle of the span apart.
    private static func time(_ seconds: Double, span: Double) -> String {
        let date = Date(timeIntervalSince1970: seconds)
        let time = date.formatted(.iso8601.time(includingFractionalSeconds: false))
        let day = Quantity.day(date).dropFirst(5)
        return switch span {
        case ..<600: time
        case ..<86_400: String(time.prefix(5))
        case ..<(4 * 86_400): "\(day) \(time.prefix(5))"
        default: String(day)
        }
    }
}
