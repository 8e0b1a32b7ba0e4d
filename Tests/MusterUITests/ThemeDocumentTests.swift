import Foundation
import Testing

@testable import MusterUI

/// What `docs/THEMES.md` says is what there is.
@Suite struct ThemeDocumentTests {
    private let text: String

    init() throws {
        let file = ThemeTests.folder.deletingLastPathComponent().appending(path: "docs/THEMES.md")
        text = try String(contentsOf: file, encoding: .utf8)
    }

    @Test func everyRoleIsExplainedInItsOrder() {
        #expect(rows(of: "### Roles") == CellStyle.Role.allCases.map(\.rawValue))
    }

    @Test func everySurfaceIsExplainedInItsOrder() {
        #expect(rows(of: "### Surfaces") == CellStyle.Surface.allCases.map(\.rawValue))
    }

    @Test func everyThemeIsNamed() {
        let named = rows(of: "# Themes").joined(separator: " ")
            .matches(of: /[a-z-]+/).map { String($0.output) }
        #expect(named.sorted() == ThemeLibrary.builtInNames.sorted())
    }

    @Test(arguments: ThemeColor.names)
    func everyColourOfTheTerminalIsNamed(name: String) {
        #expect(text.contains(name.replacing("bright-", with: "")))
        #expect(text.contains("`bright-`"))
    }

    /// The first column of the first table after a heading.
    private func rows(of heading: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != heading }.drop { !$0.hasPrefix("|---") }.dropFirst()
        return lines.prefix { $0.hasPrefix("|") }.compactMap { line in
            line.split(separator: "|").first.map {
                $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces)
            }
        }
    }
}
