import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// What one account sees of a service, and another does not.
@Suite struct AccountTests {
    private static let grok = ModelID(rawValue: "x-ai/grok-code-fast-1")
    private static let nemo = ModelID(rawValue: "mistralai/mistral-nemo")

    /// The answer of `GET /models/user` with these models.
    private static func models(_ ids: ModelID...) -> ScriptedAnswer {
        let rows = ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
        return .json(#"{"data":[\#(rows)]}"#)
    }

    @Test func rowsOfTheBatchAPIAreNotExcluded() async throws {
        try await SimulatedService.withService { service in
            let rows = #"{"data":[{"id":"\#(Self.nemo)"},{"id":"a/b"},{"id":"a/b:batch"}]}"#
            service.server.setRoute(.json(rows), for: "/api/v1/models")
            service.server.setRoute(Self.models(Self.nemo), for: "/api/v1/models/user")
            let report = try await service.refresh()
            #expect(report.excluded == 1)
        }
    }

    @Test func aRefreshTellsWhatTheKeyExcludes() async throws {
        try await SimulatedService.withService { service in
            service.server.setRoute(Self.models(Self.nemo), for: "/api/v1/models/user")
            let report = try await service.refresh()
            #expect(report.excluded == 339)
            let models = try await service.models()
            #expect(models[Self.nemo]?.isMine == true)
            let verdict = try #require(models[Self.grok]?.verdict)
            #expect(verdict.availability == .unavailable)
            #expect(verdict.reason.hasPrefix("not for this key: "))
            #expect(verdict.trouble == .account && verdict.cause == .notForKey && verdict.isNo)
            let mine = ModelFilter("is:mine").select(
                from: Array(models.values),
                sort: nil,
                now: TimeSource.noon
            )
            #expect(mine.map(\.id) == [Self.nemo])
            // Another key was never told anything.
            await service.store.use(Account(rawValue: "another"))
            let others = try await service.models()
            #expect(others[Self.grok]?.verdict == .neverChecked)
            #expect(others[Self.grok]?.isMine == nil)
        }
    }

    /// A service that does not tell, and one that refuses the key, leave the catalog as it is.
    @Test(
        arguments: [
            (ScriptedAnswer.error("Not Found", status: 404), false),
            (.json("{}"), false), (.json(#"{"data":[]}"#), false),
            (.error("User not found.", status: 401), true), (.html(status: 502), true),
        ]
    )
    func whatIsNotToldExcludesNothing(answer: ScriptedAnswer, isFailure: Bool) async throws {
        try await SimulatedService.withService { service in
            service.server.setRoute(answer, for: "/api/v1/models/user")
            let report = try await service.refresh()
            #expect(report.total == 340)
            #expect(report.excluded == nil)
            #expect((report.accountFailure != nil) == isFailure)
            #expect(try await service.models()[Self.grok]?.isMine == nil)
        }
    }

    /// An answer that came after the account's catalog opens the model to this account only.
    @Test func anAnswerOutlastsTheCatalogOfTheAccount() {
        let me = Account(rawValue: "me")
        func verdict(_ minutes: Double, _ account: Account) -> Availability {
            var answer = Evidence.answered(
                Self.grok,
                at: TimeSource.noon.addingTimeInterval(minutes * 60)
            )
            answer.account = account
            return Verdict.judge(
                [answer],
                isListed: true,
                now: TimeSource.noon.addingTimeInterval(3600),
                account: me,
                membership: CatalogMembership(date: TimeSource.noon, isIncluded: false)
            ).availability
        }
        #expect(verdict(1, me) == .verified)
        #expect(verdict(-1, me) == .unavailable)
        #expect(verdict(1, Account(rawValue: "you")) == .unavailable)
    }

    /// Another account's answer proves that the model is alive, and does not lift an exclusion.
    @Test func anExclusionHoldsForItsAccountOnly() {
        let (me, you) = (Account(rawValue: "me"), Account(rawValue: "you"))
        func piece(_ finding: Evidence.Finding, _ minutes: Double, _ account: Account) -> Evidence {
            var piece = Evidence(
                modelID: Self.grok,
                observedAt: TimeSource.noon.addingTimeInterval(minutes * 60),
                kind: .completion,
                finding: finding,
                cause: finding == .excluded ? Evidence.Cause(.filteredEndpoints) : .answered,
                detail: "as seen"
            )
            piece.account = account
            piece.trouble = finding == .excluded ? .account : nil
            return piece
        }
        func verdict(_ evidence: [Evidence], _ account: Account) -> Availability {
            let now = TimeSource.noon.addingTimeInterval(3600)
            return Verdict.judge(evidence, isListed: true, now: now, account: account).availability
        }
        let pieces = [piece(.excluded, 0, me), piece(.answered, 5, you)]
        #expect(verdict(pieces, me) == .unavailable)
        #expect(verdict(pieces, you) == .verified)
        #expect(verdict(pieces + [piece(.answered, 10, me)], me) == .verified)
        #expect(verdict(pieces + [piece(.refused, 10, you)], me) == .unavailable)
    }

    /// Settings that were changed show in the account's own catalog, at the next refresh.
    @Test func aLaterCatalogLiftsAnExclusion() {
        var piece = Evidence(
            modelID: Self.grok,
            observedAt: TimeSource.noon,
            kind: .completion,
            finding: .excluded,
            cause: Evidence.Cause(.filteredEndpoints),
            detail: "as seen"
        )
        piece.trouble = .account
        let settings = piece.cause
        // A catalog knows nothing of regions, terms and keys.
        let region = Evidence.Cause(.forbidden)
        for (minutes, cause, isLifted) in [
            (1.0, settings, true), (-1.0, settings, false), (1.0, region, false),
        ] {
            piece.cause = cause
            let verdict = Verdict.judge(
                [piece],
                isListed: true,
                now: TimeSource.noon.addingTimeInterval(120),
                membership: CatalogMembership(
                    date: TimeSource.noon.addingTimeInterval(minutes * 60),
                    isIncluded: true
                )
            )
            #expect(verdict.availability == (isLifted ? .unknown : .unavailable))
        }
    }

    /// An empty account is believed for minutes, and never a reason to leave a model out for good.
    @Test func anEmptyAccountPasses() {
        var piece = Evidence(
            modelID: Self.grok,
            observedAt: TimeSource.noon,
            kind: .completion,
            finding: .excluded,
            cause: Evidence.Cause(.noCredits),
            detail: "the account lacks credits"
        )
        piece.trouble = .account
        var answered = piece
        (answered.finding, answered.trouble) = (.answered, nil)
        answered.observedAt.addTimeInterval(-60)
        func verdict(after seconds: Double) -> Verdict {
            Verdict.judge(
                [piece, answered],
                isListed: true,
                now: TimeSource.noon.addingTimeInterval(seconds)
            )
        }
        #expect(verdict(after: 60).availability == .unavailable)
        #expect(verdict(after: 60).reason == "not for this key: the account lacks credits")
        #expect(!verdict(after: 60).isNo)
        #expect(verdict(after: 16 * 60).availability == .verified)
    }

    @Test func aDeepCheckAsksNothingOfWhatIsExcluded() async throws {
        try await SimulatedService.withService { service in
            // As with a database that was refreshed by another key.
            service.server.setRoute(.error("Not Found", status: 404), for: "/api/v1/models/user")
            try await service.refresh()
            service.server.setRoute(Self.models(Self.nemo), for: "/api/v1/models/user")
            let workspace = service.workspace()
            let both = try await workspace.models([Self.grok, Self.nemo])
            let plan = try await workspace.plan(both, CheckOptions(.deep), asks: true)
            #expect(plan.items.map(\.model.id) == [Self.nemo])
            #expect(plan.excluded.map(\.id) == [Self.grok])
            #expect(plan.summary.contains("1 left out: not for this key"))
            // It was asked once, and is known for a day.
            service.server.log.removeAll()
            let again = try await workspace.plan(both, CheckOptions(.deep), asks: true)
            #expect(again.items.count == 2 - again.excluded.count)
            #expect(service.server.log.count(path: "/api/v1/models/user") == 0)
        }
    }

    @Test func aSlateWithAnExcludedModelIsRefused() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let workspace = service.workspace()
            let both = try await workspace.models([Self.grok, Self.nemo])
            let slate = try await workspace.slate(of: both.sorted { $0.id < $1.id })
            service.server.setRoute(Self.models(Self.nemo), for: "/api/v1/models/user")
            let found = try await workspace.verify(slate, kind: .shallow)
            #expect(found.findings.map(\.usability) == [.usable, .unusable])
            #expect(found.findings[1].reason.hasPrefix("not for this key: "))
        }
    }

    @Test(
        arguments: [
            (
                #"{"limit_remaining":0.804,"limit_reset":"daily"}"#,
                "may spend $0.8 more, renewed daily"
            ),
            (#"{"limit_remaining":-1}"#, "may spend $0 more"),
            (#"{"limit_remaining":"12.5"}"#, "may spend $12.5 more"),
            (#"{"limit_remaining":0.00123}"#, "may spend $0.0012 more"),
            (
                #"{"limit_remaining":1,"expires_at":"2026-12-01T00:00:00.000Z"}"#,
                "may spend $1 more; it expires at 2026-12-01T00:00:00Z"
            ),
            (#"{"expires_at":"2026-11-01T00:00:00Z"}"#, "expired at 2026-11-01T00:00:00Z"),
            (#"{"limit_remaining":null,"expires_at":null}"#, nil),
        ] as [(String, String?)]
    )
    func whatBoundsAKeyIsTold(data: String, words: String?) throws {
        let body = Data(#"{"data":\#(data)}"#.utf8)
        let status = try JSONDecoder().decode(KeyResponse.self, from: body).status
        #expect(status.words(now: TimeSource.noon) == words.map { "the key \($0)" })
    }

    @Test func twoKeysAreTwoAccounts() throws {
        let keys = try ["sk-or-v1-one", "sk-or-v1-two"].map { try #require(APIKey($0)) }
        let accounts = keys.map { Account($0) }
        #expect(accounts[0] != accounts[1])
        #expect(accounts[0] == Account(keys[0]))
        for (key, account) in zip(keys, accounts) {
            #expect(account.rawValue.count == 12)
            #expect(!key.secret.contains(account.rawValue))
        }
    }
}
