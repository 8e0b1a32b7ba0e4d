import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Synchronization

/// A home with a slate, prompts and results.
final class BatchHome: Sendable {
    let home: MusterHome
    let server: SimulatorServer
    /// What was finished when the server's log had so many entries.
    private let finished = Mutex<[(pairs: Set<String>, logged: Int)]>([])

    init(home: MusterHome, server: SimulatorServer) {
        self.home = home
        self.server = server
    }

    /// The slate.
    var slate: String { home.folder.file("slate.yaml") }

    /// The results.
    var output: String { home.folder.file("results.jsonl") }

    /// The arguments of the command.
    func arguments(_ more: [String]) -> [String] {
        ["batch", slate, home.folder.file("prompts.jsonl"), "-o", output] + more
    }

    /// Runs the batch to its end.
    func run(_ more: [String]) async throws -> MusterHome.Outcome {
        try await home.run(arguments(more))
    }

    /// Runs the batch, sends it a signal once a condition holds, and waits for its end.
    func run(
        _ more: [String],
        signal: Int32,
        once condition: @Sendable () -> Bool
    ) async throws -> MusterHome.Outcome {
        try await home.run(arguments(more), signal: signal, once: condition)
    }

    /// How many lines are whole.
    var lineCount: Int {
        (FileManager.default.contents(atPath: output) ?? Data()).count { $0 == 0x0A }
    }

    /// The bytes of the lines that are whole.
    var wholeLines: Data {
        let data = FileManager.default.contents(atPath: output) ?? Data()
        return data.lastIndex(of: 0x0A).map { data[...$0] } ?? Data()
    }

    /// The lines that are whole.
    var results: [JSONObject] {
        get throws {
            let text = try String(contentsOfFile: output, encoding: .utf8)
            return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map { try JSONObject(String($0)) }
        }
    }

    /// How many completions were asked for.
    var completions: Int { server.log.count(path: "/api/v1/chat/completions") }

    /// Forgets what was asked and what was finished.
    func startAfresh() {
        server.log.removeAll()
        finished.withLock { $0 = [] }
    }

    /// Remembers what is finished by now.
    func note(_ results: [JSONObject]) {
        let pairs = results.compactMap { result -> String? in
            guard let id = result.string("id"), let model = result.string("sent_model") else {
                return nil
            }
            return "\(id) \(model)"
        }
        let logged = server.log.count
        finished.withLock { $0.append((Set(pairs), logged)) }
    }

    /// What was asked although it was finished.
    var askedAgain: [String] {
        let entries = server.log.entries
        return finished.withLock(\.self).flatMap { pairs, logged in
            entries.dropFirst(logged).compactMap { entry -> String? in
                guard let model = entry.model,
                    let number = entry.bodyText.firstMatch(of: /Say number (\d+) of/)?.output.1
                else { return nil }
                let pair = "p\(number) \(model)"
                return pairs.contains(pair) ? pair : nil
            }
        }
    }
}

extension JSONObject {
    /// The prompt and the model of a result.
    var pair: String? {
        guard let id = string("id"), let model = string("model_id") else { return nil }
        return "\(id) \(model)"
    }
}
