import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct FileChangesTests {
    /// How editors write a file, beside which there are others.
    @Test(arguments: [false, true])
    func aWrittenFileIsTold(isAtomic: Bool) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("mine.yaml")
            try Data("one".utf8).write(to: URL(filePath: path))
            var changes = FileChanges.stream(of: path).makeAsyncIterator()
            try Data("two".utf8).write(to: URL(filePath: path), options: isAtomic ? .atomic : [])
            #expect(await changes.next() != nil)
            try Data("three".utf8).write(to: URL(filePath: path), options: .atomic)
            #expect(await changes.next() != nil)
        }
    }

    @Test func whatALinkLeadsToIsTold() async throws {
        try await TemporaryFolder.withFolder { elsewhere in
            try await TemporaryFolder.withFolder { folder in
                let target = elsewhere.file("kept.yaml")
                try Data("one".utf8).write(to: URL(filePath: target))
                try FileManager.default.createSymbolicLink(
                    atPath: folder.file("mine.yaml"),
                    withDestinationPath: target
                )
                var changes = FileChanges.stream(of: folder.file("mine.yaml")).makeAsyncIterator()
                try Data("two".utf8).write(to: URL(filePath: target))
                #expect(await changes.next() != nil)
            }
        }
    }

    @Test func aMissingFolderIsTheEnd() async {
        var changes = FileChanges.stream(of: "/nowhere/mine.yaml").makeAsyncIterator()
        #expect(await changes.next() == nil)
    }

    /// A log stays open, so that only its modification tells of a write.
    @Test(arguments: [("mine.yaml-wal", true), ("mine.yaml-journal", false), ("mine.yaml", false)])
    func modificationConcernsOnlyALog(name: String, concern: Bool) {
        let events = Self.events([name], kind: 2)
        #expect(FileChanges.concern(events[...], [Array("mine.yaml".utf8)]) == concern)
    }

    @Test(arguments: [
        ([], false),
        (["other.yaml"], false),
        (["mine.yaml"], true),
        (["other.yaml", "mine.yaml-journal", "x"], true),
        (["mine", "1mine.yaml"], false),
        // The folder itself, or events that the kernel lost.
        ([""], true),
    ])
    func onlyTheFileAndItsJournalConcern(names: [String], concern: Bool) {
        let events = Self.events(names, kind: 8)
        #expect(FileChanges.concern(events[...], [Array("mine.yaml".utf8)]) == concern)
    }

    /// Events as the kernel writes them; the kind is 2 for a modification, 8 for a closed file.
    private static func events(_ names: [String], kind: UInt8) -> [UInt8] {
        names.flatMap { name -> [UInt8] in
            let length = name.isEmpty ? 0 : (name.utf8.count / 16 + 1) * 16
            let padding = [UInt8](repeating: 0, count: length - name.utf8.count)
            return [1, 0, 0, 0, kind, 0, 0, 0, 0, 0, 0, 0, UInt8(length), 0, 0, 0]
                + Array(name.utf8) + padding
        }
    }
}
