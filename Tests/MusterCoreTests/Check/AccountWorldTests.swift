import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Synchronization
import Testing

@testable import MusterCore

/// Four hundred models at three services, asked by three accounts: every kind of trouble, changing
/// for five days.
@Suite struct AccountWorldTests {
    /// What is the matter with a model, for everybody.
    private enum Ailment: Int, CaseIterable {
        case none, noEndpoints, invalidID, providerNotFound, busy, outage, flagged, gated, page

        var script: ModelScript {
            func refused(_ kind: RefusalKind) -> ModelScript {
                ModelScript(accepts: .any, completion: .refused(kind))
            }
            return switch self {
            case .none: ModelScript(accepts: .any)
            case .noEndpoints: .dead
            case .invalidID: refused(.invalidModelID)
            case .providerNotFound: refused(.providerNotFound)
            case .busy: refused(.upstreamRateLimit)
            case .outage: refused(.badGateway)
            case .flagged: refused(.moderation)
            case .gated: refused(.agenticHarness)
            case .page: ModelScript(accepts: .any, completion: .answer(.html(status: 404)))
            }
        }

        var isDead: Bool {
            self == .noEndpoints || self == .invalidID || self == .providerNotFound
        }

        /// Whose trouble a completion's refusal is.
        var trouble: Trouble? {
            switch self {
            case .none: nil
            case .noEndpoints, .invalidID, .providerNotFound: .model
            case .busy, .outage: .moment
            case .flagged: .request
            case .gated: .program
            case .page: .way
            }
        }
    }

    private static let keys = ["sk-or-v1-free", "sk-or-v1-strict", "sk-or-v1-poor"]
    private static let days = 5
    private static let count = 400

    private static func accounts() -> [String: SimulatorAccount] {
        let kinds: [RefusalKind] = [.dataPolicy, .allowedProviders, .guardrails]
        return [
            keys[0]: SimulatorAccount(),
            // A third of all models, by the spelling of their names.
            keys[1]: SimulatorAccount(
                excludes: { Self.isExcluded($0) },
                exclusion: kinds[0]
            ),
            keys[2]: SimulatorAccount(),
        ]
    }

    private static func isExcluded(_ id: String) -> Bool { id.utf8.count % 3 == 0 }

    /// The third account is spent on one day, without credit on another, and refilled after each.
    private static func account(_ key: String, day: Int) -> SimulatorAccount? {
        guard var account = accounts()[key] else { return nil }
        if key == keys[1] {
            let kinds: [RefusalKind] = [.dataPolicy, .allowedProviders, .guardrails]
            account.exclusion = kinds[day % kinds.count]
        }
        if key == keys[2] {
            if day == 1 { account.refusal = .budgetLimit }
            if day == 3 { account.refusal = .credits }
        }
        return account
    }

