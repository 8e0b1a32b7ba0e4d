import Foundation
import MusterUI
import Testing

@Suite struct ThemeTests {
    static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "themes/night.yaml")

    @Test func theBuiltInThemeIsTheFile() throws {
        let yaml = try String(contentsOf: Self.path, encoding: .utf8)
        let theme = try Theme(yaml: yaml)
        #expect(theme.name == "night")
        #expect(try Theme.find("night", in: "/nowhere") == theme)
    }

    @Test(arguments: CellStyle.Role.allCases, CellStyle.Surface.allCases)
    func everyRoleCanBeReadOnEverySurface(
        role: CellStyle.Role,
        surface: CellStyle.Surface
    ) throws {
        // Lines are no text: WCAG 2.2 asks 3 of them (1.4.11), and 4.5 of text (1.4.3).
        let least = role == .border || role == .borderFocused ? 3.0 : 4.5
        guard role != .border || surface == .base else { return }
        let theme = try Theme.find(Theme.defaultName, in: "/nowhere")
        let text = try #require(luminance(theme.style(of: role).foreground))
        let ground = try #require(luminance(theme.background(of: surface)))
        let contrast = (max(text, ground) + 0.05) / (min(text, ground) + 0.05)
        #expect(contrast >= least, "\(role.rawValue) on \(surface.rawValue)")
    }

    /// A change of the file, and what the error must name.
    @Test(arguments: [
        ("  text: \"#d5dae6\"", "", "lacks text"),
        ("  text: \"#d5dae6\"", "  text: \"\"", "text needs a colour"),
        ("  text: \"#d5dae6\"", "  text: \"#d5dae\"", "text needs a colour"),
        ("  text: \"#d5dae6\"", "  text: \"red\"", "text needs a colour"),
        ("  text: \"#d5dae6\"", "  text: \"#d5dae6 blinking\"", "text has blinking"),
        ("  text: \"#d5dae6\"", "  texts: \"#d5dae6\"", "texts, which is not a role"),
        ("  bar: \"#1b2130\"", "", "a colour for bar"),
        ("  bar: \"#1b2130\"", "  bar: \"#zzzzzz\"", "a colour for bar"),
        ("name: night", "", "name"),
        ("surfaces:", "surfaces: [", "cannot be read"),
    ])
    func errorsNameTheEntry(entry: String, replacement: String, words: String) throws {
        let yaml = try String(contentsOf: Self.path, encoding: .utf8)
        #expect(yaml.contains(entry))
        let error = #expect(throws: ThemeError.self) {
            try Theme(yaml: yaml.replacing(entry, with: replacement))
        }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: ["dawn", "../night", ".night", ""])
    func anUnknownThemeIsAnError(name: String) {
        let error = #expect(throws: ThemeError.self) { try Theme.find(name, in: "/nowhere") }
        #expect(error?.description.contains("night") == true)
    }

    @Test func theUsersOwnGoesFirst() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let yaml = try String(contentsOf: Self.path, encoding: .utf8)
            .replacing("name: night", with: "name: mine").replacing("#11141b", with: "default")
        try Data(yaml.utf8).write(to: folder.appending(path: "night.yaml"))
        let theme = try Theme.find("night", in: folder.path)
        #expect(theme.name == "mine")
        #expect(theme.background(of: .base) == .terminal)
    }

    @Test(arguments: [
        ("#000000", ThemeColor.rgb(0, 0, 0)), ("#fF8000", .rgb(255, 128, 0)),
        ("default", .terminal),
    ])
    func coloursAreRead(text: String, color: ThemeColor) {
        #expect(ThemeColor(text) == color)
    }

    @Test(arguments: ["", "#", "#+12345", "#12345", "#1234567", "#12345g", "123456", "Default"])
    func otherColoursAreNot(text: String) {
        #expect(ThemeColor(text) == nil)
    }

    /// Relative luminance after WCAG 2.2; `nil` for the terminal's own colour.
    private func luminance(_ color: ThemeColor) -> Double? {
        guard case .rgb(let red, let green, let blue) = color else { return nil }
        let linear = [red, green, blue].map { value -> Double in
            let part = Double(value) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
