import CNcurses
import MusterUI

/// Turns styles into ncurses attributes and colour pairs, as well as the terminal can.
@MainActor
final class Palette {
    /// What ncurses needs to draw in a style.
    struct Ink {
        var attributes: attr_t
        var pair: Int32
    }

    private let theme: Theme
    private let depth: ColorDepth
    private var inks: [CellStyle: Ink] = [:]
    private var pairs: [[Int32]: Int32] = [:]

    /// Creates a palette; `allowsColor` is false for `NO_COLOR` and `--no-color`.
    init(theme: Theme, allowsColor: Bool) {
        self.theme = theme
        guard allowsColor, has_colors(), start_color() == OK else {
            depth = .none
            return
        }
        use_default_colors()
        depth = ColorDepth(colors: Int(cncurses_color_count()))
    }

    /// The ink of a style; made once.
    func ink(for style: CellStyle) -> Ink {
        if let ink = inks[style] { return ink }
        let ink = makeInk(style)
        inks[style] = ink
        return ink
    }

    private func makeInk(_ style: CellStyle) -> Ink {
        let look = theme.style(of: style.role)
        var attributes: attr_t = 0
        if look.isBold { attributes |= cncurses_attribute_bold }
        if look.isItalic { attributes |= cncurses_attribute_italic }
        if look.isUnderlined { attributes |= cncurses_attribute_underline }
        // With few colours a background of its own would not be told from the terminal's, so what
        // must stand out is reversed instead.
        if depth.lacksShades, style.surface == .selection {
            attributes |= cncurses_attribute_reverse
        }
        // The nearest of few colours to a dim one is the plain one.
        if depth.lacksShades, style.role == .dim || style.role == .disabled {
            attributes |= cncurses_attribute_dim
        }
        guard depth != .none else {
            if style.surface == .bar { attributes |= cncurses_attribute_reverse }
            return Ink(attributes: attributes, pair: 0)
        }
        let foreground = depth.index(of: look.foreground)
        let background =
            depth.lacksShades ? -1 : depth.index(of: theme.background(of: style.surface))
        return Ink(attributes: attributes, pair: pair(foreground, background))
    }

    /// The number of a pair of colours; when ncurses has no more, the terminal's own.
    private func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
        if foreground == -1, background == -1 { return 0 }
        let key = [foreground, background]
        if let pair = pairs[key] { return pair }
        let number = Int32(pairs.count + 1)
        guard number < cncurses_pair_count(),
            init_extended_pair(number, foreground, background) == OK
        else { return 0 }
        pairs[key] = number
        return number
    }
}
