import Foundation
import MusterCore

/// Points in a plane with axes, drawn with braille dots, two by four in a cell.
package struct Plot {
    package struct Point: Sendable {
        let x: Double
        let y: Double
        let role: CellStyle.Role

        package init(_ x: Double, _ y: Double, _ role: CellStyle.Role = .accent) {
            (self.x, self.y, self.role) = (x, y, role)
        }
    }

    package struct Axis {
        let isLogarithmic: Bool
        /// What the axis includes, whatever the points are.
        let minimum: ClosedRange<Double>?
        let format: (Double) -> String

        package init(
            isLogarithmic: Bool = false,
            including minimum: ClosedRange<Double>? = nil,
            _ format: @escaping (Double) -> String
        ) {
            self.isLogarithmic = isLogarithmic
            self.minimum = minimum
            self.format = format
        }

        /// The place of a value on the axis; `nil` for one that has none, as 0 on a logarithm's.
        func place(_ value: Double) -> Double? {
            guard value.isFinite else { return nil }
            guard isLogarithmic else { return value }
            return value > 0 ? log10(value) : nil
        }

        /// The value at a place.
        func value(_ place: Double) -> Double { isLogarithmic ? pow(10, place) : place }

        func range(of values: [Double]) -> ClosedRange<Double>? {
            let bounds = minimum.map { [$0.lowerBound, $0.upperBound] } ?? []
            let places = (values + bounds).compactMap(place)
            guard let low = places.min(), let high = places.max() else { return nil }
            // One value stands in the middle.
            return low < high ? low...high : (low - 0.5)...(high + 0.5)
        }
    }

    let points: [Point]
    let horizontal: Axis
    let vertical: Axis
    /// Whether a line leads from each point to the next.
    let isConnected: Bool
    let isASCII: Bool

    /// Takes points in the order of drawing: a later one hides earlier ones.
    package init(
        _ points: [Point],
        horizontal: Axis,
        vertical: Axis,
        isConnected: Bool = false,
        isASCII: Bool
    ) {
        self.points = points.filter {
            horizontal.place($0.x) != nil && vertical.place($0.y) != nil
        }
        self.horizontal = horizontal
        self.vertical = vertical
        self.isConnected = isConnected
        self.isASCII = isASCII
    }

    /// The plot in that many cells; nothing if there is no room for it, or no point.
    package func lines(columns: Int, rows: Int) -> [[Span]] {
        guard let area = area(columns: columns, rows: rows) else { return [] }
        let (across, up, width, height, margin) = (
            area.across, area.up, area.width, area.height, area.margin
        )
        let top = vertical.format(vertical.value(up.upperBound))
        let bottom = vertical.format(vertical.value(up.lowerBound))
        var canvas = Canvas(columns: width, rows: height, isASCII: isASCII)
        var before: (Int, Int)?
        for point in points {
            guard let x = horizontal.place(point.x), let y = vertical.place(point.y) else {
                continue
            }
            let dot = canvas.dot(Self.share(x, across), Self.share(y, up))
            if let before, isConnected { canvas.draw(from: before, to: dot, .dim) }
            canvas.set(dot, point.role, isLarge: !isConnected)
            before = dot
        }
        let marks = isASCII ? ("|", "+", "-") : ("│", "└", "─")
        var lines = canvas.lines.enumerated().map { row, cells in
            let label = row == 0 ? top : row == height - 1 ? bottom : ""
            return [Self.label(label, margin), Span("\(marks.0)", .border)] + cells
        }
        let axis = marks.1 + String(repeating: marks.2, count: width)
        lines.append([.blank(margin), Span("\(axis)", .border)])
        lines.append([.blank(margin + 1)] + scale(across, width))
        return lines
    }

    private struct Area {
        let across: ClosedRange<Double>
        let up: ClosedRange<Double>
        let width: Int
        let height: Int
        /// The cells for the labels of the vertical axis.
        let margin: Int
    }

    private func area(columns: Int, rows: Int) -> Area? {
        guard let across = horizontal.range(of: points.map(\.x)), !points.isEmpty,
            let up = vertical.range(of: points.map(\.y))
        else { return nil }
        let margin =
            [up.lowerBound, up.upperBound].map {
                CellWidth.of(vertical.format(vertical.value($0)))
            }.max() ?? 0
        let (width, height) = (columns - margin - 1, rows - 2)
        guard width >= 8, height >= 2 else { return nil }
        return Area(across: across, up: up, width: width, height: height, margin: margin)
    }

    /// The cell of the last point among the lines of such a plot.
    func placeOfLast(columns: Int, rows: Int) -> (row: Int, column: Int)? {
        guard let area = area(columns: columns, rows: rows), let point = points.last,
            let x = horizontal.place(point.x), let y = vertical.place(point.y)
        else { return nil }
        let canvas = Canvas(columns: area.width, rows: area.height, isASCII: isASCII)
        let cell = canvas.cell(of: canvas.dot(Self.share(x, area.across), Self.share(y, area.up)))
        return (cell.row, area.margin + 1 + cell.column)
    }

    /// The ends of the horizontal axis, and its middle where there is room.
    private func scale(_ range: ClosedRange<Double>, _ width: Int) -> [Span] {
        let middle = (range.lowerBound + range.upperBound) / 2
        let texts = [range.lowerBound, middle, range.upperBound]
            .map { horizontal.format(horizontal.value($0)) }
        let widths = texts.map(CellWidth.of)
        let half = (width - widths[1]) / 2
        guard half - widths[0] >= 2, width - half - widths[1] - widths[2] >= 2 else {
            let gap = max(width - widths[0] - widths[2], 1)
            return [Span("\(texts[0])", .dim), .blank(gap), Span("\(texts[2])", .dim)]
        }
        return [
            Span("\(texts[0])", .dim), .blank(half - widths[0]), Span("\(texts[1])", .dim),
            .blank(width - half - widths[1] - widths[2]), Span("\(texts[2])", .dim),
        ]
    }

    private static func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    }

    private static func label(_ text: String, _ width: Int) -> Span {
        let padding = String(repeating: " ", count: max(width - CellWidth.of(text), 0))
        return Span("\(padding)\(text)", .dim)
    }
}

