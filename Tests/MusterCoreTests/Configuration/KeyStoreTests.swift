import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct KeyStoreTests {
    @Test func theEnvironmentBeatsTheCommandWhichBeatsTheFile() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("key")
            try KeyStore(environmentKey: nil, command: nil, path: path).save(Self.key("sk-file"))
            let command = "echo sk-command"
            let table: [(KeyStore, KeySource, String?)] = [
                (
                    KeyStore(environmentKey: "sk-env", command: command, path: path),
                    .environment("OPENROUTER_API_KEY"),
                    "sk-env"
                ),
                (
                    KeyStore(environmentKey: "", command: command, path: path), .command,
                    "sk-command"
                ),
                (
                    KeyStore(environmentKey: nil, command: nil, path: path), .file(path: path),
                    "sk-file"
                ),
                (KeyStore(environmentKey: nil, command: nil, path: folder.file("no")), .none, nil),
            ]
            for (store, source, secret) in table {
                #expect(store.source == source)
                #expect(try await store.key() == secret.map(Self.key))
            }
        }
    }

    /// Ends soon enough by itself if nobody ends it.
    @Test(arguments: ["exec sleep 600", "sleep 600 | cat; true"])
    func aCommandThatGivesNothingIsEnded(command: String) async {
        let store = KeyStore(
            environmentKey: nil,
            command: command,
            path: "/nowhere",
            commandLimit: .milliseconds(1)
        )
        await #expect(throws: KeyError.commandFailed(reason: "it took longer than 0 s")) {
            try await store.key()
        }
    }

    @Test func theSavedFileIsItsOwnersAlone() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("sub/muster/key")
            let store = KeyStore(environmentKey: nil, command: nil, path: path)
            try store.save(Self.key("sk-1"))
            try store.save(Self.key("sk-2"))
            #expect(try Self.mode(path) == 0o600)
            #expect(try Self.mode(folder.file("sub/muster")) == 0o700)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "sk-2\n")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.file("sub/muster")
            )
            #expect(names == ["key"])
        }
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o620, 0o660, 0o666])
    func aFileThatOthersCanReadIsRefused(mode: Int) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("key")
            let store = KeyStore(environmentKey: nil, command: nil, path: path)
            try store.save(Self.key("sk-secret"))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let error = await #expect(throws: KeyError.fileIsReadableByOthers(path: path)) {
                try await store.key()
            }
            #expect(error.map { "\($0)".contains("chmod 600") } == true)
            #expect(error.map { "\($0)".contains("sk-secret") } == false)
        }
    }

    @Test(arguments: ["", "\n", "sk-\u{E9}\n"])
    func aFileWithoutAKeyIsAnError(content: String) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("key")
            try Data(content.utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            let store = KeyStore(environmentKey: nil, command: nil, path: path)
            await #expect(throws: KeyError.notAKey(source: path)) { try await store.key() }
        }
    }

    @Test func aFolderInTheFilesPlaceIsAnError() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("key")
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let store = KeyStore(environmentKey: nil, command: nil, path: path)
            await #expect(throws: KeyError.self) { try await store.key() }
            #expect(throws: KeyError.self) { try store.save(Self.key("sk-1")) }
        }
    }

    @Test(arguments: ["exit 3", "true", "echo", "printf 'sk-\\351'", "/no/such/program"])
    func aCommandThatGivesNoKeyIsAnError(command: String) async {
        let store = KeyStore(environmentKey: nil, command: command, path: "/nonexistent/key")
        await #expect(throws: KeyError.self) { try await store.key() }
    }

    @Test(arguments: ["echo sk-1", "printf 'sk-1\\nuser: me\\nurl: x\\n'", "printf '\\n sk-1 \\n'"])
    func theFirstLineOfACommandIsTheKey(command: String) async throws {
        let store = KeyStore(environmentKey: nil, command: command, path: "/nonexistent/key")
        #expect(try await store.key() == Self.key("sk-1"))
    }

    /// A command that counts its runs gives the key of that number, or always the first.
    @Test(arguments: [(true, ["sk-1", "sk-2", "sk-2"], 2), (false, ["sk-0", "sk-0", "sk-0"], 2)])
    func aRefusedKeyIsAskedForAgainOnce(
        isExchanged: Bool,
        keys: [String],
        runs: Int
    ) async throws {
        try await TemporaryFolder.withFolder { folder in
            let log = folder.file("runs")
            let number = isExchanged ? "$(wc -l < '\(log)' | tr -d ' ')" : "0"
            let store = KeyStore(
                environmentKey: nil,
                command: "echo >> '\(log)'; echo sk-\(number)",
                path: "/nonexistent/key"
            )
            let first = try #require(try await store.key())
            await store.refuse(first)
            let second = try #require(try await store.key())
            // Requests that were under way tell of the first key again, or of the same one.
            await store.refuse(first)
            let third = try #require(try await store.key())
            #expect([first, second, third] == (try keys.map(Self.key)))
            #expect(try String(contentsOfFile: log, encoding: .utf8).count == runs)
        }
    }

    @Test func anEnvironmentKeyThatIsNoneIsAnError() async {
        let store = KeyStore(environmentKey: " ", command: nil, path: "/nonexistent/key")
        await #expect(throws: KeyError.notAKey(source: "OPENROUTER_API_KEY")) {
            try await store.key()
        }
    }

    @Test func forgettingRemovesTheFileOnce() async throws {
        try await TemporaryFolder.withFolder { folder in
            let store = KeyStore(environmentKey: nil, command: nil, path: folder.file("key"))
            try store.save(Self.key("sk-1"))
            #expect(try store.forget())
            #expect(try !store.forget())
            #expect(try await store.key() == nil)
            #expect(try folder.fileNames == [])
        }
    }

    private static func key(_ text: String) throws -> APIKey {
        try #require(APIKey(text))
    }

    private static func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let mode = try #require(attributes[.posixPermissions] as? NSNumber)
        return mode.intValue
    }
}
