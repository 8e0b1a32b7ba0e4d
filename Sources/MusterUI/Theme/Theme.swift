import Foundation
import Yams

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

    /// The name by which it is chosen.
    package let name: String
    private let roles: [CellStyle.Role: Style]
    private let surfaces: [CellStyle.Surface: ThemeColor]

    /// Reads a theme from YAML.
    ///
    /// - Throws: `ThemeError.unreadable`, saying which entry is wrong.
    package init(yaml: String) throws(ThemeError) {
        let file: ThemeFile
        do {
            file = try YAMLDecoder().decode(ThemeFile.self, from: yaml)
        } catch {
            throw .unreadable("\(error)")
        }
        name = file.name
        roles = try Self.roles(file)
        surfaces = try Self.surfaces(file)
    }

    /// How text of a role looks.
    package func style(of role: CellStyle.Role) -> Style {
        roles[role] ?? Style(foreground: .terminal)
    }

    /// The background of a surface.
    package func background(of surface: CellStyle.Surface) -> ThemeColor {
        surfaces[surface] ?? .terminal
    }

    private static func roles(_ file: ThemeFile) throws(ThemeError) -> [CellStyle.Role: Style] {
        var roles: [CellStyle.Role: Style] = [:]
        for (key, text) in file.roles {
            guard let role = CellStyle.Role(rawValue: key) else {
                throw .unreadable("roles has \(key), which is not a role")
            }
            var words = text.split(separator: " ").map(String.init)
            guard let first = words.first, let color = ThemeColor(first) else {
                throw .unreadable("\(key) needs a colour, #rrggbb or default")
            }
            words.removeFirst()
            var style = Style(foreground: color)
            for word in words {
                switch word {
                case "bold": style.isBold = true
                case "italic": style.isItalic = true
                case "underline": style.isUnderlined = true
                default: throw .unreadable("\(key) has \(word), which is not an attribute")
                }
            }
            roles[role] = style
        }
        for role in CellStyle.Role.allCases where roles[role] == nil {
            throw .unreadable("roles lacks \(role.rawValue)")
        }
        return roles
    }

    private static func surfaces(
        _ file: ThemeFile
    ) throws(ThemeError) -> [CellStyle.Surface: ThemeColor] {
        var surfaces: [CellStyle.Surface: ThemeColor] = [:]
        for surface in CellStyle.Surface.allCases {
            guard let text = file.surfaces[surface.rawValue], let color = ThemeColor(text) else {
                throw .unreadable("surfaces lacks a colour for \(surface.rawValue)")
            }
            surfaces[surface] = color
        }
        return surfaces
    }
}

/// The form of a theme file.
private struct ThemeFile: Decodable {
    let name: String
    let surfaces: [String: String]
    let roles: [String: String]
}