/// Cells of dots, each with the style of its last one.
private struct Canvas {
    private let columns: Int
    private let rows: Int
    private let isASCII: Bool
    private var masks: [UInt32]
    private var roles: [CellStyle.Role]

    /// The bits of a braille pattern by row and column of the dot (Unicode, U+2800 to U+28FF).
    private static let bits: [[UInt32]] = [
        [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
    ]
    private var dotsAcross: Int { isASCII ? 1 : 2 }
    private var dotsUp: Int { isASCII ? 1 : 4 }

    init(columns: Int, rows: Int, isASCII: Bool) {
        self.columns = columns
        self.rows = rows
        self.isASCII = isASCII
        masks = Array(repeating: 0, count: columns * rows)
        roles = Array(repeating: .text, count: columns * rows)
    }

    /// The dot at parts of the width and the height, from the lower left.
    func dot(_ x: Double, _ y: Double) -> (Int, Int) {
        let (width, height) = (columns * dotsAcross - 1, rows * dotsUp - 1)
        return (
            min(max(Int((x * Double(width)).rounded()), 0), width),
            height - min(max(Int((y * Double(height)).rounded()), 0), height)
        )
    }

    func cell(of dot: (Int, Int)) -> (row: Int, column: Int) {
        (dot.1 / dotsUp, dot.0 / dotsAcross)
    }

    /// Sets a dot; a large one fills half its cell.
    mutating func set(_ dot: (Int, Int), _ role: CellStyle.Role, isLarge: Bool = false) {
        let cell = dot.1 / dotsUp * columns + dot.0 / dotsAcross
        let half: UInt32 = dot.1 % 4 < 2 ? 0x1B : 0xE4
        masks[cell] |= isASCII ? 1 : isLarge ? half : Self.bits[dot.1 % 4][dot.0 % 2]
        roles[cell] = role
    }

    /// Draws a line that does not change the style of cells with a point.
    mutating func draw(from start: (Int, Int), to end: (Int, Int), _ role: CellStyle.Role) {
        let steps = max(abs(end.0 - start.0), abs(end.1 - start.1))
        guard steps > 1 else { return }
        for step in 1..<steps {
            let dot = (
                start.0 + (end.0 - start.0) * step / steps,
                start.1 + (end.1 - start.1) * step / steps
            )
            let cell = dot.1 / dotsUp * columns + dot.0 / dotsAcross
            let own = masks[cell] == 0 ? role : roles[cell]
            set(dot, own)
        }
    }

    var lines: [[Span]] {
        (0..<rows).map { row in
            var line: [Span] = []
            for cell in row * columns..<(row + 1) * columns {
                line.append(masks[cell] == 0 ? .blank(1) : Span(mark(cell), roles[cell]))
            }
            return line
        }
    }

    private func mark(_ cell: Int) -> SanitizedText {
        guard !isASCII else { return roles[cell] == .dim ? "." : "*" }
        let scalar = Unicode.Scalar(0x2800 + masks[cell]) ?? " "
        return "\(String(Character(scalar)))"
    }
}
