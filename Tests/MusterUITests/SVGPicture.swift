import MusterCore

@testable import MusterUI

/// A screen as an SVG image: the same cells in the same colours, in the frame of a window.
struct SVGPicture: Sendable {
    /// The image.
    let text: String

    private static let padding = 14
    private static let barHeight = 34
    private static let fonts =
        "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace"

    /// Draws a screen.
    ///
    /// - Parameters:
    ///   - grid: the cells.
    ///   - theme: their colours.
    ///   - title: what the image shows, for those who cannot see it.
    init(_ grid: CellGrid, theme: Theme, title: SanitizedText) {
        let drawing = SVGDrawing(grid, theme: theme, margin: Self.padding)
        let width = drawing.width + 2 * Self.padding
        let height = drawing.height + Self.barHeight + Self.padding
        let base = SVGDrawing.color(theme.background(of: .base), isGround: true)
        let bar = SVGDrawing.color(theme.background(of: .bar), isGround: true)
        let edge = SVGDrawing.color(theme.style(of: .border).foreground, isGround: false)
        let dim = SVGDrawing.color(theme.style(of: .dim).foreground, isGround: false)
        let outline = "x=\".5\" y=\".5\" width=\"\(width - 1)\" height=\"\(height - 1)\" rx=\"10\""
        let middle = Self.barHeight / 2
        let buttons = (0..<3).map { number in
            "<circle cx=\"\(20 + 18 * number)\" cy=\"\(middle)\" r=\"5\"/>"
        }
        let parts =
            [
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
                    + "width=\"\(width)\" height=\"\(height)\" role=\"img\" "
                    + "aria-labelledby=\"title\">",
                "<title id=\"title\">\(SVGDrawing.escaped(title.string))</title>",
                "<clipPath id=\"window\"><rect \(outline)/></clipPath>",
                "<g clip-path=\"url(#window)\">",
                "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(base)\"/>",
                "<rect width=\"\(width)\" height=\"\(Self.barHeight)\" fill=\"\(bar)\"/>",
                "</g>",
                "<g fill=\"\(edge)\">" + buttons.joined() + "</g>",
                "<text x=\"\(width / 2)\" y=\"\(middle + 5)\" text-anchor=\"middle\" "
                    + "fill=\"\(dim)\" font-family=\"system-ui,sans-serif\" "
                    + "font-size=\"13\">muster</text>",
                "<g transform=\"translate(\(Self.padding) \(Self.barHeight))\" "
                    + "font-size=\"15\" font-family=\"\(Self.fonts)\" xml:space=\"preserve\">",
            ] + drawing.elements + [
                "</g>",
                "<rect \(outline) fill=\"none\" stroke=\"\(edge)\"/>",
                "</svg>",
            ]
        text = parts.joined(separator: "\n") + "\n"
    }
}

/// The cells of a screen as elements of an SVG image, in the order in which they cover each other.
///
/// Every run of text is stretched to its cells, so that columns stand under each other in whatever
/// font a viewer has. Lines and bars are shapes, since those of a font leave gaps between rows.
private struct SVGDrawing {
    /// The elements, one a line.
    private(set) var elements: [String] = []
    /// How wide all cells are.
    let width: Int
    /// How high all cells are.
    let height: Int

    private static let cellWidth = 9
    private static let cellHeight = 20
    /// Where letters stand, below the upper edge of their cell.
    private static let baseline = 15

    private let grid: CellGrid
    private let theme: Theme
    private let margin: Int

    /// Draws the cells; what stands on another ground at their edges goes on by `margin`.
    init(_ grid: CellGrid, theme: Theme, margin: Int) {
        self.grid = grid
        self.theme = theme
        self.margin = margin
        width = grid.size.columns * Self.cellWidth
        height = grid.size.rows * Self.cellHeight
        for row in 0..<grid.size.rows { drawGrounds(row) }
        drawShapes()
        for row in 0..<grid.size.rows { drawText(row) }
    }

    /// A colour as SVG writes it; for the terminal's own, what a common one shows.
    static func color(_ color: ThemeColor, isGround: Bool) -> String {
        switch color {
        case .terminal: return isGround ? "#101010" : "#e5e5e5"
        case .ansi(let number): return Self.color(.standard[Int(number)], isGround: isGround)
        case .rgb(let red, let green, let blue):
            let digits = [red, green, blue].map { part in
                (part < 16 ? "0" : "") + String(part, radix: 16)
            }
            return "#" + digits.joined()
        }
    }

    /// Text as SVG holds it.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    // MARK: - Colours

    private func ground(_ style: CellStyle) -> String {
        if case .reverse = theme.ground(of: style.surface) {
            return Self.color(theme.style(of: .text).foreground, isGround: false)
        }
        return Self.color(theme.background(of: style.surface), isGround: true)
    }

    private func ink(_ style: CellStyle) -> String {
        if case .reverse = theme.ground(of: style.surface) {
            return Self.color(theme.background(of: .base), isGround: true)
        }
        return Self.color(theme.style(of: style.role).foreground, isGround: false)
    }

    private func attributes(_ style: CellStyle) -> String {
        let look = theme.style(of: style.role)
        return "fill=\"\(ink(style))\"" + (look.isBold ? " font-weight=\"bold\"" : "")
            + (look.isItalic ? " font-style=\"italic\"" : "")
            + (look.isUnderlined ? " text-decoration=\"underline\"" : "")
    }

    // MARK: - Elements

