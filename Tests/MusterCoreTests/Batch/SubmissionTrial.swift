import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// A results file, and what the simulated Batch API makes of it.
struct SubmissionTrial {
    let service: SimulatedService
    private let folder: TemporaryFolder
    /// The verb of its prompts, and the name of its results.
    private var verb = "Say"
    /// Goes on from run to run.
    private let time = TestTime()

    private init(_ service: SimulatedService, _ folder: TemporaryFolder) {
        (self.service, self.folder) = (service, folder)
    }

    static func run(_ body: (SubmissionTrial) async throws -> Void) async throws {
        let configuration = SimulatorConfiguration(
            catalog: .synthetic(batchRows: true),
            now: { TimeSource.noon }
        )
        try await TemporaryFolder.withFolder { folder in
            try await SimulatedService.withService(configuration) { service in
                try await service.refresh()
                try await body(SubmissionTrial(service, folder))
            }
        }
    }

    /// Another run at the same service.
    func asking(_ verb: String) -> SubmissionTrial {
        var other = self
        other.verb = verb
        return other
    }

    /// Prepares and runs the batch, or goes on with it.
    func run(
        models: [String],
        prompts: Int,
        _ options: BatchOptions? = nil
    ) async throws -> BatchOutcome {
        let (session, id) = try await prepare(models, prompts, options)
        return try #require(await session.run(id) { _ in })
    }

    /// Prepares the batch, and says no to the proposal.
    func decline(models: [String], prompts: Int, _ options: BatchOptions) async throws {
        let (session, id) = try await prepare(models, prompts, options)
        await session.abandon(id)
    }

    private func prepare(
        _ models: [String],
        _ prompts: Int,
        _ options: BatchOptions?
    ) async throws -> (BatchSession, BatchProposal.ID) {
        let path = folder.file("prompts.jsonl")
        let lines = (1...prompts).map { "{\"id\": \"\($0)\", \"prompt\": \"\(verb) \($0)\"}\n" }
        try Data(lines.joined().utf8).write(to: URL(filePath: path))
        var request = BatchRequest(
            modelIDs: models.map { ModelID(rawValue: $0) },
            promptsPath: path,
            resultsPath: results
        )
        request.options = options ?? BatchOptions()
        request.options.engine = .openrouter
        let session = BatchSession(service.workspace(time: time.source, waits: time.waits))
        return (session, try await session.prepare(request).id)
    }

    /// How long the waits have been.
    var elapsed: Duration { time.source.uptime() }

    var results: String { folder.file("\(verb).jsonl") }

    var journal: Data {
        get throws { try Data(contentsOf: URL(filePath: "\(results).journal")) }
    }

    var lines: [[String: Any]] {
        get throws {
            try String(contentsOfFile: results, encoding: .utf8).split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        }
    }

    func cost(_ lines: [[String: Any]]) -> Decimal {
        lines.reduce(0) { sum, line in
            sum + ((line["cost"] as? String).flatMap { Decimal(string: $0) } ?? 0)
        }
    }

    var submissions: [LoggedRequest] {
        service.server.log.entries.filter { $0.method == "POST" && $0.path.hasSuffix("/batches") }
    }

    func count(_ model: String) -> Int { service.server.batchCount(of: model) }

    /// Lets the list of batches be empty, as it is for a moment after a submission.
    func hidesBatches(_ hides: Bool) {
        service.server.setListOfBatches(isEmpty: hides)
    }
}
