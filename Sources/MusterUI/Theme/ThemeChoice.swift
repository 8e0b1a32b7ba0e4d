/// The theme that somebody asked for.
package enum ThemeChoice: Sendable, Equatable {
    case named(String)
    /// One for light and one for dark backgrounds, as the terminal says.
    case byBackground(light: String, dark: String)

    package static let automatic = ThemeChoice.byBackground(
        light: ThemeLibrary.lightName,
        dark: ThemeLibrary.defaultName
    )

    /// Reads a name, or `auto`.
    package init(_ text: String) {
        self = text == "auto" ? .automatic : .named(text)
    }
}

/// A theme for light and one for dark backgrounds.
package struct ThemePair: Sendable, Equatable {
    package let light: ThemeInUse
    package let dark: ThemeInUse

    package init(light: ThemeInUse, dark: ThemeInUse) {
        (self.light, self.dark) = (light, dark)
    }
}
