import ArgumentParser
import Foundation
import MusterCore

/// Gathers evidence on whether models answer.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find out which models answer.",
        discussion: """
            Without --deep only endpoints lists are asked for, which costs nothing. The plan is \
            printed before anything is sent; --dry-run stops there. Favourites are checked first, \
            then models never checked, then those checked longest ago. Ends with 0 when every \
            model is usable, 69 when some are definitely not, else 75 when some gave no clear \
            answer. A budget counts every request; a model is started only if all the requests \
            that it may need still fit.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(
        help: "Model IDs, slugs or Hugging Face IDs; none means all that are listed.",
        completion: ValueCompletion.models
    )
    var models: [String] = []

    @Option(
        parsing: .unconditional,
        help: "Check the models that pass this filter.",
        completion: ValueCompletion.filters
    )
    var filter: String?

    @Flag(help: "Ask for a small completion, which may cost.")
    var deep = false

    @Flag(help: "With --deep, also find out whether the model calls a tool.")
    var tools = false

    @Flag(help: "With --deep, also find out whether the model keeps to a JSON schema.")
    var structured = false

    @Option(
        help: ArgumentHelp(
            "With --deep, ask this endpoint and no other, such as deepinfra/fp8.",
            valueName: "tag"
        )
    )
    var provider: String?

    @Flag(help: "Leave out models whose badge is still valid.")
    var stale = false

    @Option(help: ArgumentHelp("Send at most this many requests.", valueName: "n"))
    var budget: Int?

    @Option(help: ArgumentHelp("Spend at most this many US dollars.", valueName: "usd"))
    var maxCost: String?

    @Flag(help: "Print the plan and stop.")
    var dryRun = false

    @Flag(help: "Print each result as a line of JSON.")
    var json = false

    func validate() throws {
        if let budget, budget < 0 { throw ValidationError("--budget must be 0 or more.") }
        if (tools || structured) && !deep {
            throw ValidationError("--tools and --structured need --deep.")
        }
        if let provider {
            guard deep else { throw ValidationError("--provider needs --deep.") }
            guard !provider.isEmpty, !provider.contains(where: \.isWhitespace) else {
                throw ValidationError("--provider needs the tag of an endpoint.")
            }
        }
        if maxCost != nil, maximumCost == nil {
            throw ValidationError("--max-cost needs an amount in US dollars, such as 0.05.")
        }
    }

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let filter = try await session.filter([filter ?? ""], workspace)
            let all = try await session.models(workspace)
            let chosen = try choose(from: all, filter, session)
            let plan = try await plan(chosen, workspace)
            // With --json the plan is a message; without, it is the first part of the output.
            if json && !dryRun {
                session.console.note(plan.summary)
            } else if json {
                try session.console.print(json: JSONObject(plan))
            } else {
                try session.console.print(plan.summary)
            }
            guard !dryRun else { return }
            guard !plan.items.isEmpty else {
                guard plan.leftOutOfFreeTier + plan.leftOut == 0 else {
                    throw CommandFailure("Nothing was asked.", .tryAgain)
                }
                if chosen.isEmpty { session.console.note("No models match") }
                guard plan.cannotChat == 0 else {
                    throw CommandFailure("Nothing was asked.", .unavailable)
                }
                guard !plan.excluded.isEmpty else { return }
                return try await perform(plan, all, workspace, session)
            }
            try await perform(plan, all, workspace, session)
        }
    }

    private func plan(_ models: [Model], _ workspace: Workspace) async throws -> CheckPlan {
        do throws(StoreError) {
            var options = CheckOptions(
                deep ? .deep : .shallow,
                probes: [tools ? .tools : nil, structured ? .structured : nil].compactMap(\.self),
                onlyStale: stale,
                routes: workspace.routes
            )
            options.endpoint = provider
            return try await workspace.plan(
                models,
                options,
                requests: budget,
                cost: maximumCost,
                // A dry run sends nothing, so it uses what the database already knows.
                asks: !dryRun
            )
        } catch {
            throw CommandFailure(error)
        }
    }

    private var maximumCost: Decimal? {
        maxCost.flatMap { Price(decimalString: $0)?.perToken }
    }

    private func choose(
        from all: [Model],
        _ filter: ModelFilter,
        _ session: Session
    ) throws -> [Model] {
        guard !all.isEmpty else {
            throw session.noModels
        }
        var seen: Set<ModelID> = []
        let named = try models.map { try session.model($0, in: all) }
            .filter { seen.insert($0.id).inserted }
        if let disabled = named.first(where: \.isDisabled) {
            throw CommandFailure(
                "\(disabled.id) is disabled. To check it: muster enable \(disabled.id)",
                .unavailable
            )
        }
        // What was named is asked for, batch-only models too.
        guard models.isEmpty || !filter.isEmpty else { return named }
        let candidates = models.isEmpty ? all.filter { $0.isListed && !$0.isDisabled } : named
        return filter.select(from: candidates, sort: nil, now: session.time.now())
    }

    private func perform(
        _ plan: CheckPlan,
        _ models: [Model],
        _ workspace: Workspace,
        _ session: Session
    ) async throws {
        let reporter: CheckReporter
        let outcome: CheckOutcome
        do {
            (reporter, outcome) = try await ProgressLine.with("checking", session) { progress in
                let reporter = CheckReporter(
                    plan,
                    models,
                    session,
                    progress,
                    isJSON: json,
                    areNamed: !self.models.isEmpty,
                    elsewhere: { await workspace.elsewhere(of: $0) }
                )
                for model in plan.excluded {
                    await reporter.take(CheckResult(excluded: model, now: session.time.now()))
                }
                let outcome = try await Interruption.run {
                    try await workspace.check(plan, onPause: session.onPause) { result in
                        await reporter.take(result)
                    }
                }
                return (reporter, outcome)
            }
        } catch let error as StoreError {
            throw CommandFailure(error)
        }
        guard !outcome.isCancelled else {
            throw CommandFailure("Interrupted; the results so far are kept.", .interrupted)
        }
        switch outcome.stop {
        case .key(let failure):
            throw CommandFailure(failure, doing: "The check was stopped")
        case .dailyQuota(let failure):
            let reset = FreeTier.reset(failure.resetsAt, now: session.time.now())
            session.console.note(
                """
                the free tier is used up for today, until \(reset.formatted(.iso8601)): \
                \(failure.message)
                """
            )
        case .noEndpointsLists:
            session.console.note(
                """
                this service has no endpoints lists, so nothing here is known for free\
                \(outcome.unaskedCount > 0 ? "; \(outcome.unaskedCount) were not asked" : ""). To \
                find out with a small completion: muster check --deep MODEL
                """
            )
        case nil where outcome.unaskedCount > 0:
            session.console.note(
                "\(outcome.unaskedCount) not asked: the budget has no room for them"
            )
        case nil:
            break
        }
        try await reporter.finish(outcome)
    }
}
