package import MusterCore

/// A screen as an SVG image: the same cells in the same colours, in the frame of a window.
package struct SVGPicture: Sendable {
    /// The image.
    package let text: String

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
    package init(_ grid: CellGrid, theme: Theme, title: SanitizedText) {
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
