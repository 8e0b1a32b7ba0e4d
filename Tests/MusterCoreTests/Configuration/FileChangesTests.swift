import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
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
}
