import Foundation
import MusterCore
import MusterTestSupport
import Testing

/// Results on the disk, as kills, full disks and other programs leave them.
@Suite struct ResultFileTests {
    private static func line(_ id: String, _ status: String = "completed") -> String {
        "{\"answering_model_id\":null,\"cost\":\"0.5\",\"id\":\"\(id)\",\"model_id\":\"a/b\","
            + "\"prompt_sha256\":\"00\",\"status\":\"\(status)\",\"text\":\"ä\"}\n"
    }

    /// What stands in a file, what is read of it, and what stands there afterwards.
    @Test(
        arguments: [
            ("", [], ""),
            (line("1") + line("2"), ["1", "2"], line("1") + line("2")),
            // What a kill leaves.
            (line("1") + "{\"answering", ["1"], line("1")),
            (line("1") + String(line("2").dropLast(3)), ["1"], line("1")),
            ("{\"ans", [], ""),
            (line("1") + "\0\0\0\0", ["1"], line("1")),
            // Only the line feed is missing.
            (line("1") + String(line("2").dropLast()), ["1", "2"], line("1") + line("2")),
        ]
    )
    func whatAKillLeftIsCutOff(text: String, ids: [String], after: String) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("results.jsonl")
            try Data(text.utf8).write(to: URL(filePath: path))
            let file = try ResultFile.open(path: path)
            #expect(try await file.read().map(\.key.promptID.description) == ids)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == after)
            try await file.append(Data(Self.line("9").utf8))
            await file.close()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == after + Self.line("9"))
        }
    }

    @Test(
        arguments: [
            ("hello", 1), ("hello\n", 1), ("{\"a\":1}", 1), ("{\"a\":1}\n", 1),
            (line("1") + "\n", 2), (line("1") + "model,cost\n" + line("2"), 2),
            (line("1", "finished"), 1), ("{\"id\":\"1\",\"prompt\":\"a\"}\n", 1),
        ]
    )
    func aForeignFileIsLeftAsItIs(text: String, line: Int) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("results.jsonl")
            try Data(text.utf8).write(to: URL(filePath: path))
            let file = try ResultFile.open(path: path)
            await #expect(throws: BatchError.foreignResults(path: path, line: line)) {
                try await file.read()
            }
            await file.close()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test func oneThatHasNoResultsIsNotLeftBehind() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("results.jsonl")
            let file = try ResultFile.open(path: path)
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(try await file.read().isEmpty)
            await file.close()
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(try ResultFile.openForReading(path: path) == nil)
        }
    }

    /// Whatever another program did to the file, no answer vanishes without a word.
    @Test(arguments: ["removed", "replaced", "cut", "grown"])
    func aFileThatOthersTouchedTakesNoMore(mishap: String) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("results.jsonl")
            let file = try ResultFile.open(path: path)
            try await file.append(Data(Self.line("1").utf8))
            let before = try Data(contentsOf: URL(filePath: path))
            switch mishap {
            case "removed": try FileManager.default.removeItem(atPath: path)
            case "replaced": try before.write(to: URL(filePath: path), options: .atomic)
            case "cut": truncate(path, 3)
            default: try (before + before).write(to: URL(filePath: path))
            }
            await #expect(throws: BatchError.self) {
                try await file.append(Data(Self.line("2").utf8))
            }
            await file.close()
        }
    }

    @Test func anAlmostFullDiskIsNoticedInTime() async throws {
        try await TemporaryFolder.withFolder { folder in
            let file = try ResultFile.open(path: folder.file("results.jsonl"))
            try await file.requireRoom(0)
            await #expect(throws: BatchError.self) { try await file.requireRoom(.max) }
            await file.close()
        }
    }

    @Test func whatIsNoFileIsRefused() {
        #expect(throws: BatchError.notAFile(path: "/dev/null")) {
            try ResultFile.open(path: "/dev/null")
        }
        #expect(throws: BatchError.self) { try ResultFile.open(path: "/nowhere/at/all") }
    }

    @Test func aLineLongerThanTheBufferIsRead() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("results.jsonl")
            let long = Self.line("1").replacing("ä", with: String(repeating: "ä", count: 2 << 20))
            try Data((long + Self.line("2")).utf8).write(to: URL(filePath: path))
            let file = try #require(try ResultFile.openForReading(path: path))
            #expect(try await file.read().map(\.key.promptID) == ["1", "2"])
            await file.close()
        }
    }
}
