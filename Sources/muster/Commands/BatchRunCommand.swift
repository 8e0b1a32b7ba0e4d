import ArgumentParser
import Foundation
import MusterCore

/// Runs prompts on the models of a slate.
struct BatchRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run prompts on every model of a slate; run it again to resume.",
        discussion: """
            Prompts are lines of JSON: {"id": "1", "prompt": "...", "system": "..."}, or with messages \
            and parameters as the API has them; tables (.csv, .tsv) and plain lines (.txt) too. '-' \
            reads them from standard input. Each result is a line of JSON, written as it comes. After any kind \
            of stop, the same command resumes, and repeats no result of the file. Before the \
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

    @Option(
        help: ArgumentHelp(
            "Where to ask: here, or openrouter for its Batch API, where that offers a model.",
            valueName: "engine"
        )
    )
    var engine = BatchEngine.here

    @Option(help: ArgumentHelp("Send at most this many requests at once.", valueName: "n"))
    var concurrency = BatchOptions.defaultConcurrency

    @Option(
        help: ArgumentHelp(
            "Spend at most this many US dollars, earlier runs included.",
            valueName: "usd"
        )
    )
    var maxCost: String?

    @Option(help: "The longest answer in tokens, reasoning included.")
    var maxTokens = GenerationRequest.defaultMaxTokens

    @Option(
        help: ArgumentHelp(
            "The form of the prompts: \(PromptFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "form"
        )
    )
    var promptsFormat: PromptFormat?

    @Option(
        help: ArgumentHelp(
            "Fill {{column}} in this text from each row of a table.",
            valueName: "file"
        ),
        completion: .file()
    )
    var template: String?

    @Option(
        help: ArgumentHelp(
            "Ask one part of n, from 0/n; /n takes JOB_COMPLETION_INDEX.",
            valueName: "i/n"
        )
    )
    var shard: String?

    @Flag(help: "Begin without asking.")
    var yes = false

    // Inconclusive models used to stop a batch; scripts may still pass this flag.
    @Flag(help: .hidden)
    var allowInconclusive = false

    @Flag(help: "Ask again what failed in an earlier run.")
    var retryFailed = false

    @Flag(help: "Also ask again what failed for a passing reason, such as a busy provider.")
    var retryTemporary = false

    @Flag(help: "Submit again what the service does not have.")
    var resubmit = false

    @Flag(help: "Print the forecast and stop; nothing is sent.")
    var dryRun = false

    @Flag(help: "Ask no other model, whatever the configuration says.")
    var noFallback = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        guard output != "-" else {
            throw ValidationError("-o needs a file, which a batch reads again to resume.")
        }
        guard (1...BatchOptions.concurrencyLimit).contains(concurrency) else {
            throw ValidationError(
                "--concurrency must be between 1 and \(BatchOptions.concurrencyLimit)."
            )
        }
        guard maxTokens > 0 else { throw ValidationError("--max-tokens must be at least 1.") }
        guard maxTokens <= BatchOptions.mostTokens else {
            throw ValidationError("--max-tokens must be at most \(BatchOptions.mostTokens).")
        }
        if maxCost != nil, maximumCost == nil {
            throw ValidationError("--max-cost needs an amount in US dollars, such as 0.05.")
        }
        if shard != nil, batchShard == nil {
            throw ValidationError(
                "--shard needs a part and their number, such as 0/8, or /8 with JOB_COMPLETION_INDEX."
            )
        }
    }

    func run() async throws {
        guard yes || dryRun || (prompts != "-" && isatty(STDIN_FILENO) == 1) else {
            throw CommandFailure(
                "There is no terminal to confirm on. Use --yes to start, --dry-run to look.",
                .usage
            )
        }
        // A write beyond the shell's file size limit must be an error, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        guard ![".yaml", ".yml"].contains(where: prompts.hasSuffix) else {
            throw CommandFailure(
                "The slate comes first, then the prompts: \(prompts) is a slate.",
                .usage
            )
        }
        let slate = try Slate.read(file)
        guard prompts != "-" || slate.parts.count == 1 else {
            throw CommandFailure("A slate of several services needs its prompts in a file.", .usage)
        }
        try await Session.with(options) { session in
            if slate.parts.count > 1, !dryRun { try await verify(slate, session) }
            // A Batch API may take a day.
            let waits = { (session: Session) in
                engine == .openrouter && session.settings.service.kind == .openRouter
            }
            try await session.forEachService(of: slate, last: waits) { session, part in
                try await run(part, of: slate, session)
            }
        }
    }

    /// Throws at the first part of a slate that cannot be run, before another one has cost anything.
    private func verify(_ slate: Slate, _ session: Session) async throws {
        for (session, part) in try session.parts(of: slate) {
            let batches = BatchSession(try session.openWorkspace())
            let request = try request(part, of: slate)
            do throws(BatchError) {
                await batches.abandon(try await batches.prepare(request).id)
            } catch {
                session.console.note("\(session.settings.service.name):")
                if case .unusable(let verification) = error { tell(verification.findings, session) }
                throw CommandFailure(error)
            }
        }
    }

    /// Runs the part of a slate that is of one service.
    private func run(_ part: Slate, of slate: Slate, _ session: Session) async throws {
        let workspace = try session.openWorkspace()
        let request = try request(part, of: slate)
        guard !dryRun else { return try await tell(request, workspace, session) }
        let batches = BatchSession(workspace)
        let proposal = try await prepare(request, batches, session)
        do {
            try confirm(proposal, session)
        } catch {
            await batches.abandon(proposal.id)
            throw error
        }
        try await perform(proposal, batches, workspace, session)
    }

    private func request(_ part: Slate, of slate: Slate) throws -> BatchRequest {
        let asked = part.entries.map(\.modelID)
        var request = BatchRequest(
            modelIDs: asked,
            promptsPath: prompts,
            resultsPath: output,
            options: BatchOptions(
                concurrency: concurrency,
                maximumCost: maximumCost,
                maxTokens: maxTokens,
                retries: retryFailed ? .all : retryTemporary ? .temporary : .none
            )
        )
        request.slate = part
        let own = Set(asked)
        request.options.entriesElsewhere = slate.entries.filter { !own.contains($0.modelID) }
        request.options.engine = engine
        request.options.resubmits = resubmit
        request.options.shard = batchShard
        request.promptFormat = promptsFormat
        request.template = try template.map(Self.template)
        request.allowsStandardInput = true
        request.fallsBack = !noFallback
        return request
    }

    private var batchShard: BatchShard? {
        let index = ProcessInfo.processInfo.environment["JOB_COMPLETION_INDEX"]
        return shard.flatMap { BatchShard($0, completionIndex: index) }
    }

    private static func template(_ path: String) throws -> PromptTemplate {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else { throw CommandFailure("The template \(path) cannot be read.", .ioError) }
        return PromptTemplate(text)
    }

    private var maximumCost: Decimal? {
        maxCost.flatMap { Price(decimalString: $0)?.perToken }
    }

    private func tell(
        _ request: BatchRequest,
        _ workspace: Workspace,
        _ session: Session
    ) async throws {
        let proposal: BatchProposal
        do throws(BatchError) {
            proposal = try await workspace.forecast(request)
        } catch {
            throw CommandFailure(error)
        }
        for note in proposal.notes { session.console.note("\(note)") }
        if json {
            let document = JSONObject(proposal.forecast)
            try session.console.print(json: document)
        } else {
            for line in proposal.forecast.lines { try session.console.print(line) }
        }
    }

    /// Prepares the batch, and reports the outcome for each model.
    private func prepare(
        _ request: BatchRequest,
        _ batches: BatchSession,
        _ session: Session
    ) async throws -> BatchProposal {
        do throws(BatchError) {
            let proposal = try await batches.prepare(request)
            for note in proposal.notes { session.console.note("\(note)") }
            tell(proposal.findings, session)
            if let words = proposal.findings.inconclusiveWords {
                session.console.note(words)
            }
            return proposal
        } catch {
            if case .unusable(let verification) = error { tell(verification.findings, session) }
            throw CommandFailure(error)
        }
    }

    private func tell(_ findings: [SlateFinding], _ session: Session) {
        for finding in findings where finding.usability != .usable || !finding.changes.isEmpty {
            session.console.noteLines(SlateReporter.lines(finding, session.settings.isASCII))
        }
    }

    private func confirm(_ proposal: BatchProposal, _ session: Session) throws {
        guard proposal.forecast.requests > 0 else { return }
        for line in proposal.forecast.lines { session.console.note(line) }
        if engine == .here, [.half, .cheaper].contains(proposal.forecast.batch?.comparison) {
            session.console.note("to let the Batch API answer: --engine openrouter")
        }
        guard !yes, !session.console.confirms("Start the batch?") else { return }
        throw CommandFailure("Nothing was asked.", .interrupted)
    }

    private func perform(
        _ proposal: BatchProposal,
        _ batches: BatchSession,
        _ workspace: Workspace,
        _ session: Session
    ) async throws {
        if proposal.forecast.requests > 0 {
            do throws(StoreError) {
                try await workspace.store.markInterruptedGenerations()
            } catch {
                await batches.abandon(proposal.id)
                throw CommandFailure(error)
            }
        }
        let (reporter, outcome) = try await ProgressLine.with("", session) { progress in
            let reporter = BatchReporter(proposal, session, progress)
            let outcome = try await Interruption.run(by: [SIGINT, SIGTERM, SIGHUP]) {
                await batches.run(proposal.id) { await reporter.take($0) }
            }
            return (reporter, outcome)
        }
        // There is only one preparation, which has not run before.
        guard let outcome else { return }
        let summary = try await reporter.finish(outcome, isJSON: json)
        session.console.note(await reporter.closing(output))
        let name = session.settings.service.name
        let option = session.settings.isServiceNamed ? " --service \(name)" : ""
        if let failure = CommandFailure(outcome, summary, output, service: option) { throw failure }
    }
}

extension BatchEngine: ExpressibleByArgument {
    package init?(argument: String) {
        guard let engine = BatchEngine(rawValue: argument), Self.choices.contains(engine) else {
            return nil
        }
        self = engine
    }

    package static var allValueStrings: [String] { choices.map(\.rawValue) }
}
