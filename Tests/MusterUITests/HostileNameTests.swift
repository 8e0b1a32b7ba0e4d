import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// Whatever a model is called, it changes its own cell and nothing else.
@Suite struct HostileNameTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let names: [(String, String)] = [
        ("escape sequences", "\u{1B}[2J\u{1B}[31mred\u{1B}]0;title\u{07}\u{9B}7m"),
        ("controls", "a\nb\r\tc\u{00}\u{08}\u{7F}\u{85}d"),
        ("bidirectional overrides", "\u{202E}drow\u{202C}\u{2066}x\u{2069}\u{200F}"),
        ("tags", "a\u{E0001}\u{E0041}\u{E007F}b"),
        ("a family", "👨‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈"),
        ("Arabic", "نموذج لغوي كبير"),
        ("wide letters", "作者的模型言語モデル"),
        ("many marks", "e" + String(repeating: "\u{301}", count: 500)),
        ("4,000 characters", String(repeating: "long ", count: 800)),
        ("nothing to see", "\u{200B}\u{FEFF}\u{2060}"),
    ]

    @Test(arguments: names.indices, [Size(columns: 96, rows: 24), Size(columns: 98, rows: 12)])
    func onlyTheOwnCellChanges(index: Int, size: Size) throws {
        let plain = Self.screen(name: "Plain", size)
        let hostile = Self.screen(name: Self.names[index].1, size)
        let heading = plain.text(row: 3)
        let place = try #require(heading.firstRange(of: "Name"), "\(heading)").lowerBound
        let first = heading.distance(from: heading.startIndex, to: place)
        // The name is the last column; its cells end at the border.
        let own = first..<size.columns - 1
        for row in 0..<size.rows {
            for column in 0..<size.columns where row != 4 || !own.contains(column) {
                #expect(plain[row, column] == hostile[row, column], "\(row),\(column)")
            }
        }
    }

    private static func screen(name: String, _ size: Size) -> CellGrid {
        var settings = InterfaceSettings()
        settings.table = TableLayout([
            TableLayout.Entry(.status), TableLayout.Entry(.modelID, width: 20),
            TableLayout.Entry(.named("name")),
        ])
        var state = AppState(context: .example, settings: settings, size: size, now: .noon)
        let models: [Model] = [
            .listed("a/first", name: name), .listed("a/second", name: "Second"),
        ]
        state.apply([.resized(size), .modelsLoaded(models, lastRefresh: .minutesAgo(12))])
        return view(state)
    }
}
