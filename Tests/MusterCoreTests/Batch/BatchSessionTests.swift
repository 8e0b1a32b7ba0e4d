import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Synchronization
import Testing

@testable import MusterCore

/// A batch as an interface runs it: files named by the user, a proposal, a pause, an end.
@Suite struct BatchSessionTests {
    private static let nemo = ModelID(rawValue: "mistralai/mistral-nemo")

    @Test func aBatchIsPreparedThenRunAndGoesOnWhereItWas() async throws {
        try await withSession { service, session, folder in
            let request = try Self.request(folder, count: 5)
            let proposal = try await session.prepare(request)
            #expect(proposal.forecast.requests == 5)
            #expect(proposal.findings.map(\.usability) == [.usable])
            #expect(service.server.log.count(path: "/api/v1/chat/completions") == 0)
            let outcome = await session.run(proposal.id) { _ in }
            #expect(outcome?.stop == nil)
            let again = try await session.prepare(request)
            #expect(again.forecast.requests == 0)
            #expect(again.summary.answered == 5)
            await session.abandon(again.id)
        }
    }

    /// What the key may still spend is asked before the first prompt; what it cannot pay stops there.
    @Test(
        arguments: [
            (#"{"limit_remaining":0.00001,"limit_reset":"monthly"}"#, nil, "cannot pay"),
            (#"{"limit_remaining":0}"#, nil, "cannot pay"),
            (#"{"limit_remaining":0.00001}"#, "0.000005", "may spend $0.00001 more"),
            (#"{"limit_remaining":1000}"#, nil, "may spend $1000 more"),
            (#"{"limit_remaining":null}"#, nil, "no bound"),
            (#"{"expires_at":"2026-12-24T00:00:00Z"}"#, nil, "expires at 2026-12-24"),
            (#"{"expires_at":"2026-11-22T00:00:00Z"}"#, nil, "expired"),
        ] as [(String, String?, String)]
    )
    func aKeyThatCannotPayBeginsNothing(
        status: String,
        maximumCost: String?,
        words: String
    ) async throws {
        try await withSession { service, session, folder in
            service.server.setRoute(.json(#"{"data":\#(status)}"#), for: "/api/v1/key")
            var request = try Self.request(folder, count: 2)
            request.options.maximumCost = maximumCost.flatMap { Decimal(string: $0) }
            do throws(BatchError) {
                let proposal = try await session.prepare(request)
                let lines = proposal.forecast.lines.filter { $0.contains("the key ") }
                #expect(words == "no bound" ? lines.isEmpty : lines.first?.contains(words) == true)
                await session.abandon(proposal.id)
            } catch {
                switch error {
                case .cannotPay(_, let cost, let isLikely):
                    #expect(words == "cannot pay" && cost > 0 && !isLikely)
                case .account(let failure):
                    #expect(words == "expired" && failure.message.contains("expired at"))
                default:
                    Issue.record("\(error)")
                }
            }
            #expect(service.server.log.count(path: "/api/v1/chat/completions") == 0)
        }
    }

    /// Long prompts, at the dearest hour: what the forecast says is what is charged, to the cent.
    @Test(arguments: ["qwen/qwen3.7-plus", "inclusionai/ling-2.6-1t"])
    func theForecastOfLongPromptsIsWhatIsCharged(id: String) async throws {
        // Peak hours begin at 22:00 UTC.
        let night = TimeSource.noon.addingTimeInterval(11 * 3600)
        let configuration = SimulatorConfiguration(now: { night })
        try await TemporaryFolder.withFolder { folder in
            try await SimulatedService.withService(configuration) { service in
                try await service.refresh()
                service.server.setScript(
                    ModelScript(accepts: .any, completion: .text("As long as it is.")),
                    for: id
                )
                let session = BatchSession(service.workspace(time: .dated, waits: .system))
                let text = String(repeating: "word", count: 250_000)
                func request(_ count: Int, _ name: String) throws -> BatchRequest {
                    let lines = (1...count).map { #"{"id":"\#($0)","prompt":"\#(text)"}"# + "\n" }
                    let path = folder.file("\(name).jsonl")
                    try Data(lines.joined().utf8).write(to: URL(filePath: path))
                    return BatchRequest(
                        modelIDs: [ModelID(rawValue: id)],
                        promptsPath: path,
                        resultsPath: folder.file("\(name)-results.jsonl")
                    )
                }
                // The first answer tells how long answers are.
                let first = try await session.prepare(try request(1, "one"))
                _ = await session.run(first.id) { _ in }
                let charged = service.server.spent(by: SimulatedService.key)
                let proposal = try await session.prepare(try request(4, "four"))
                let isLong = proposal.forecast.lines.contains {
                    $0.contains("longer than the context")
                }
                #expect(isLong == false)
                let likely = try #require(proposal.forecast.likelyCost)
                _ = await session.run(proposal.id) { _ in }
                let cost = service.server.spent(by: SimulatedService.key) - charged
                #expect(cost > 0 && abs(likely - cost) < Decimal(string: "0.005") ?? 0)
                #expect(cost <= proposal.forecast.maximumCost)
            }
        }
    }

    @Test func nothingNewIsBegunWhileItIsHeld() async throws {
        try await withSession { service, session, folder in
            var request = try Self.request(folder, count: 6)
            request.options.concurrency = 1
            let proposal = try await session.prepare(request)
            let news = Mutex<[BatchNews]>([])
            let outcome = await session.run(proposal.id) { piece in
                let (begun, ended) = news.withLock { all in
                    all.append(piece)
                    return (all.count(where: \.isBeginning), all.count { !$0.isBeginning })
                }
                if piece.isBeginning, begun == 2 { await session.setPaused(true) }
                guard !piece.isBeginning, ended == 2 else { return }
                #expect(begun == 2)
                await session.setPaused(false)
            }
            #expect(outcome?.stop == nil)
            #expect(news.withLock { $0.count } == 12)
        }
    }

    @Test func aHeldBatchCanBeCancelled() async throws {
        try await withSession { _, session, folder in
            var request = try Self.request(folder, count: 6)
            request.options.concurrency = 1
            let proposal = try await session.prepare(request)
            let (held, holding) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            let running = Task {
                await session.run(proposal.id) { news in
                    guard case .ended = news else { return }
                    await session.setPaused(true)
                    holding.yield()
                }
            }
            for await _ in held { break }
            running.cancel()
            #expect(await running.value?.stop == .interrupted)
        }
    }

    @Test(arguments: [
        ("\n", "there are no prompts"), ("{\"id\": \"1\"}\n", "it has no prompt"),
    ])
    func promptsThatCannotBeUsedAreRefusedWithTheirLine(text: String, reason: String) async throws {
        try await withSession { service, session, folder in
            var request = try Self.request(folder, count: 1)
            request.promptsPath = folder.file("bad.jsonl")
            try Data(text.utf8).write(to: URL(filePath: request.promptsPath))
            let refusal = await #expect(throws: BatchError.self) {
                _ = try await session.prepare(request)
            }
            #expect(refusal?.description.contains("line 1: \(reason)") == true)
            #expect(service.server.log.count(path: "/api/v1/models") == 1)
        }
    }

    @Test func aModelThatIsGoneStopsItBeforeAnythingIsAsked() async throws {
        try await withSession { service, session, folder in
            service.server.setScript(
                ModelScript(accepts: .none, endpoints: .empty),
                for: Self.nemo.rawValue
            )
            let request = try Self.request(folder, count: 2)
            let refusal = await #expect(throws: BatchError.self) {
                _ = try await session.prepare(request)
            }
            #expect(refusal?.description.contains(Self.nemo.rawValue) == true)
            // The results are let go of, so that another try can have them.
            let file = try ResultFile.open(path: request.resultsPath)
            await file.close()
        }
    }

    @Test func anotherPreparationTakesThePlaceOfTheFirst() async throws {
        try await withSession { service, session, folder in
            let request = try Self.request(folder, count: 2)
            let first = try await session.prepare(request)
            let second = try await session.prepare(request)
            #expect(first.id != second.id)
            #expect(await session.run(first.id) { _ in } == nil)
            await session.abandon(first.id)
            #expect(service.server.log.count(path: "/api/v1/chat/completions") == 0)
            // The second still has its file, and is run once.
            #expect(FileManager.default.fileExists(atPath: request.resultsPath))
            #expect(await session.run(second.id) { _ in }?.stop == nil)
            #expect(await session.run(second.id) { _ in } == nil)
            let again = try await session.prepare(request)
            #expect(again.summary.answered == 2)
            #expect(again.findings.isEmpty)
            await session.abandon(again.id)
            await session.abandon(again.id)
        }
    }

    @Test func manyPreparationsAtOnceLeaveTheNewestAndNoFile() async throws {
        try await withSession { _, session, folder in
            let request = try Self.request(folder, count: 2)
            let proposals = await withTaskGroup(of: BatchProposal?.self) { group in
                for _ in 0..<8 {
                    group.addTask { try? await session.prepare(request) }
                }
                return await group.reduce(into: []) { all, one in all += one.map { [$0] } ?? [] }
            }
            let newest = try #require(proposals.max { $0.id.number < $1.id.number })
            for proposal in proposals where proposal.id != newest.id {
                #expect(await session.run(proposal.id) { _ in } == nil)
            }
            #expect(FileManager.default.fileExists(atPath: request.resultsPath))
            await session.abandon(newest.id)
            #expect(!FileManager.default.fileExists(atPath: request.resultsPath))
        }
    }

    @Test func nothingIsPreparedWhileABatchRuns() async throws {
        try await withSession { _, session, folder in
            let request = try Self.request(folder, count: 1)
            let proposal = try await session.prepare(request)
            let refusal = Mutex<BatchError?>(nil)
            let outcome = await session.run(proposal.id) { news in
                guard news.isBeginning else { return }
                do throws(BatchError) {
                    _ = try await session.prepare(request)
                } catch {
                    refusal.withLock { $0 = error }
                }
            }
            #expect(outcome?.stop == nil)
            #expect(refusal.withLock { "\($0.map { "\($0)" } ?? "")" }.contains("still runs"))
        }
    }

    @Test func oneThatGivesNoClearAnswerStopsNothing() async throws {
        try await withSession { service, session, folder in
            let busy = EndpointsScript.answer(.html(status: 503))
            service.server.setScript(
                ModelScript(accepts: .any, endpoints: busy),
                for: Self.nemo.rawValue
            )
            service.server.setRoute(.html(status: 503), for: "/api/v1/models")
            let proposal = try await session.prepare(Self.request(folder, count: 1))
            #expect(proposal.findings.inconclusive.map(\.entry.modelID) == [Self.nemo])
            #expect(proposal.notes.first?.contains("the catalog could not be fetched") == true)
            await session.abandon(proposal.id)
        }
    }

    private static func request(_ folder: TemporaryFolder, count: Int) throws -> BatchRequest {
        let lines = (1...count).map { "{\"id\": \"\($0)\", \"prompt\": \"Say \($0)\"}\n" }
        let path = folder.file("prompts.jsonl")
        try Data(lines.joined().utf8).write(to: URL(filePath: path))
        return BatchRequest(
            modelIDs: [nemo],
            promptsPath: path,
            resultsPath: folder.file("results.jsonl")
        )
    }

    private func withSession(
        _ body: (SimulatedService, BatchSession, TemporaryFolder) async throws -> Void
    ) async throws {
        try await TemporaryFolder.withFolder { folder in
            try await SimulatedService.withService { service in
                try await service.refresh()
                let session = BatchSession(
                    service.workspace(time: .dated, waits: .system)
                )
                try await body(service, session, folder)
            }
        }
    }
}

extension BatchNews {
    fileprivate var isBeginning: Bool {
        if case .began = self { true } else { false }
    }
}
