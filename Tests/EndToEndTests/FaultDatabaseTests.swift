import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Databases that are not what they were, not a file, in somebody's hands, or gone.
@Suite(.timeLimit(.minutes(30)))
struct FaultDatabaseTests {
    private static let nemo = "mistralai/mistral-nemo"

    /// `MUSTER_FUZZ=100` damages more often than every run does.
    private static let rounds =
        ProcessInfo.processInfo.environment["MUSTER_FUZZ"].flatMap { Int($0) } ?? 16

    /// Whatever the disk did to it: a command works, or says what is wrong and leaves the file alone.
    @Test func aDamagedDatabaseIsUsedOrLeftAlone() async throws {
        try await MusterHome.withCatalog { home, _ in
            #expect(try await home.run(["generate", Self.nemo, "hi"]).status == 0)
            #expect(try await home.run(["check", Self.nemo]).status == 0)
            let sound = try Data(contentsOf: URL(filePath: home.database))
            let commands = [
                "list --all --format json", "doctor --check", "refresh", "history --json",
                "why \(Self.nemo)", "disable \(Self.nemo)", "generate \(Self.nemo) hi",
                "export --format csv", "backfill", "check \(Self.nemo)", "doctor --compact",
            ]
            var told = 0
            for round in 0..<Self.rounds {
                var random = SplitMix64(seed: UInt64(round))
                try Self.damaged(sound, round, &random).write(to: URL(filePath: home.database))
                let journal = home.database + "-journal"
                try? FileManager.default.removeItem(atPath: journal)
                if round % 7 == 6 {
                    let junk = (0..<3000).map { _ in UInt8.random(in: 0...255, using: &random) }
                    try Data(junk).write(to: URL(filePath: journal))
                }
                for command in commands.shuffled(using: &random).prefix(4) {
                    let before = try Data(contentsOf: URL(filePath: home.database))
                    let outcome = try await home.run(command)
                    let context: Comment = "round \(round), \(command): \(outcome.errors)"
                    #expect([0, 65, 69, 74, 75].contains(outcome.status), context)
                    #expect(FileManager.default.fileExists(atPath: home.database), context)
                    guard outcome.status == 74 else { continue }
                    told += 1
                    #expect(outcome.errors.contains(home.database), context)
                    #expect(!outcome.errors.contains("Fatal"), context)
                    if outcome.errors.contains("is damaged") {
                        #expect(outcome.errors.contains("mv '"), context)
                    }
                    let isReading = ["list", "history", "why", "export", "doctor --check"]
                        .contains { command.hasPrefix($0) }
                    if isReading {
                        #expect(
                            try Data(contentsOf: URL(filePath: home.database)) == before,
                            context
                        )
                    }
                }
            }
            #expect(told > 0)
        }
    }

    private static func damaged(_ sound: Data, _ round: Int, _ random: inout SplitMix64) -> Data {
        var bytes = [UInt8](sound)
        let count = [1, 8, 100, 2000][round % 4]
        for _ in 0..<count {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        switch round % 5 {
        case 1: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
        case 2:
            let page = Int.random(in: 0..<bytes.count / 4096, using: &random) * 4096
            for place in page..<page + 4096 { bytes[place] = 0 }
        case 3:
            // The first page has the schema, on which all else hangs.
            let place = Int.random(in: 16..<4096, using: &random)
            bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        default: break
        }
        return Data(bytes)
    }

    @Test(arguments: [
        "mkdir \"$1\"", "mkfifo \"$1\"", "ln -s /dev/zero \"$1\"", "ln -s \"$1\" \"$1\"",
    ])
    func whatIsNoFileIsTold(script: String) async throws {
        try await MusterHome.withHome { home in
            let path = home.folder.file("db.sqlite")
            #expect(try await home.shell(script, [path]).status == 0)
            for line in ["list", "refresh", "doctor --check", "history"] {
                let words = line.split(separator: " ").map(String.init)
                let outcome = try await home.run(words + ["--database", path])
                #expect(outcome.status == 74, "\(line): \(outcome.errors)")
                #expect(outcome.sentence.contains(path))
                #expect(!outcome.sentence.contains("\n"))
            }
            #expect(try home.folder.fileNames.contains("db.sqlite"))
        }
    }

    @Test func aDatabaseInOtherHandsIsWorthAnotherTry() async throws {
        try await MusterHome.withCatalog { home, _ in
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let queue = try DatabaseQueue(path: home.database, configuration: configuration)
            try await queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
            async let list = home.run("list --format ids")
            async let mark = home.run("disable \(Self.nemo)")
            async let history = home.run("history")
            for outcome in try await [list, mark, history] {
                #expect(outcome.status == 75, "\(outcome.errors)")
                #expect(outcome.output.isEmpty)
                #expect(outcome.sentence.contains("Another program"))
            }
            try await queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            try queue.close()
            #expect(try await home.run("disable \(Self.nemo)").status == 0)
        }
    }

    /// Whoever removes it under a running command loses what it held; the command ends as it would.
    @Test func aDatabaseThatIsRemovedMeanwhileIsNotMissed() async throws {
        try await MusterHome.withCatalog { home, server in
            let script = StreamScript(
                text: "perennial ",
                isOneChunk: true,
                repetitions: 40,
                tokensPerSecond: 50
            )
            server.setScript(
                ModelScript(accepts: .any, completion: .stream(script)),
                for: Self.nemo
            )
            let output = home.folder.file("output")
            async let outcome = home.shell(
                "exec timeout -s KILL 1500 \"$0\" \"$@\" >'\(output)'",
                ["generate", Self.nemo, "Go on"]
            )
            _ = await poll { (FileManager.default.contents(atPath: output) ?? Data()).count > 20 }
            try FileManager.default.removeItem(atPath: home.database)
            let end = try await outcome
            #expect([0, 74].contains(end.status), "\(end.errors)")
            let text = String(
                decoding: FileManager.default.contents(atPath: output) ?? Data(),
                as: UTF8.self
            )
            #expect(text.split(separator: " ").count >= 40)
            #expect(try await home.run("refresh").status == 0)
            #expect(try home.integrity() == ["ok"])
        }
    }

    @Test(arguments: [
        "check --filter author:mistralai --json", "history --json", "generate \(nemo) Tell",
        "generate \(nemo) Tell --json", "why \(nemo)", "show \(nemo)", "doctor",
    ])
    func aReaderThatHasEnoughEndsItQuietly(line: String) async throws {
        try await MusterHome.withCatalog { home, _ in
            #expect(try await home.run(["generate", Self.nemo, "hi"]).status == 0)
            // Without a reader from the start there is no doubt.
            let outcome = try await home.shell(
                "cd \"$HOME\"; mkfifo f; : <f & exec 3>f; wait; \"$0\" \"$@\" >&3; echo \"status $?\" >&2",
                line.split(separator: " ").map(String.init)
            )
            #expect(outcome.errors.hasSuffix("status 141\n"), "\(outcome.errors)")
            #expect(!outcome.errors.lowercased().contains("pipe"), "\(outcome.errors)")
            #expect(try home.integrity() == ["ok"])
        }
    }
}
