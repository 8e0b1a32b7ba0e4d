import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// What the user, or another version of muster, has written down for the interface.
@Suite(.timeLimit(.minutes(60))) struct SettingsFuzzTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let words = [
        "name: ", "roles:\n", "surfaces:\n", "  ", "\n", "text: ", "\"#11141b\"", "#", "bold",
        "italic", "reverse",
        "default", "bright-blue", ": ", "- ", "&a ", "*a", "{", "}", "[", "]", "\"", "'", "!!str ",
        "\u{1B}[2J", "|\n",
    ]

    @Test func aThemeIsReadOrSaysWhatIsWrong() async throws {
        let night = String(
            decoding: try Data(contentsOf: Self.themes.appending(path: "night.yaml")),
            as: UTF8.self
        )
        await Fuzz("themes", dictionary: Self.words, rounds: 500).run {
            Self.theme(&$0, like: night)
        } property: { yaml, _ in
            do {
                let theme = try Theme(yaml: yaml, file: "my.yaml")
                guard !theme.name.isEmpty else {
                    throw ThemeError.notFound(name: "", available: [])
                }
            } catch ThemeError.unreadable(let file, let line, let reason) {
                let lines = yaml.unicodeScalars.count + 1
                guard (1...lines).contains(line ?? 1), file == "my.yaml" else {
                    throw Fuzz.Broken("\(line ?? 0)")
                }
                guard FuzzText.isHarmless(reason), !reason.contains("\n"), !reason.isEmpty else {
                    throw Fuzz.Broken(reason.debugDescription)
                }
            }
        }
    }

    private static func theme(_ mutator: inout Mutator, like sound: String) -> String {
        guard mutator.chance(of: 3) else { return mutator.damaged(sound) }
        let colors = [
            "\"#11141b\"", "default", "bright-blue bold", "\"#11141b italic underline\"", "red",
        ]
        let roles = mutator.yamlEntries(
            CellStyle.Role.allCases.map { ($0.rawValue, colors) },
            indentation: "  "
        )
        let surfaces = mutator.yamlEntries(
            CellStyle.Surface.allCases.map { ($0.rawValue, ["reverse", "\"#000000\""]) },
            indentation: "  "
        )
        let name = mutator.chance(of: 4) ? mutator.yaml() : "mine"
        return "name: \(name)\nroles:\n\(roles)surfaces:\n\(surfaces)"
    }

    /// A file of a few lines whose aliases stand for more than any memory holds.
    @Test(arguments: ["x: *a9", "? *a9\n: 1", "roles: *a9", "roles:\n  text: *a9"])
    func aliasesStandForNoMoreThanTheFileCouldSay(entry: String) {
        let start = ContinuousClock.now
        #expect(throws: ThemeError.self) {
            try Theme(
                yaml: Mutator.manyLaughs(9, named: "a") + "name: x\n\(entry)\n",
                file: "my.yaml"
            )
        }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func aKeyIsKnownByItsName() async throws {
        let words = [
            "Ctrl-", "Alt-", "F1", "F12", "Shift-", "space", "Enter", "Esc", "a", "é", " ", "-",
            "Tab", "PgUp",
        ]
        await Fuzz("key names", dictionary: words, rounds: 5000).run { mutator in
            let text = String(decoding: mutator.words(atMost: 5), as: UTF8.self)
            return mutator.chance(of: 3) ? mutator.damaged(text) : text
        } property: { name, _ in
            guard let key = KeyPress(name: name) else { return }
            guard KeyPress(name: "\(key)") == key else { throw Fuzz.Broken("\(key)") }
        }
    }

    @Test func aKeyMapLosesNoActionUnnoticed() async throws {
        let keys = Action.allCases.flatMap(\.keys) + (1...12).map { KeyPress.function($0) }
        await Fuzz("key maps", rounds: 1500).run { mutator in
            let pairs = mutator.several(atMost: 6) { mutator in
                (mutator.one(of: Action.allCases), mutator.some(of: keys, atMost: 3))
            }
            return Dictionary(pairs) { $1 }
        } property: { replacements, _ in
            let (map, conflicts) = KeyMap.replacing(replacements)
            for (action, keys) in replacements where map.keys(for: action) != keys {
                throw Fuzz.Broken("\(action) has \(map.keys(for: action))")
            }
            guard conflicts.isEmpty else { return }
            for action in Action.allCases {
                guard map.keys(for: action).allSatisfy({ map.action(for: $0) == action }) else {
                    throw Fuzz.Broken("\(action)")
                }
            }
            for action in [Action.quit, .cancel, .help] where map.keys(for: action).isEmpty {
                throw Fuzz.Broken("\(action) has no key")
            }
        }
    }

    @Test func whatWasRememberedIsReadOrForgotten() async throws {
        let sound = InterfaceSettings().json
        await Fuzz(
            "interface settings",
            dictionary: ["\"width\":", "-1", "null", "\"column\":\"model\"", "{", "}"],
            rounds: 200
        ).run { mutator in
            let number = mutator.hostileNumber()
            let table = mutator.several(atMost: 5) { mutator in
                mutator.object([
                    ("column", CatalogColumn.allCases.map { "\"\($0.rawValue)\"" }),
                    ("isShown", ["true", "false"]), ("width", ["null", "7", number]),
                ])
            }
            let made = mutator.object([
                ("table", ["[\(table.joined(separator: ","))]"]),
                ("folded", ["[\"prices\"]", "[\"x\"]"]),
                ("detailsShare", ["24", number]), ("paneShare", [number]), ("hasMouse", ["false"]),
            ])
            return mutator.chance(of: 3) ? mutator.damaged(sound) : made
        } property: { json, mutator in
            let settings = InterfaceSettings(json: json)
            guard (15...60).contains(settings.detailsShare), (20...80).contains(settings.paneShare)
            else {
                throw Fuzz.Broken("\(settings)")
            }
            guard Set(settings.table.entries.map(\.column)).count == CatalogColumn.allCases.count
            else {
                throw Fuzz.Broken("\(settings.table)")
            }
            guard InterfaceSettings(json: settings.json) == settings else {
                throw Fuzz.Broken(settings.json)
            }
            var state = AppState.browsing(Catalog.sample)
            state.world.settings = settings
            for columns in [1, mutator.number(1...200)] {
                _ = update(&state, .resized(Size(columns: columns, rows: mutator.number(1...60))))
                guard view(state).size == state.world.size else {
                    throw Fuzz.Broken("the screen's size")
                }
            }
        }
    }

    private static let themes = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "themes")
}
