/// How a cell looks, said by what it means; the theme gives it colours.
package struct CellStyle: Sendable, Hashable {
    /// What the text is.
    package var role: Role
    /// What it stands on.
    package var surface: Surface
    /// Whether it is underlined, whatever the theme says of its role.
    package var isUnderlined = false

    /// Creates a style.
    package init(_ role: Role = .text, on surface: Surface = .base) {
        self.role = role
        self.surface = surface
    }

    /// What text can be.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case text
        case dim
        case title
        case heading
        case border
        case borderFocused = "border-focused"
        case key
        case match
        case accent
        case success
        case warning
        case error
        case verified
        case reachable
        case degraded
        case limited
        case unavailable
        case unknown
        case disabled
        case reasoning

        /// Whether it is a line and no text, which needs less contrast (WCAG 2.2, 1.4.11).
        package var isLine: Bool { self == .border || self == .borderFocused }
    }

    /// What text can stand on.
    package enum Surface: String, Sendable, Hashable, CaseIterable {
        case base
        case bar
        case selection
        case input
    }
}
