import CNcurses
import MusterUI

/// Maps styles to ncurses attributes and colour pairs, as far as the terminal supports them.
@MainActor
final class ColorPairs {
    /// The attributes and colours with which ncurses draws a style.
    struct Ink {
        var attributes: attr_t
        var pair: Int32
    }

    private var theme: Theme
    private let depth: ColorDepth
    private var inks: [CellStyle: Ink] = [:]
    private var pairs: [[Int32]: Int32] = [:]

    /// `allowsColor` is false for `NO_COLOR` and `--no-color`.
    init(theme: Theme, allowsColor: Bool) {
        self.theme = theme
        guard allowsColor, has_colors(), start_color() == OK else {
            depth = .none
            return
        }
        use_default_colors()
        depth = ColorDepth(colors: Int(cncurses_color_count()))
    }

    /// Switches to another theme and keeps the colour pairs that both share.
    func use(_ theme: Theme) {
        self.theme = theme
        inks = [:]
        // Terminals with few colours run out of pairs, so start over.
        if pairs.count > Int(cncurses_pair_count()) / 2 { pairs = [:] }
    }

    /// The cached ink of a style.
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
        if look.isUnderlined || style.isUnderlined { attributes |= cncurses_attribute_underline }
        // With few colours, the nearest colour to a dim one is the plain one.
        let isDim = style.role == .dim || style.role == .disabled
        let ground = theme.background(of: style.surface)
        if isReversed(style.surface) {
            // In one colour: reversed text in several colours would have several backgrounds, not
            // all readable.
            let base = theme.background(of: .base)
            let plain = depth.foreground(theme.style(of: .text).foreground, on: base)
            return Ink(
                attributes: attributes | cncurses_attribute_reverse,
                pair: pair(plain, depth.background(base))
            )
        }
        if depth.lacksShades, isDim { attributes |= cncurses_attribute_dim }
        guard depth != .none else { return Ink(attributes: attributes, pair: 0) }
        return Ink(
            attributes: attributes,
            pair: pair(
                depth.foreground(look.foreground, on: ground),
                depth.background(ground)
            )
        )
    }

    /// Whether a surface is drawn reversed, because its theme says so or the terminal lacks a shade
    /// for it.
    private func isReversed(_ surface: CellStyle.Surface) -> Bool {
        if case .reverse = theme.ground(of: surface) { return true }
        switch surface {
        case .selection: return depth.lacksShades
        case .bar: return depth == .none
        case .base, .input: return false
        }
    }

    /// The pair's number; the terminal's default when ncurses has no more pairs.
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
