import ArgumentParser
import Foundation
import MusterCore

/// Runs prompts on the models of a slate.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Run prompts on every model of a slate; run again, it goes on.",
        discussion: """
            Prompts are lines of JSON: {"id": "1", "prompt": "...", "system": "..."}; '-' reads them \
            from standard input. Each result is a line of JSON, written as it comes. After any kind \
            of stop the same command goes on, and repeats no result that is in the file. Before the \
            first prompt the slate is verified: a model that is definitely unusable stops the batch. \
            Ends with 0 when everything is answered, 69 when some models definitely refused, 75 \
            when asking again later may help, 130 when interrupted.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The slate.", completion: ValueCompletion.slate)
    var file: String

    @Argument(
        help: "The prompts, or '-' for standard input.",
        completion: .file(extensions: ["jsonl"])
    )
    var prompts: String

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file for the results.", valueName: "file"),
        completion: .file(extensions: ["jsonl"])
    )
    var output: String

    @Option(help: ArgumentHelp("Ask at most so many at once.", valueName: "n"))
    var concurrency = BatchOptions.defaultConcurrency

    @Option(
        help: ArgumentHelp(
            "Spend at most so many US dollars, earlier runs included.",
            valueName: "usd"
        )
    )
    var maxCost: String?

    @Option(help: "The longest answer in tokens, reasoning included.")
    var maxTokens = GenerationRequest.defaultMaxTokens

    @Flag(help: "Begin without asking.")
    var yes = false

    @Flag(help: "Begin although some models gave no clear answer.")
    var allowInconclusive = false

    @Flag(help: "Ask again what failed in an earlier run.")
    var retryFailed = false

    @Flag(help: "Print the forecast and stop; nothing is sent.")
    var dryRun = false

    @Flag(help: "Ask no other model, whatever the configuration says.")
    var noFallback = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        guard (1...BatchOptions.concurrencyLimit).contains(concurrency) else {
            throw ValidationError(
                "--concurrency must be between 1 and \(BatchOptions.concurrencyLimit)."
            )
        }
        guard maxTokens > 0 else { throw ValidationError("--max-tokens must be at least 1.") }
        if maxCost != nil, maximumCost == nil {
            throw ValidationError("--max-cost needs an amount in US dollars, such as 0.05.")
        }
    }

    func run() async throws {
        guard yes || dryRun || (prompts != "-" && isatty(STDIN_FILENO) == 1) else {
            throw CommandFailure(
                "Nobody can be asked here whether to go on; --yes goes on, --dry-run only tells.",
                .usage
            )
        }
        // A write beyond a limit of the shell is to be an error and not the end.
        signal(SIGXFSZ, SIG_IGN)
        let slate = try Slate.read(file)
        let prompts = try BatchInput.prompts(self.prompts)
        let file = try BatchInput.results(output, isDryRun: dryRun)
        do {
            try await Session.with(options) { session in
                try await run(slate, prompts, file, session)
            }
        } catch {
            await file?.close()
            throw error
        }
        await file?.close()
    }

    private func run(
        _ slate: Slate,
        _ prompts: [BatchPrompt],
        _ file: ResultFile?,
        _ session: Session
    ) async throws {
        let results = try await BatchInput.read(file)
        let store = try session.openStore()
        let stored = try await session.models(store)
        let models = slate.entries.map { $0.model(in: stored) }
        var plan = try plan(models, prompts, results, stored, session)
        if plan.strayCount > 0 {
            session.console.note(
                "muster: \(plan.strayCount) results are of other prompts or models, and are kept"
            )
        }
        guard !dryRun else { return try await tell(plan, store, session) }
        if !plan.items.isEmpty {
            let live = try await verified(slate, stored, store, session)
            plan = try self.plan(live, prompts, results, stored, session)
            try await confirm(plan, store, session)
        }
        guard let file else { return }
        try await perform(plan, slate, file, store, session)
    }

    private func plan(
        _ models: [Model],
        _ prompts: [BatchPrompt],
        _ results: [BatchResult],
        _ stored: [Model],
        _ session: Session
    ) throws -> BatchPlan {
        do throws(BatchError) {
            return try BatchPlan(
                prompts: prompts,
                models: models.map { model in
                    BatchModel(
                        model,
                        fallbacks: noFallback
                            ? [] : session.settings.fallbacks.models(for: model, in: stored)
                    )
                },
                options: BatchOptions(
                    concurrency: concurrency,
                    maximumCost: maximumCost,
                    maxTokens: maxTokens,
                    retriesFailed: retryFailed
                ),
                results: results,
                path: output
            )
        } catch {
            throw CommandFailure(error)
        }
    }

    private var maximumCost: Decimal? {
        maxCost.flatMap { Price(decimalString: $0)?.perToken }
    }

    /// The models as the service's catalog has them now, if all may be counted on.
    private func verified(
        _ slate: Slate,
        _ stored: [Model],
        _ store: Store,
        _ session: Session
    ) async throws -> [Model] {
        let verification = try await session.verify(slate, stored, store, kind: .shallow)
        for finding in verification.findings
        where finding.usability != .usable || !finding.changes.isEmpty {
            for line in SlateReporter.lines(finding) { session.console.note(line) }
        }
        do {
            try SlateReporter.judge(verification)
        } catch let failure as CommandFailure where failure.status == .tryAgain {
            guard allowInconclusive else {
                throw CommandFailure(
                    "\(failure.message) Nothing was asked; --allow-inconclusive goes on.",
                    .tryAgain
                )
            }
            session.console.note("muster: \(failure.message)")
        } catch let failure as CommandFailure {
            throw CommandFailure("\(failure.message) Nothing was asked.", failure.status)
        }
        return verification.findings.map(\.model)
    }

    private func forecast(
        _ plan: BatchPlan,
        _ store: Store,
        _ session: Session,
        asks: Bool
    ) async throws -> BatchForecast {
        let usesFreeTier = plan.items.contains(where: \.isFree)
        do throws(StoreError) {
            return BatchForecast(
                plan,
                past: try await store.pastPerformance(of: plan.models.map(\.model.id)),
                freeTier: usesFreeTier
                    ? try await session.checker(store).freeTier(asks: asks) : FreeTier(),
                now: session.time.now()
            )
        } catch {
            throw CommandFailure(error)
        }
    }

    private func tell(_ plan: BatchPlan, _ store: Store, _ session: Session) async throws {
        let forecast = try await forecast(plan, store, session, asks: false)
        if json {
            let document = JSONObject(forecast)
            try session.console.printData(JSONDocument.data(document))
            try session.console.print("")
        } else {
            for line in forecast.lines { try session.console.print(line) }
        }
    }

    private func confirm(_ plan: BatchPlan, _ store: Store, _ session: Session) async throws {
        let forecast = try await forecast(plan, store, session, asks: true)
        for line in forecast.lines { session.console.note("muster: \(line)") }
        if let outlook = try? await SurvivalReader(store: store).outlook(of: plan),
            !outlook.words.isEmpty
        {
            session.console.note("muster: \(outlook.words)")
        }
        guard !yes, !session.console.confirms("Go on?") else { return }
        throw CommandFailure("Nothing was asked.", .interrupted)
    }

    private func perform(
        _ plan: BatchPlan,
        _ slate: Slate,
        _ file: ResultFile,
        _ store: Store,
        _ session: Session
    ) async throws {
        let reporter = BatchReporter(plan, console: session.console, time: session.time)
        var outcome = BatchOutcome()
        if !plan.items.isEmpty {
            do throws(StoreError) {
                try await store.markInterruptedGenerations()
                try await slate.rememberRoutes(
                    in: store,
                    baseURL: session.settings.baseURL,
                    now: session.time.now()
                )
            } catch {
                throw CommandFailure(error)
            }
            let runner = BatchRunner(
                client: session.client,
                store: store,
                time: session.time,
                preference: session.settings.routes,
                logger: session.logger
            )
            outcome = try await Interruption.run(by: [SIGINT, SIGTERM, SIGHUP]) {
                await runner.run(plan, results: file) { await reporter.take($0) }
            }
        }
        let summary = try await reporter.finish(outcome, isJSON: json)
        if let failure = CommandFailure(outcome.stop, summary, output) { throw failure }
    }
}
