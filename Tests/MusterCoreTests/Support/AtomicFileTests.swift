import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct AtomicFileTests {
    @Test(arguments: [0o644, 0o600, 0o664, 0o755])
    func aFileThatIsReplacedKeepsItsMode(mode: Int) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("file")
            try AtomicFile.write(Data("one".utf8), to: path)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            try AtomicFile.write(Data("two".utf8), to: path)
            #expect(try Self.mode(path) == mode)
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("two".utf8))
            #expect(try folder.fileNames == ["file"])
        }
    }

    @Test func aNewFileHasTheModeOfTheUmask() async throws {
        try await TemporaryFolder.withFolder { folder in
            close(open(folder.file("usual"), O_WRONLY | O_CREAT, 0o666))
            try AtomicFile.write(Data(), to: folder.file("new"))
            #expect(try Self.mode(folder.file("new")) == Self.mode(folder.file("usual")))
        }
    }

    @Test(.enabled(if: geteuid() == 0))
    func aFileOfSomebodyElseStaysTheirs() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("file")
            try AtomicFile.write(Data("one".utf8), to: path)
            #expect(chown(path, 12345, 23456) == 0)
            try AtomicFile.write(Data("two".utf8), to: path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.ownerAccountID] as? Int == 12345)
            #expect(attributes[.groupOwnerAccountID] as? Int == 23456)
        }
    }

    @Test func aPipeIsWrittenToAndStays() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("pipe")
            try #require(mkfifo(path, 0o600) == 0)
            let reader = open(path, O_RDONLY | O_NONBLOCK)
            defer { close(reader) }
            try AtomicFile.write(Data("two".utf8), to: path)
            var bytes = [UInt8](repeating: 0, count: 8)
            #expect(read(reader, &bytes, 8) == 3 && bytes.starts(with: "two".utf8))
            // What replaces a pipe would be a regular file.
            let kind = try FileManager.default.attributesOfItem(atPath: path)[.type]
            #expect(kind as? FileAttributeType != .typeRegular)
            #expect(try folder.fileNames == ["pipe"])
        }
    }

    @Test func linksAreFollowedToTheFileThatIsOrWillBe() async throws {
        try await TemporaryFolder.withFolder { folder in
            func link(_ name: String, to target: String) throws {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.file(name),
                    withDestinationPath: target
                )
            }
            try link("first", to: "second")
            try link("second", to: folder.file("missing"))
            try link("loop", to: "loop")
            #expect(folder.file("first").followingLinks == folder.file("missing"))
            #expect(folder.file("plain").followingLinks == folder.file("plain"))
            #expect(folder.file("loop").followingLinks == folder.file("loop"))
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            defer { for end in ends { close(end) } }
            let path = "/proc/self/fd/\(ends[1])"
            #expect(path.followingLinks == path)
        }
    }

    @Test func aPrivateFileBehindALinkIsPrivate() async throws {
        try await TemporaryFolder.withFolder { folder in
            let link = folder.file("link")
            let target = folder.file("target")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            PrivateFile.create(at: link)
            #expect(try Self.mode(target) == 0o600)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: target)
            PrivateFile.create(at: link)
            #expect(try Self.mode(target) == 0o644)
        }
    }

    @Test func aLinkStaysAndItsFileIsReplaced() async throws {
        try await TemporaryFolder.withFolder { folder in
            try Data("one".utf8).write(to: URL(filePath: folder.file("file")))
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("link"),
                withDestinationPath: "file"
            )
            try AtomicFile.write(Data("two".utf8), to: folder.file("link"))
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link"))
                    == "file"
            )
            #expect(try Data(contentsOf: URL(filePath: folder.file("file"))) == Data("two".utf8))
        }
    }

    @Test func whatAKilledProcessLeftIsNotWrittenThrough() async throws {
        try await TemporaryFolder.withFolder { folder in
            let process = ProcessInfo.processInfo.processIdentifier
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("file.\(process).tmp"),
                withDestinationPath: "other"
            )
            try AtomicFile.write(Data("one".utf8), to: folder.file("file"))
            #expect(try folder.fileNames == ["file"])
        }
    }

    // MARK: - Private files

    @Test func foldersThatAreMadeArePrivateAndOthersStay() async throws {
        try await TemporaryFolder.withFolder { folder in
            #expect(chmod(folder.path, 0o755) == 0)
            try PrivateFile.createFolder(at: folder.file("a/b/c"))
            try PrivateFile.createFolder(at: folder.file("a/b/c"))
            for path in ["a", "a/b", "a/b/c"] {
                #expect(try Self.mode(folder.file(path)) == 0o700)
            }
            #expect(try Self.mode(folder.path) == 0o755)
            try Data().write(to: URL(filePath: folder.file("file")))
            for path in ["file", "file/a", "file/a/b"] {
                #expect(throws: FileFailure.self) {
                    try PrivateFile.createFolder(at: folder.file(path))
                }
            }
        }
    }

    @Test func aPrivateFileIsMadeOnceOnly() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("file")
            PrivateFile.create(at: path)
            #expect(try Self.mode(path) == 0o600)
            try Data("kept".utf8).write(to: URL(filePath: path))
            #expect(chmod(path, 0o640) == 0)
            PrivateFile.create(at: path)
            #expect(try Self.mode(path) == 0o640)
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("kept".utf8))
        }
    }

    private static func mode(_ path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