    private mutating func drawGrounds(_ row: Int) {
        let base = ground(CellStyle())
        var column = 0
        while column < grid.size.columns {
            let start = column
            let color = ground(grid[row, start].style)
            while column < grid.size.columns, ground(grid[row, column].style) == color {
                column += 1
            }
            guard color != base else { continue }
            // A bar goes on to the edges of the window.
            let left = start == 0 ? -margin : start * Self.cellWidth
            let right = column * Self.cellWidth + (column == grid.size.columns ? margin : 0)
            elements.append(
                "<rect x=\"\(left)\" y=\"\(row * Self.cellHeight)\" width=\"\(right - left)\" "
                    + "height=\"\(Self.cellHeight)\" fill=\"\(color)\"/>"
            )
        }
    }

    /// Draws what connects cells, and bars: a path for each colour.
    private mutating func drawShapes() {
        var lines: [String: String] = [:]
        var bars: [String: String] = [:]
        for row in 0..<grid.size.rows {
            for column in 0..<grid.size.columns {
                let cell = grid[row, column]
                let (x, y) = (column * Self.cellWidth, row * Self.cellHeight)
                if let arms = Self.arms[cell.scalar] {
                    lines[ink(cell.style), default: ""] += Self.path(arms, x, y)
                }
                if let eighths = Self.eighths[cell.scalar] {
                    let height = Self.cellHeight * eighths / 8
                    bars[ink(cell.style), default: ""] +=
                        "M\(x + 1) \(y + Self.cellHeight - height)h7v\(height)h-7z"
                }
            }
        }
        for (color, path) in lines.sorted(by: { $0.key < $1.key }) {
            elements.append(
                "<path d=\"\(path)\" transform=\"translate(.5 .5)\" fill=\"none\" "
                    + "stroke=\"\(color)\"/>"
            )
        }
        for (color, path) in bars.sorted(by: { $0.key < $1.key }) {
            elements.append("<path d=\"\(path)\" fill=\"\(color)\"/>")
        }
    }

    /// The lines from the middle of a cell to those of its edges that they reach.
    private static func path(_ arms: String, _ x: Int, _ y: Int) -> String {
        let isThrough = arms.contains("l") && arms.contains("r")
        let isUpright = arms.contains("u") && arms.contains("d")
        var path = ""
        if isThrough {
            path += "M\(x) \(y + 10)h9"
        } else if arms.contains("l") || arms.contains("r") {
            path += "M\(arms.contains("l") ? x : x + 4) \(y + 10)h5"
        }
        if isUpright {
            path += "M\(x + 4) \(y)v20"
        } else if arms.contains("u") || arms.contains("d") {
            path += "M\(x + 4) \(arms.contains("u") ? y : y + 10)v10"
        }
        return path
    }

    private mutating func drawText(_ row: Int) {
        var run = ""
        var start = 0
        for column in 0..<grid.size.columns {
            let cell = grid[row, column]
            guard (0x20..<0x7F).contains(cell.scalar), cell.mark == 0 else {
                addRun(run, row: row, column: start)
                run = ""
                addGlyph(cell, row: row, column: column)
                continue
            }
            // Words far apart are runs of their own, which need less stretching.
            let isFar = run.hasSuffix("  ")
            if run.isEmpty || isFar || cell.style != grid[row, start].style {
                addRun(run, row: row, column: start)
                (run, start) = ("", column)
            }
            if let scalar = Unicode.Scalar(cell.scalar) { run.unicodeScalars.append(scalar) }
        }
        addRun(run, row: row, column: start)
    }

    private mutating func addRun(_ run: String, row: Int, column: Int) {
        let indent = run.prefix { $0 == " " }.count
        var words = run.dropFirst(indent)
        while words.last == " " { words.removeLast() }
        guard !words.isEmpty else { return }
        elements.append(
            "<text x=\"\((column + indent) * Self.cellWidth)\" "
                + "y=\"\(row * Self.cellHeight + Self.baseline)\" "
                + "textLength=\"\(words.count * Self.cellWidth)\" "
                + "lengthAdjust=\"spacingAndGlyphs\" \(attributes(grid[row, column].style))>"
                + "\(Self.escaped(String(words)))</text>"
        )
    }

    /// Adds what is not ASCII in the middle of its cells, since its font may be another.
    private mutating func addGlyph(_ cell: Cell, row: Int, column: Int) {
        guard !cell.isContinuation, Self.arms[cell.scalar] == nil,
            Self.eighths[cell.scalar] == nil, let scalar = Unicode.Scalar(cell.scalar)
        else { return }
        var glyph = String(scalar)
        if let mark = Unicode.Scalar(cell.mark), cell.mark != 0 {
            glyph.unicodeScalars.append(mark)
        }
        let isWide = column + 1 < grid.size.columns && grid[row, column + 1].isContinuation
        let middle = column * Self.cellWidth + (isWide ? Self.cellWidth : Self.cellWidth / 2)
        elements.append(
            "<text x=\"\(middle)\" y=\"\(row * Self.cellHeight + Self.baseline)\" "
                + "text-anchor=\"middle\" \(attributes(cell.style))>\(glyph)</text>"
        )
    }

    // MARK: - Shapes

    /// In which directions lines leave a cell: left, right, up, down.
    private static let arms: [UInt32: String] = [
        0x2500: "lr", 0x2502: "ud", 0x250C: "rd", 0x2510: "ld", 0x2514: "ru", 0x2518: "lu",
        0x251C: "udr", 0x2524: "udl", 0x252C: "lrd", 0x2534: "lru", 0x253C: "lrud",
    ]

    /// How many eighths of a cell's height the bars of a chart fill.
    private static let eighths: [UInt32: Int] = [
        0x2582: 2, 0x2584: 4, 0x2586: 6, 0x2588: 8,
    ]
}
