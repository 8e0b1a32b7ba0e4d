import Foundation
import Testing

@testable import MusterUI

/// The documents tell the keys that there are.
@Suite struct KeyDocumentTests {
    private static let path = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/KEYS.md")

    private static var markdownTable: String {
        let rows = Action.allCases.map { action in
            let keys = action.keys.map { "`\($0)`" }.joined(separator: " ")
            return "| \(keys) | \(action.title()) | `\(action.name)` |"
        }
        return (["| key | does | name |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    /// Record the table with `RECORD_SNAPSHOTS=1`.
    @Test func theTableIsTheRegistry() throws {
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        let begin = try #require(text.range(of: "| key | does | name |"))
        let end = try #require(text.range(of: "\n\n", range: begin.lowerBound..<text.endIndex))
        let table = text[begin.lowerBound..<end.lowerBound]
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            let new = text.replacing(table, with: Self.markdownTable)
            try Data(new.utf8).write(to: Self.path)
        } else {
            #expect(table == Self.markdownTable, "record it with RECORD_SNAPSHOTS=1")
        }
    }
}
