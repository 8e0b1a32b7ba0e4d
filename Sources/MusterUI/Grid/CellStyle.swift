/// The style of a cell as a meaning, for which the theme has colours.
package struct CellStyle: Sendable, Hashable {
    package var role: Role
    package var surface: Surface
    /// Whether to underline it, whatever the theme says of its role.
    package var isUnderlined = false

    package init(_ role: Role = .text, on surface: Surface = .base) {
        self.role = role
        self.surface = surface
    }

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

        /// Whether it is a border, which needs less contrast than text (WCAG 2.2, 1.4.11).
        package var isLine: Bool { self == .border || self == .borderFocused }
    }

    package enum Surface: String, Sendable, Hashable, CaseIterable {
        case base
        case bar
        case selection
        case input
    }
}
