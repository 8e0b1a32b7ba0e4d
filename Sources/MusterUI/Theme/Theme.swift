/// Colours and attributes for every role and surface.
package struct Theme: Sendable, Hashable {
    /// How text of one role looks.
    package struct Style: Sendable, Hashable {
        /// The text's colour.
        package var foreground: ThemeColor
        /// Whether it is bold.
        package var isBold = false
        /// Whether it is slanted, where the terminal can.
        package var isItalic = false
        /// Whether it is underlined.
        package var isUnderlined = false
    }

    /// What a surface looks like.
    package enum Ground: Sendable, Hashable {
        /// A colour behind the text.
        case color(ThemeColor)
        /// Foreground and background swapped; all text is of the plain colour then.
        case reverse
    }

    /// What kind of theme it is, for choosing.
    package enum Kind: String, Sendable, Hashable {
        case dark
        case light
        case contrast
        /// Its colours are the terminal's own.
        case terminal
    }

    /// The name by which it is chosen.
    package let name: String
    private let roles: [CellStyle.Role: Style]
    private let surfaces: [CellStyle.Surface: Ground]

    init(
        name: String,
        roles: [CellStyle.Role: Style],
        surfaces: [CellStyle.Surface: Ground]
    ) {
        self.name = name
        self.roles = roles
        self.surfaces = surfaces
    }

    /// How text of a role looks.
    package func style(of role: CellStyle.Role) -> Style {
        roles[role] ?? Style(foreground: .terminal)
    }

    /// What a surface looks like.
    package func ground(of surface: CellStyle.Surface) -> Ground {
        surfaces[surface] ?? .color(.terminal)
    }

    /// The background of a surface; that of a reversed one is the base's.
    package func background(of surface: CellStyle.Surface) -> ThemeColor {
        if case .color(let color) = ground(of: surface) { return color }
        if surface != .base, case .color(let color) = ground(of: .base) { return color }
        return .terminal
    }

    /// What kind of theme it is, judged by its colours.
    package var kind: Kind {
        guard let luminance = background(of: .base).luminance, let least = leastContrast else {
            return .terminal
        }
        if least >= 7 { return .contrast }
        return luminance > 0.18 ? .light : .dark
    }

    /// The least contrast of any text on any surface; `nil` when colours are the terminal's to say.
    package var leastContrast: Double? {
        var least = Double.infinity
        for role in CellStyle.Role.allCases where !role.isLine {
            for surface in CellStyle.Surface.allCases {
                guard
                    let contrast = style(of: role).foreground
                        .contrast(with: background(of: surface))
                else { return nil }
                least = min(least, contrast)
            }
        }
        return least
    }
}
