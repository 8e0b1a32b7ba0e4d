import MusterCore
import Yams

extension Theme {
    /// Reads a theme from YAML; errors name `fileName`.
    ///
    /// - Throws: `ThemeError.unreadable` with the line and the valid alternatives.
    package init(yaml: String, file fileName: String) throws(ThemeError) {
        let file = ThemeFile(name: fileName)
        let entries = try file.entries(of: yaml)
        var name: String?
        var roles: [CellStyle.Role: Style] = [:]
        var surfaces: [CellStyle.Surface: Ground] = [:]
        for (key, value) in entries {
            switch key.string {
            case "name":
                name = value.string
            case "roles":
                for (key, value) in try file.entries(of: value, named: "roles") {
                    roles[try file.role(key)] = try file.style(key, value)
                }
            case "surfaces":
                for (key, value) in try file.entries(of: value, named: "surfaces") {
                    surfaces[try file.surface(key)] = try file.ground(key, value)
                }
            default:
                throw file.error(
                    key,
                    "\(key.shown) is not an entry of a theme, which has name, surfaces and roles"
                )
            }
        }
        guard let name, !name.isEmpty else {
            throw file.error(nil, "it lacks its name; write name: and a word")
        }
        for surface in CellStyle.Surface.allCases where surfaces[surface] == nil {
            throw file.error(
                nil,
                "surfaces lacks \(surface.rawValue); write \(surface.rawValue): \"#11141b\""
            )
        }
        for role in CellStyle.Role.allCases where roles[role] == nil {
            throw file.error(
                nil,
                "roles lacks \(role.rawValue); write \(role.rawValue): \"#d5dae6\""
            )
        }
        self.init(name: name, roles: roles, surfaces: surfaces)
    }
}

/// Parses a theme's file, and words its errors.
private struct ThemeFile {
    let name: String

    func error(_ node: Node?, _ reason: String) -> ThemeError {
        .unreadable(file: name, line: node?.mark?.line, reason: reason)
    }

    func entries(of yaml: String) throws(ThemeError) -> [(Node, Node)] {
        let root: Node?
        do {
            // All values are text here; compiling the regular expressions that detect numbers and
            // dates took a tenth of the time to the first screen.
            root = try YAMLText.root(of: yaml, .basic)
        } catch {
            throw .unreadable(file: name, line: error.line, reason: error.reason)
        }
        guard let mapping = root?.mapping else {
            throw error(root, "it has to have the entries name, surfaces and roles")
        }
        return mapping.map { ($0.key, $0.value) }
    }

    func entries(of node: Node, named name: String) throws(ThemeError) -> [(Node, Node)] {
        guard let mapping = node.mapping else {
            throw error(node, "\(name) has to have entries, such as text: \"#d5dae6\"")
        }
        return mapping.map { ($0.key, $0.value) }
    }

    func role(_ key: Node) throws(ThemeError) -> CellStyle.Role {
        if let role = CellStyle.Role(rawValue: key.string ?? "") { return role }
        let all = CellStyle.Role.allCases.map(\.rawValue)
        throw error(key, "\(key.shown) is not a role; try \(Self.nearest(key, all))")
    }

    func surface(_ key: Node) throws(ThemeError) -> CellStyle.Surface {
        if let surface = CellStyle.Surface(rawValue: key.string ?? "") { return surface }
        let all = CellStyle.Surface.allCases.map(\.rawValue)
        throw error(key, "\(key.shown) is not a surface; use one of \(all.joined(separator: ", "))")
    }

    func ground(_ key: Node, _ value: Node) throws(ThemeError) -> Theme.Ground {
        if value.string == "reverse" { return .reverse }
        return .color(try color(key, value, value.string, "or reverse"))
    }

    func style(_ key: Node, _ value: Node) throws(ThemeError) -> Theme.Style {
        let words = (value.string ?? "").split(separator: " ").map(String.init)
        var style = Theme.Style(foreground: try color(key, value, words.first, "and attributes"))
        for word in words.dropFirst() {
            switch word {
            case "bold": style.isBold = true
            case "italic": style.isItalic = true
            case "underline": style.isUnderlined = true
            default:
                throw error(
                    value,
                    "\(key.shown) has \(Self.shown(word)), which is not an attribute; there is bold, italic "
                        + "and underline"
                )
            }
        }
        return style
    }

    private func color(
        _ key: Node,
        _ value: Node,
        _ text: String?,
        _ more: String
    ) throws(ThemeError) -> ThemeColor {
        if let text, let color = ThemeColor(text) { return color }
        let isEmpty = text?.isEmpty ?? true
        throw error(
            key,
            isEmpty
                ? "\(key.shown) needs a colour in quotes, as in \"#d5dae6\" (without them # begins a "
                    + "comment)"
                : "\(key.shown) needs a colour, \"#rrggbb\", default or a name such as bright-blue "
                    + "\(more), and has \(Self.shown(text ?? ""))"
        )
    }

    /// The names that begin like the wrong one, or else all.
    private static func nearest(_ key: Node, _ names: [String]) -> String {
        let wrong = key.string ?? ""
        let near = names.filter { $0.hasPrefix(wrong.prefix(3)) || wrong.hasPrefix($0) }
        return (near.isEmpty || wrong.isEmpty ? names : near).joined(separator: ", ")
    }

    /// Makes a text of the file fit for a one-line error.
    static func shown(_ text: String) -> String {
        SanitizedText(sanitizing: text).singleLine.string
    }
}

extension Node {
    fileprivate var shown: String {
        ThemeFile.shown(string ?? "a list")
    }
}
