/// Colours and attributes for every role and surface.
package struct Theme: Sendable, Hashable {
    package struct Style: Sendable, Hashable {
        package var foreground: ThemeColor
        package var isBold = false
        /// Italic, if the terminal supports it.
        package var isItalic = false
        package var isUnderlined = false
    }

    package enum Ground: Sendable, Hashable {
        case color(ThemeColor)
        /// Foreground and background swapped; all text then has the plain colour.
        case reverse
    }

    /// The kind of theme, shown in the chooser.
    package enum Kind: String, Sendable, Hashable {
        case dark
        case light
        case contrast
        case terminal
    }

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

    package func style(of role: CellStyle.Role) -> Style {
        roles[role] ?? Style(foreground: .terminal)
    }

    package func ground(of surface: CellStyle.Surface) -> Ground {
        surfaces[surface] ?? .color(.terminal)
    }

    /// The background of a surface; a reversed surface has the base's.
    package func background(of surface: CellStyle.Surface) -> ThemeColor {
        if case .color(let color) = ground(of: surface) { return color }
        if surface != .base, case .color(let color) = ground(of: .base) { return color }
        return .terminal
    }

    /// The kind, judged by its colours.
    package var kind: Kind {
        guard let luminance = background(of: .base).luminance, let least = leastContrast else {
            return .terminal
        }
        if least >= 7 { return .contrast }
        return luminance > 0.18 ? .light : .dark
    }

    /// The least contrast of any text on any surface; `nil` if the terminal chooses the colours.
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
