import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct PictureTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/pictures")

    private static func theme(_ name: String) throws -> Theme {
        try ThemeLibrary(folder: "/nowhere").entry(named: name).theme.get()
    }

    /// The pictures of the documentation are what the program draws today.
    @Test(arguments: Showcase.screens.map(\.name), [("dark", "night"), ("light", "day")])
    func picturesAreAsCommitted(name: String, look: (suffix: String, theme: String)) throws {
        let screen = try #require(Showcase.screens.first { $0.name == name })
        let picture = SVGPicture(
            view(screen.state),
            theme: try Self.theme(look.theme),
            title: screen.title
        )
        let url = Self.folder.appending(path: "\(name)-\(look.suffix).svg")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(picture.text.utf8).write(to: url)
            Issue.record("recorded \(url.lastPathComponent)")
            return
        }
        let committed = try? String(contentsOf: url, encoding: .utf8)
        #expect(
            committed == picture.text,
            "\(url.lastPathComponent) is no longer true; record it with RECORD_SNAPSHOTS=1"
        )
    }

    /// Every theme's own look, for people: MUSTER_PICTURES names the folder to draw them into.
    @Test(
        .enabled("MUSTER_PICTURES is not set") {
            ProcessInfo.processInfo.environment["MUSTER_PICTURES"] != nil
        },
        arguments: ThemeLibrary.builtInNames
    )
    func everyThemeIsDrawn(name: String) throws {
        let folder = try #require(ProcessInfo.processInfo.environment["MUSTER_PICTURES"])
        let screen = try #require(Showcase.screens.first)
        let picture = SVGPicture(
            view(screen.state),
            theme: try Self.theme(name),
            title: screen.title
        )
        try Data(picture.text.utf8).write(to: URL(filePath: "\(folder)/\(name).svg"))
    }

    @Test(arguments: ["night", "monochrome"], [0, 1, 40])
    func everyScreenIsWellFormed(theme: String, columns: Int) throws {
        for screen in ScreenTests.overlays {
            var state = screen.make()
            state.apply([.resized(Size(columns: columns, rows: columns / 3))])
            let svg = SVGPicture(
                view(state),
                theme: try Self.theme(theme),
                title: "<a & \"b\">"
            ).text
            try expectWellFormed(svg)
        }
    }

    @Test func textIsKeptAndNothingOfItIsMarkup() throws {
        var grid = CellGrid(size: Size(columns: 20, rows: 2))
        grid.write("<b>&amp; \"x\"", row: 0, column: 1, style: CellStyle(.title))
        grid.write("作 e\u{301} ─", row: 1, column: 0, style: CellStyle(.text, on: .selection))
        let svg = SVGPicture(grid, theme: try Self.theme("night"), title: "t").text
        #expect(svg.contains("font-weight=\"bold\">&lt;b&gt;&amp;amp; &quot;x&quot;</text>"))
        #expect(svg.contains(">作</text>"))
        #expect(svg.contains(">e\u{301}</text>"))
        #expect(svg.contains("fill=\"#222b42\""))
        #expect(!svg.contains("─"))
        #expect(svg.contains("<title id=\"title\">t</title>"))
    }

    /// Every element is closed, and in its order; enough for what is written here.
    private func expectWellFormed(_ svg: String) throws {
        var open: [Substring] = []
        for tag in svg.matches(of: /<(\/?)([a-zA-Z]+)[^<>]*?(\/?)>/) {
            let (_, slash, name, end) = tag.output
            if !slash.isEmpty {
                #expect(open.popLast() == name)
            } else if end.isEmpty {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
        #expect(svg.count { $0 == "<" } == svg.count { $0 == ">" })
    }
}
