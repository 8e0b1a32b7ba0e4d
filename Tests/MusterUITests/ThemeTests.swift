import Foundation
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct ThemeTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")

    static let builtIn = ThemeLibrary(folder: "/nowhere")

    /// Themes whose colours are the terminal's to say have no contrast to compute.
    static let terminals: Set<String> = ["monochrome", "terminal"]

    static let night = try? String(
        contentsOf: folder.appending(path: "night.yaml"),
        encoding: .utf8
    )

    @Test func everyFileOfTheFolderIsBuiltIn() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(ThemeLibrary.builtInNames.map { $0 + ".yaml" }))
        #expect(ThemeLibrary.builtInNames.first == ThemeLibrary.defaultName)
    }

    @Test(arguments: ThemeLibrary.builtInNames)
    func aBuiltInThemeIsItsFile(name: String) throws {
        let yaml = try String(
            contentsOf: Self.folder.appending(path: "\(name).yaml"),
            encoding: .utf8
        )
        let theme = try Theme(yaml: yaml, file: name)
        #expect(theme.name == name)
        #expect(yaml.hasPrefix("# \(name): "))
        #expect(try Self.builtIn.entry(named: name).theme.get() == theme)
    }

    @Test(arguments: ThemeLibrary.builtInNames)
    func everyTextCanBeReadOnEverySurface(name: String) throws {
        let theme = try Self.builtIn.entry(named: name).theme.get()
        let isExempt = Self.terminals.contains(name)
        #expect((theme.kind == .terminal) == isExempt)
        guard !isExempt else { return }
        // WCAG 2.2: 4.5 of text (1.4.3), 7 where contrast is the point (1.4.6), 3 of lines (1.4.11).
        let isHigh = name.hasPrefix("contrast")
        #expect((theme.kind == .contrast) == isHigh)
        for (role, surface) in Self.places {
            let contrast = try #require(
                theme.style(of: role).foreground.contrast(with: theme.background(of: surface))
            )
            let least = role.isLine ? (isHigh ? 4.5 : 3) : (isHigh ? 7 : 4.5)
            #expect(contrast >= least, "\(role.rawValue) on \(surface.rawValue)")
        }
    }

    @Test(arguments: ThemeLibrary.builtInNames.filter { !terminals.contains($0) })
    func everyTextCanBeReadInFewerColours(name: String) throws {
        let theme = try Self.builtIn.entry(named: name).theme.get()
        for (role, surface) in Self.places where !role.isLine {
            let text = theme.style(of: role).foreground
            let ground = theme.background(of: surface)
            for depth in [ColorDepth.indexed, .sixteen, .eight] {
                let contrast = try #require(
                    ColorDepth.color(ofIndex: depth.foreground(text, on: ground))
                        .contrast(with: ColorDepth.color(ofIndex: depth.background(ground)))
                )
                #expect(contrast >= 3, "\(role.rawValue) on \(surface.rawValue) of \(depth)")
            }
        }
    }

    /// Where each role can stand; lines between panes are drawn on the base alone.
    private static let places = CellStyle.Role.allCases.flatMap { role in
        CellStyle.Surface.allCases.filter { role != .border || $0 == .base }.map { (role, $0) }
    }

    /// A change of the file, the line of the error, and what it must say.
    @Test(
        arguments: [
            ("  text: \"#d5dae6\"", "", nil, "lacks text; write text: \"#"),
            ("  text: \"#d5dae6\"", "  text: \"\"", 16, "text needs a colour in quotes"),
            ("  text: \"#d5dae6\"", "  text: #d5dae6", 16, "text needs a colour in quotes"),
            ("  text: \"#d5dae6\"", "  text: \"#d5dae\"", 16, "and has #d5dae"),
            ("  text: \"#d5dae6\"", "  text: reddish", 16, "a name such as bright-blue"),
            ("  text: \"#d5dae6\"", "  text: [red]", 16, "text needs a colour"),
            (
                "  text: \"#d5dae6\"", "  text: \"#d5dae6 blinking\"", 16,
                "bold, italic and underline"
            ),
            (
                "  text: \"#d5dae6\"", "  texts: \"#d5dae6\"", 16,
                "texts is not a role; try text."
            ),
            ("  bar: \"#1b2130\"", "", nil, "lacks bar"),
            ("  bar: \"#1b2130\"", "  bar: \"#zzzzzz\"", 11, "or reverse, and has #zzzzzz"),
            (
                "  bar: \"#1b2130\"", "  bars: \"#zzzzzz\"", 11,
                "use one of base, bar, selection, input"
            ),
            ("name: night", "", nil, "lacks its name"),
            ("name: night", "title: night", 7, "title is not an entry of a theme"),
            ("surfaces:", "surfaces: [", 11, "not YAML: "),
            ("surfaces:", "surfaces: red\nothers:", 9, "surfaces has to have entries"),
            ("name: night", "name: night\nname: day", 7, "repeated"),
        ] as [(String, String, Int?, String)]
    )
    func errorsNameTheLineAndWhatToWrite(
        entry: String,
        replacement: String,
        line: Int?,
        words: String
    ) throws {
        let yaml = try #require(Self.night)
        #expect(yaml.contains(entry))
        let error = #expect(throws: ThemeError.self) {
            try Theme(yaml: yaml.replacing(entry, with: replacement), file: "my.yaml")
        }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("The theme my.yaml"))
        #expect(text.contains(words), "\(text)")
        if let line { #expect(text.contains(", line \(line): "), "\(text)") }
    }

    @Test(arguments: 1...200)
    func anyDamageIsAnErrorOrATheme(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var bytes = Array(try #require(Self.night).utf8)
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            if Bool.random(using: &random) {
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            } else {
                bytes.removeSubrange(place..<min(place + 20, bytes.count))
            }
        }
        do throws(ThemeError) {
            let theme = try Theme(yaml: String(decoding: bytes, as: UTF8.self), file: "my.yaml")
            #expect(!theme.name.isEmpty)
        } catch {
            #expect(error.description.hasSuffix("."))
        }
    }

    @Test(arguments: ["dawn", "../night", ".night", ""])
    func anUnknownThemeIsAnError(name: String) {
        let error = #expect(throws: ThemeError.self) { try Self.builtIn.entry(named: name) }
        #expect(error?.description.contains("night, day") == true)
    }

    @Test func theUsersOwnGoFirstAndBrokenOnesAreShown() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let yaml = try #require(Self.night)
            .replacing("name: night", with: "name: mine").replacing("#11141b", with: "default")
        try Data(yaml.utf8).write(to: folder.appending(path: "night.yaml"))
        try Data("roles: 1".utf8).write(to: folder.appending(path: "broken.yaml"))
        try Data("a note".utf8).write(to: folder.appending(path: "README"))
        let library = ThemeLibrary(folder: folder.path)
        let night = try library.entry(named: "night")
        #expect(night.isOwn)
        #expect(try night.theme.get().background(of: .base) == .terminal)
        let entries = library.entries()
        #expect(entries.map(\.name).prefix(3) == ["broken", "night", "day"])
        #expect(entries.filter { (try? $0.theme.get()) == nil }.map(\.name) == ["broken"])
        #expect(entries.count == ThemeLibrary.builtInNames.count + 1)
    }

    @Test(arguments: [
        ("#000000", ThemeColor.rgb(0, 0, 0)), ("#fF8000", .rgb(255, 128, 0)),
        ("default", .terminal), ("black", .ansi(0)), ("bright-white", .ansi(15)),
    ])
    func coloursAreRead(text: String, color: ThemeColor) {
        #expect(ThemeColor(text) == color)
    }

    @Test(arguments: ["", "#", "#+12345", "#12345", "#1234567", "#12345g", "123456", "Default"])
    func otherColoursAreNot(text: String) {
        #expect(ThemeColor(text) == nil)
    }

    /// The worked examples of WCAG: black on white is 21, and #777777 on white just fails.
    @Test(
        arguments: [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("red", "red", nil)]
            as [(String, String, Double?)]
    )
    func contrastIsThatOfTheStandard(one: String, two: String, wanted: Double?) throws {
        let contrast = try #require(ThemeColor(one)).contrast(with: #require(ThemeColor(two)))
        #expect(contrast.map { ($0 * 100).rounded() / 100 } == wanted)
    }
}
