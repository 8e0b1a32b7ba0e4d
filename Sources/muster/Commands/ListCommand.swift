import ArgumentParser
import Foundation
import MusterCore
import MusterUI

extension ScatterPlot.Measure: ExpressibleByArgument {}

/// Lists the catalog.
struct ListCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table
        case json
        case jsonl
        case csv
        case ids
    }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the catalog.",
        discussion: """
            A filter is words and conditions, all of which must match: llama is:verified|reachable \
            has:hf author:meta-llama in:image out:text param:tools ctx>=128k price<=0.5 age<30d \
            @saved. A word matches where its letters stand in a model ID, name or Hugging Face ID, \
            together or at the beginnings of words: gpt4 finds gpt-4. 'word is exact, ^word begins \
            and word$ ends a text, "two words" are one, '|' between values means any of \
            them, and '-' before a word negates it.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(
        parsing: .allUnrecognized,
        help: "Words and conditions.",
        completion: ValueCompletion.filters
    )
    var filter: [String] = []

    @Option(
        help: """
            id, name, hf, status, context, prompt, completion, created, answer, checked, expires, \
            speed, latency, uptime, intelligence, coding, agentic or cutoff; otherwise the best match of the words is first, and without words the list is \
            by id.
            """,
        completion: .list(ModelSort.Key.allCases.map(\.rawValue))
    )
    var sort: String?

    @Flag(help: "Reverse the order.")
    var reverse = false

    @Flag(help: "Include disabled and unlisted models.")
    var all = false

    @Option(help: "How the list is written.")
    var format: Format = .table

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(help: "Plot the prices against a measure, in place of a table.")
    var plot = false

    @Option(
        help:
            "What --plot puts against the price: context, intelligence, coding, agentic, speed, latency or uptime."
    )
    var against = ScatterPlot.Measure.intelligence

    func validate() throws {
        if json, format != .table, format != .json {
            throw ValidationError("--json and --format exclude each other.")
        }
        if plot, json || format != .table {
            throw ValidationError("--plot draws, and --json or --format write: name one of them.")
        }
        // A filter condition may begin with one dash, so two dashes mark a mistyped option.
        if let option = filter.first(where: { $0.hasPrefix("--") && $0 != "--" }) {
            let options = [
                "--sort", "--reverse", "--all", "--format", "--json", "--plot", "--against",
            ]
            let hint = Spelling.nearest(to: option, in: options).map { " Did you mean '\($0)'?" }
            throw ValidationError("Unknown option '\(option)'.\(hint ?? "")")
        }
    }

    func run() async throws {
        let order = try sortKey().map { ModelSort($0, isReversed: reverse) }
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let filter = try await session.filter(filter.filter { $0 != "--" }, workspace)
            let chosen: [Model]
            do throws(StoreError) {
                let candidates = try await workspace.candidates(for: filter)
                chosen = filter.select(
                    from: candidates,
                    sort: order,
                    isReversed: reverse,
                    now: session.time.now()
                ).filter { isIncluded($0, filter) }
                if chosen.isEmpty {
                    let isEmpty = try await workspace.store.isEmpty()
                    session.console.note(isEmpty ? session.noModels.message : "No models match")
                }
            } catch {
                throw CommandFailure(error)
            }
            try write(chosen, filter, session)
        }
    }

    private func sortKey() throws -> ModelSort.Key? {
        guard let sort else { return nil }
        guard let key = ModelSort.Key(rawValue: sort) else {
            let keys = ModelSort.Key.allCases.map(\.rawValue)
            let meant = sort == "price" ? "prompt" : Spelling.nearest(to: sort, in: keys)
            let hint = meant.map { " Did you mean \($0)?" } ?? ""
            throw CommandFailure(
                "--sort \(sort) is not one of \(keys.joined(separator: ", ")).\(hint)",
                .usage
            )
        }
        return key
    }

    /// Includes disabled and unlisted models only with `--all` or if the filter asks for them.
    private func isIncluded(_ model: Model, _ filter: ModelFilter) -> Bool {
        if all { return true }
        return (!model.isDisabled || filter.names(.disabled))
            && (model.isListed || filter.names(.unlisted))
    }

    private func draw(_ models: [Model], _ session: Session) throws {
        let picture = ScatterPlot(models, against, isASCII: session.settings.isASCII)
        guard !picture.models.isEmpty else {
            return session.console.note("No model has both a price and \(against.rawValue)")
        }
        let width = session.console.width ?? 80
        try session.console.print([[Span(picture.title, .heading)]])
        try session.console.print(picture.lines(columns: min(width, 120), rows: 20))
    }

    private func write(_ models: [Model], _ filter: ModelFilter, _ session: Session) throws {
        let console = session.console
        guard !plot else { return try draw(models, session) }
        switch json ? .json : format {
        case .table:
            guard !models.isEmpty else { return }
            let table = ModelListing(
                models: models,
                filter: filter,
                isColored: console.isColored,
                isASCII: session.settings.isASCII
            )
            try console.print(table.lines(width: console.width))
            if console.isOutputTerminal { console.note(table.closing) }
        case .json:
            try console.print(json: models.map(JSONObject.init), isIndented: true)
        case .jsonl:
            var lines = Data()
            for model in models {
                lines += JSONDocument.data(JSONObject(model))
                lines.append(0x0A)
            }
            try console.printData(lines)
        case .csv:
            try console.printData(Data(ModelCSV.text(models).utf8))
        case .ids:
            let lines = models.map { $0.id.rawValue + "\n" }.joined()
            try console.printData(Data(lines.utf8))
        }
    }
}
