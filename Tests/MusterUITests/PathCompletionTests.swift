import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct PathCompletionTests {
    /// What is typed, what it becomes, and how many names there are; `nil` for nothing to complete.
    @Test(
        arguments: [
            ("pro", "prompts", 2), ("prompts.j", "prompts.jsonl", 1), ("prompts.jsonl", nil, 0),
            ("sub", "sub/", 1), ("sub/d", "sub/deep.yaml", 1), ("none", "none", 0),
            (".h", ".hidden", 1),
            ("", "", 3),
        ] as [(String, String?, Int)]
    )
    func itCompletesAsAShellDoes(typed: String, text: String?, names: Int) async throws {
        try await TemporaryFolder.withFolder { folder in
            for name in ["prompts.jsonl", "prompts2.jsonl", ".hidden"] {
                try Data().write(to: URL(filePath: folder.file(name)))
            }
            let sub = URL(filePath: folder.file("sub"))
            try FileManager.default.createDirectory(at: sub, withIntermediateDirectories: false)
            try Data().write(to: sub.appending(path: "deep.yaml"))
            let base = folder.path + "/"
            let found = await PathCompletion.complete(base + typed, home: "/nowhere")
            #expect(found?.text == text.map { base + $0 })
            #expect(found?.names.count ?? 0 == names)
            let atHome = await PathCompletion.complete("~/" + typed, home: folder.path)
            #expect(atHome?.text == text.map { "~/" + $0 })
        }
    }

    @Test func typingReplacesWhatWasProposed() {
        var field = TextField(proposing: "slate.yaml")
        #expect(field.isSelected)
        _ = field.apply("m")
        #expect(field.text == "m")
        field = TextField(proposing: "slate.yaml")
        _ = field.apply(.left)
        field.insert("x")
        #expect(field.text == "slate.yamxl")
        field = TextField(proposing: "slate.yaml")
        _ = field.apply(.backspace)
        #expect(field.text.isEmpty)
        field = TextField(proposing: "slate.yaml")
        field.insert("pasted.yaml", onOneLine: true)
        #expect(field.text == "pasted.yaml")
    }

    @Test(
        arguments: [
            ([1, 2, 4, 8], 4, "▁▂▄█"), ([5, 5], 4, "▇▇"), ([], 4, ""), ([1, 9, 9], 2, "██"),
        ] as [([Int], Int, String)]
    )
    func aSparklineShowsTheNewest(values: [Int], cells: Int, text: String) {
        #expect(Sparkline.span(values, cells: cells, isASCII: false).text.string == text)
    }
}
