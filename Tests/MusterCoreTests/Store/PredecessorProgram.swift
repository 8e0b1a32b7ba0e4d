import Foundation
import Testing

/// The program before muster, as far as its database goes: `Fixtures/predecessor.py`.
struct PredecessorProgram {
    /// What it reads of all models.
    struct Reading: Decodable {
        var count: Int
        var ids: [String]
        var tools: Int
        var vendors: Int
        var tags: [String]
    }

    /// The Python that has SQLAlchemy: that of `.build/python`, which `.ci/run` makes, or the user's.
    static let python: String? = {
        let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [root.appending(path: ".build/python/bin/python3").path, "python3"].first {
            (try? output([$0, "-c", "import sqlalchemy as s; assert s.__version__ >= '2'"])) != nil
        }
    }()

    static let isMissing: Comment =
        "Python has no SQLAlchemy 2: python3 -m venv .build/python, .build/python/bin/pip install sqlalchemy"

    let path: String

    /// Makes a database with this many models.
    func makeDatabase(count: Int) throws {
        _ = try run("make", count)
    }

    /// Reads every attribute of every model, and then adds another, of this number, as it always did.
    func readAndAdd(_ number: Int) throws -> Reading {
        try JSONDecoder().decode(Reading.self, from: run("read", number))
    }

    private func run(_ task: String, _ number: Int) throws -> Data {
        let python = try #require(Self.python)
        let script = Self.fixtures.appending(path: "predecessor.py").path
        return try Self.output([python, script, task, path, "\(number)"])
    }

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures")

    private struct Failure: Error {
        var errors: String
    }

    /// Runs a program whose output goes to files: reading a pipe fails when a signal comes.
    private static func output(_ arguments: [String]) throws -> Data {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "muster-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["output", "errors"].map { folder.appending(path: $0) }
        for file in files { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(errors: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self))
        }
        return try Data(contentsOf: files[0])
    }
}
