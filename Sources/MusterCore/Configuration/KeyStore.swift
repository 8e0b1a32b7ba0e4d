import Foundation
import Subprocess
import SystemPackage

/// Finds the API key, and saves it in a file that only its owner can read.
package struct KeyStore: Sendable {
    private let environmentKey: String?
    /// The name of the variable that ``environmentKey`` comes from.
    package let variable: String
    private let command: String?
    private let path: String
    /// How long the command may take, which may ask its user for a passphrase.
    private let commandLimit: Duration
    private let remembered = CommandKey()

    /// Where ``save(_:)`` puts a key.
    package var file: String { path }

    /// Creates a store from an environment variable, the configuration's `key_command` for the
    /// shell, and the path of the key file.
    package init(
        environmentKey: String?,
        variable: String = "OPENROUTER_API_KEY",
        command: String?,
        path: String,
        commandLimit: Duration = .seconds(180)
    ) {
        self.environmentKey = environmentKey
        self.variable = variable
        self.command = command
        self.path = path
        self.commandLimit = commandLimit
    }

    /// The source that ``key()`` would use now; runs and reads nothing.
    package var source: KeySource {
        if let environmentKey, !environmentKey.isEmpty { return .environment(variable) }
        if command != nil { return .command }
        return FileManager.default.fileExists(atPath: path) ? .file(path: path) : .none
    }

    /// The account of a key that needs no command to be run; `nil` for one that does.
    package var accountAtHand: Account? {
        switch source {
        case .environment: APIKey(environmentKey ?? "").map { Account($0) } ?? .anonymous
        case .command: nil
        case .file(let path): (try? readFile(path)).map { Account($0) } ?? .anonymous
        case .none: .anonymous
        }
    }

    /// Reads the key; `nil` without a source.
    package func key() async throws(KeyError) -> APIKey? {
        switch source {
        case .environment:
            guard let key = APIKey(environmentKey ?? "") else {
                throw .notAKey(source: variable)
            }
            return key
        case .command:
            return try await remembered.key(limit: commandLimit, from: commandOutput)
        case .file(let path):
            return try readFile(path)
        case .none:
            return nil
        }
    }

    /// Lets `key_command` run again before a request that follows, in case it now gives another key
    /// than this one, which the service refused.
    @Sendable package func refuse(_ key: APIKey) async {
        await remembered.refuse(key)
    }

    /// Writes the key file atomically, with mode 0600.
    package func save(_ key: APIKey) throws(KeyError) {
        do {
            try PrivateFile.createFolder(at: URL(filePath: path).deletingLastPathComponent().path)
            try AtomicFile.write(Data((key.secret + "\n").utf8), to: path, isPrivate: true)
        } catch {
            throw .fileFailed(path: path, reason: "it could not be written: \(error.reason)")
        }
    }

    /// Removes the key file; returns `false` if there was none.
    package func forget() throws(KeyError) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        // Remove files only: a folder at this path belongs to someone else.
        guard unlink(path) == 0 else {
            throw .fileFailed(path: path, reason: "it could not be removed")
        }
        return true
    }

    private func readFile(_ path: String) throws(KeyError) -> APIKey {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue else {
            throw .fileFailed(path: path, reason: "it cannot be examined")
        }
        guard mode & 0o077 == 0 else { throw .fileIsReadableByOthers(path: path) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .fileFailed(path: path, reason: "it cannot be read")
        }
        guard let key = APIKey(String(decoding: data, as: UTF8.self)) else {
            throw .notAKey(source: path)
        }
        return key
    }

    private static func words(_ status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "it ended with status \(code)"
        case .signaled(let signal): "signal \(signal) ended it"
        }
    }

    @Sendable private func commandOutput() async throws(KeyError) -> APIKey {
        let command = command ?? ""
        do {
            let result = try await Subprocess.run(
                .path(FilePath("/bin/sh")),
                arguments: ["-c", command],
                output: .string(limit: 16 << 10),
                error: .discarded
            )
            try Task.checkCancellation()
            guard result.terminationStatus.isSuccess else {
                throw KeyError.commandFailed(reason: Self.words(result.terminationStatus))
            }
            // As with `pass show`, the first line is the secret and notes may follow.
            let line = result.standardOutput.split(whereSeparator: \.isNewline).first ?? ""
            guard let key = APIKey(String(line)) else {
                throw KeyError.notAKey(source: "The output of key_command")
            }
            return key
        } catch let error as KeyError {
            throw error
        } catch {
            throw .commandFailed(
                reason: Task.isCancelled
                    ? "it took longer than \(commandLimit.components.seconds) s"
                    : "it could not be run"
            )
        }
    }
}

/// The key that a command gave, so that many requests at once run it once.
private actor CommandKey {
    /// How long it is kept: a key may be exchanged while muster runs.
    private static let lifetime = Duration.seconds(300)

    private var last: (key: APIKey, at: ContinuousClock.Instant)?
    private var refused: APIKey?
    private var running: Task<Result<APIKey, KeyError>, Never>?

    func key(
        limit: Duration,
        from command: @escaping @Sendable () async throws(KeyError) -> APIKey
    ) async throws(KeyError) -> APIKey {
        if let last, ContinuousClock.now - last.at < Self.lifetime { return last.key }
        let asking =
            running
            ?? Task {
                do throws(KeyError) {
                    return .success(try await command())
                } catch {
                    return .failure(error)
                }
            }
        running = asking
        let watch = Task {
            try await Task.sleep(for: limit)
            asking.cancel()
        }
        let result = await asking.value
        watch.cancel()
        // Another may have begun since.
        if running == asking { running = nil }
        let key = try result.get()
        last = (key, .now)
        return key
    }

    /// Drops this key, once: a command that gives it again is not run for each request.
    func refuse(_ key: APIKey) {
        guard key == last?.key, key != refused else { return }
        refused = key
        last = nil
    }
}

/// The source of the API key; the first one available wins.
package enum KeySource: Sendable, Hashable {
    /// A variable such as `OPENROUTER_API_KEY`.
    case environment(String)
    /// The output of `key_command` in the configuration.
    case command
    case file(path: String)
    case none
}

extension KeySource: CustomStringConvertible {
    package var description: String {
        switch self {
        case .environment(let variable): variable
        case .command: "key_command"
        case .file(let path): path
        case .none: "none"
        }
    }
}

/// A failure to get a usable key from an existing source.
package enum KeyError: Error, Sendable, Hashable {
    case fileIsReadableByOthers(path: String)
    case fileFailed(path: String, reason: String)
    /// `key_command` failed, or its output cannot be a key.
    case commandFailed(reason: String)
    /// The text is empty or not valid in a header.
    case notAKey(source: String)
}

extension KeyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fileIsReadableByOthers(let path):
            "The key file \(path) can be read by others, so it is not used. Run: chmod 600 '\(path)'"
        case .fileFailed(let path, let reason):
            "The key file \(path) cannot be used: \(reason)."
        case .commandFailed(let reason):
            "The key_command of the configuration failed: \(reason)."
        case .notAKey(let source):
            "\(source) does not hold a key: it is empty, a placeholder, or has characters that no key has, such as spaces or quotes."
        }
    }
}