    @Test(arguments: 0..<3)
    func everyVerdictIsAboutWhoAsks(service number: Int) async throws {
        let configuration = SimulatorConfiguration(
            catalog: .synthetic(modelCount: Self.count),
            accounts: Self.accounts()
        )
        var seen: Set<String> = []
        try await SimulatedService.withService(configuration) { service in
            for day in 0..<Self.days {
                let now = TimeSource.noon.addingTimeInterval(Double(day) * 2 * 86_400)
                var ailments: [ModelID: Ailment] = [:]
                for (index, id) in configuration.catalog.modelIDs.sorted().enumerated() {
                    let ailment = Ailment(
                        rawValue: (index + day * 4 + number * 2) % Ailment.allCases.count
                    )
                    service.server.setScript(ailment?.script, for: id)
                    ailments[ModelID(rawValue: id)] = ailment
                }
                for (place, key) in Self.keys.enumerated() {
                    service.server.setAccount(Self.account(key, day: day), for: key)
                    let workspace = await service.workspace(of: key, time: .fixed(now))
                    _ = try await workspace.refresh()
                    // Each account looks at another third of them each day.
                    let models = try await workspace.models().enumerated()
                        .filter { ($0.offset + day + place) % 3 == 0 }.map(\.element)
                    try await Self.check(models, workspace)
                    seen.formUnion(try await Self.verdicts(of: models.map(\.id), workspace))
                    try await Self.expectRight(
                        models.map(\.id),
                        ailments,
                        workspace,
                        isRestricted: key == Self.keys[1],
                        isEmpty: key == Self.keys[2] && day % 2 == 1
                    )
                }
            }
        }
        #expect(
            seen == [
                "verified", "reachable", "limited moment", "unavailable model",
                "unavailable account", "unknown program",
            ]
        )
    }

    /// The badges of models and whose trouble is behind each.
    private static func verdicts(
        of ids: [ModelID],
        _ workspace: Workspace
    ) async throws -> Set<String> {
        let models = try await workspace.models(Set(ids))
        return Set(
            models.map { model in
                [model.verdict.availability.rawValue, model.verdict.trouble?.rawValue]
                    .compactMap(\.self).joined(separator: " ")
            }
        )
    }

    private static func check(_ models: [Model], _ workspace: Workspace) async throws {
        for kind in [CheckKind.shallow, .deep] {
            let plan = try await workspace.plan(models, CheckOptions(kind), asks: false)
            try await workspace.check(plan) { _ in }
        }
    }

    private static func expectRight(
        _ ids: [ModelID],
        _ ailments: [ModelID: Ailment],
        _ workspace: Workspace,
        isRestricted: Bool,
        isEmpty: Bool
    ) async throws {
        for model in try await workspace.models(Set(ids)) {
            let ailment = try #require(ailments[model.id])
            let verdict = model.verdict
            let isExcluded = isRestricted && Self.isExcluded(model.id.rawValue)
            let comment: Comment = "\(model.id): \(ailment), \(verdict)"
            #expect(!verdict.reason.isEmpty, comment)
            // No dead model is called usable; an account may keep muster from finding out.
            if ailment.isDead, !isEmpty, model.chatObstacle == nil {
                #expect(!verdict.isUsable, comment)
            }
            guard verdict.availability == .unavailable else { continue }
            switch verdict.trouble {
            case .model:
                // What was definitive on another day outlasts what is not.
                #expect(ailment.isDead || verdict.isStale, comment)
            case .account:
                #expect(verdict.reason.hasPrefix("not for this key: "), comment)
                #expect(isExcluded || isEmpty, comment)
            case .request, .moment, .program, .way, nil:
                Issue.record(comment)
            }
        }
    }

    /// A batch writes no failure that another account, or the same one refilled, would not have had.
    @Test func aBatchWritesNoFailureOfTheAccount() async throws {
        let configuration = SimulatorConfiguration(
            catalog: .synthetic(modelCount: Self.count),
            accounts: Self.accounts()
        )
        try await SimulatedService.withService(configuration) { service in
            for id in configuration.catalog.modelIDs {
                service.server.setScript(ModelScript(accepts: .any), for: id)
            }
            for (key, refusal, fits) in [
                (Self.keys[1], nil, false), (Self.keys[1], nil, true),
                (Self.keys[2], RefusalKind.budgetLimit, true), (Self.keys[2], .credits, true),
            ] as [(String, RefusalKind?, Bool)] {
                var account = Self.account(key, day: 0)
                account?.refusal = refusal
                service.server.setAccount(account, for: key)
                let workspace = await service.workspace(of: key, time: .dated, waits: .system)
                _ = try await workspace.refresh()
                let ids = try await workspace.models()
                    .filter { !$0.isFree && !$0.isRouter && $0.chatObstacle == nil }
                    .filter { !fits || $0.isMine == true }.prefix(40).map(\.id)
                try await TemporaryFolder.withFolder { folder in
                    let results = try await Self.run(ids, workspace, folder)
                    let kinds = results.compactMap { $0["error"] as? [String: Any] }
                        .compactMap { $0["kind"] as? String }
                    #expect(kinds.isEmpty, "\(key): \(kinds)")
                    #expect(results.isEmpty == (!fits || refusal != nil))
                }
            }
        }
    }

    private static func run(
        _ ids: [ModelID],
        _ workspace: Workspace,
        _ folder: TemporaryFolder
    ) async throws -> [[String: Any]] {
        let prompts = folder.file("prompts.jsonl")
        try Data(#"{"id":"1","prompt":"Say hello."}"#.utf8).write(to: URL(filePath: prompts))
        let request = BatchRequest(
            modelIDs: ids,
            promptsPath: prompts,
            resultsPath: folder.file("results.jsonl")
        )
        let session = BatchSession(workspace)
        do throws(BatchError) {
            let proposal = try await session.prepare(request)
            _ = await session.run(proposal.id) { _ in }
        } catch {
            guard case .unusable(let verification) = error else { throw error }
            // What the account excludes is said before anything is asked.
            #expect(verification.unusable.allSatisfy { $0.cause == .notForKey })
        }
        let text = try? String(contentsOfFile: request.resultsPath, encoding: .utf8)
        return try (text ?? "").split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            )
        }
    }
}
