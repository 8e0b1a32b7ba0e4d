import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Subprocess
import Synchronization
import Testing

/// A user's home folder of which nothing is known but what a test puts into it.
struct MusterHome: Sendable {
    /// What a command did.
    struct Outcome: Sendable {
        /// The exit code; 128 and the signal's number when one killed it.
        var status: Int
        var output: String
        var errors: String

        /// Standard error without its last line feed: for a sentence, one line.
        var sentence: String { errors.trimmingCharacters(in: .newlines) }
    }

    /// The key that every command has in its environment; no output and no file may hold it.
    static let key = "sk-or-v1-0123456789abcdef-MARKED-KEY"

    /// The program, which the build puts beside the tests.
    static let program: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let folder = URL(filePath: tests ?? "").deletingLastPathComponent()
        return folder.appending(path: "muster").path
    }()

    /// The home folder.
    let folder: TemporaryFolder
    /// What commands find in their environment.
    var environment: [String: String]

    /// Makes a home whose commands talk to this address, runs `body`, and removes the home.
    static func withHome<Value>(
        baseURL: String = "http://127.0.0.1:1/api/v1",
        hubURL: String = "http://127.0.0.1:1",
        _ body: (MusterHome) async throws -> Value
    ) async throws -> Value {
        try await TemporaryFolder.withFolder { folder in
            let home = MusterHome(
                folder: folder,
                environment: [
                    "HOME": folder.path, "XDG_DATA_HOME": folder.file("data"),
                    "XDG_CONFIG_HOME": folder.file("config"),
                    "XDG_STATE_HOME": folder.file("state"), "PATH": "/usr/local/bin:/usr/bin:/bin",
                    "LANG": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC",
                    "OPENROUTER_API_KEY": key, "OPENROUTER_BASE_URL": baseURL,
                    "HF_ENDPOINT": hubURL, "MUSTER_TIMEOUT": "550",
                    "MUSTER_DATABASE": folder.file("data/muster/muster.sqlite"),
                ]
            )
            return try await body(home)
        }
    }

    /// Makes a home with the catalog of a simulated service, runs `body`, and ends both.
    static func withCatalog(
        _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
        _ body: (MusterHome, SimulatorServer) async throws -> Void
    ) async throws {
        try await SimulatorServer.withServer(configuration) { server in
            try await withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                #expect(try await home.run("refresh").status == 0)
                try await body(home, server)
            }
        }
    }

    /// The database.
    var database: String { folder.file("data/muster/muster.sqlite") }

    /// Makes commands talk to another address, whose the database is from now on.
    mutating func move(to baseURL: String) throws {
        environment["OPENROUTER_BASE_URL"] = baseURL
        guard FileManager.default.fileExists(atPath: database) else { return }
        try give(database, to: baseURL)
    }

    /// Makes a database that of another service, as muster itself never does.
    func give(_ database: String, to baseURL: String) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.write { db in
            try db.execute(sql: "UPDATE service SET base_url = ?", arguments: [baseURL])
        }
        try queue.close()
    }

    /// Writes a file of the home, with the folders above it.
    func write(_ path: String, _ text: String) throws {
        let url = URL(filePath: folder.file(path))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    /// Runs muster to its end, at most 25 minutes.
    func run(_ arguments: [String], input: String = "") async throws -> Outcome {
        try await shell("exec timeout -s KILL 1500 \"$0\" \"$@\"", arguments, input: input)
    }

    /// Runs muster with arguments separated by spaces.
    func run(_ line: String) async throws -> Outcome {
        try await run(line.split(separator: " ").map(String.init))
    }

    /// Runs a script that has the program as `$0` and the arguments as `$@`.
    func shell(
        _ script: String,
        _ arguments: [String] = [],
        input: String = ""
    ) async throws -> Outcome {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: Arguments(["-c", script, Self.program] + arguments),
            environment: .custom(variables),
            input: .string(input),
            output: .string(limit: 16 << 20),
            error: .string(limit: 1 << 20)
        )
        let status: Int =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let number): 128 + Int(number)
            }
        return Outcome(status: status, output: result.standardOutput, errors: result.standardError)
    }

    /// Starts muster, kills it with SIGKILL once `condition` holds, and waits for its end.
    ///
    /// - Returns: Whether it still ran when it was killed.
    func kill(
        _ arguments: [String],
        after delay: Duration = .zero,
        once condition: @Sendable () -> Bool
    ) async throws -> Bool {
        let pidFile = folder.file("pid")
        try? FileManager.default.removeItem(atPath: pidFile)
        async let outcome = shell(
            "\"$0\" \"$@\" >'\(folder.file("output"))' & echo $! >'\(pidFile)'; wait $!",
            arguments
        )
        let isReady = await poll { condition() && processID(pidFile) != nil }
        try await Task.sleep(for: delay)
        var wasRunning = false
        if isReady, let process = processID(pidFile) {
            wasRunning = Foundation.kill(process, SIGKILL) == 0
        }
        return try await outcome.status == 137 && wasRunning
    }

    /// Runs muster, sends it a signal once `condition` holds, and waits for its end.
    func run(
        _ arguments: [String],
        signal: Int32,
        once condition: @Sendable () throws -> Bool
    ) async throws -> Outcome {
        let pidFile = folder.file("pid")
        async let outcome = shell("\"$0\" \"$@\" & echo $! >'\(pidFile)'; wait $!", arguments)
        let isReady = try await poll { try condition() && processID(pidFile) != nil }
        if isReady, let process = processID(pidFile) { _ = Foundation.kill(process, signal) }
        return try await outcome
    }

    /// Runs `body` while muster runs, once `condition` holds, and kills muster then.
    func whileRunning<Value: Sendable>(
        _ arguments: [String],
        once condition: @escaping @Sendable () -> Bool,
        body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let isDone = Mutex(false)
        let isReached = Mutex(false)
        async let wasKilled = kill(arguments) {
            if condition() { isReached.withLock { $0 = true } }
            return isDone.withLock(\.self)
        }
        _ = await poll { isReached.withLock(\.self) }
        defer { isDone.withLock { $0 = true } }
        let value = try await body()
        isDone.withLock { $0 = true }
        _ = try await wasKilled
        return value
    }

    private func processID(_ path: String) -> Int32? {
        FileManager.default.contents(atPath: path)
            .flatMap { Int32(String(decoding: $0, as: UTF8.self).dropLast()) }
    }

    /// Every file below the home.
    var files: [String] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?
            .compactMap { $0 as? String }
        return (paths ?? []).map { folder.file($0) }
    }
}

/// Asks again and again until something holds, for 25 minutes; returns whether it did.
func poll(_ condition: () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(1500)
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try? await Task.sleep(for: .milliseconds(20))
    }
    return false
}
