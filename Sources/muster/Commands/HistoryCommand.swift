import ArgumentParser
import Foundation
import MusterCore

/// Prints past generations.
struct HistoryCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case markdown
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Print past generations, or forget them.",
        discussion: """
            Without an ID, it lists the newest generations; with one, it prints that generation. \
            If its program was killed, the text so far is kept, marked as interrupted.

            --forget deletes the generations with these IDs, or those of --before, with prompt \
            and answer; what they showed of a model's availability stays:

              muster history --forget 12 13
              muster history --forget --before 30d
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The number of a generation in the list.")
    var ids: [Int64] = []

    @Option(help: "List those whose prompt, answer or model ID contains this text.")
    var search: String?

    @Option(help: ArgumentHelp("List at most this many.", valueName: "n"))
    var limit: Int?

    @Option(help: "With an ID: the format of the generation.")
    var format: Format?

    @Flag(help: "Delete generations.")
    var forget = false

    @Option(
        help: ArgumentHelp("With --forget: all that are older than this.", valueName: "age")
    )
    var before: String?

    @Flag(help: "With --forget: do not ask.")
    var yes = false

    @Flag(help: "Print it as JSON.")
    var json = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
        if !ids.isEmpty || forget, search != nil || limit != nil {
            throw ValidationError("--search and --limit are for the list.")
        }
        if format == .markdown, ids.isEmpty || forget || json {
            throw ValidationError("--format markdown needs the ID of a generation, and no --json.")
        }
        guard forget else {
            if ids.count > 1 { throw ValidationError("Name one generation.") }
            if before != nil || yes { throw ValidationError("--before and --yes need --forget.") }
            return
        }
        guard ids.isEmpty != (before == nil) else {
            throw ValidationError("--forget needs IDs, or --before and an age.")
        }
        if let before, Retention.readAge(before) == nil {
            throw ValidationError("--before needs an age of a day or more, such as 30d.")
        }
    }

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            // A read-only database can still be shown.
            _ = try? await workspace.store.markInterruptedGenerations()
            if forget {
                try await forget(workspace.store, session)
            } else if let id = ids.first {
                try await printOne(id, workspace.store, session.console)
            } else {
                try await printList(workspace, session)
            }
        }
    }

    private func forget(_ store: Store, _ session: Session) async throws {
        let forgetting = HistoryForgetting(
            store: store,
            console: session.console,
            now: session.time.now(),
            asks: !yes
        )
        let count: Int
        if let age = before.flatMap(Retention.readAge) {
            count = try await forgetting.forget(olderThan: age)
        } else {
            count = try await forgetting.forget(ids)
        }
        if isJSON {
            try session.console.print(json: ["forgotten": count])
        } else {
            try session.console.print(
                count == 1 ? "1 generation forgotten." : "\(count) generations forgotten."
            )
        }
    }

    private var isJSON: Bool { json || format == .json }

    private func printOne(_ id: Int64, _ store: Store, _ console: Console) async throws {
        let stored: StoredGeneration?
        do throws(StoreError) {
            stored = try await store.generation(id: id)
        } catch {
            throw CommandFailure(error)
        }
        guard let stored else {
            throw CommandFailure(
                "There is no generation \(id). To list them: muster history",
                .badData
            )
        }
        if isJSON {
            let document = JSONObject(stored)
            try console.print(json: document, isIndented: true)
        } else if format == .markdown {
            try console.printData(Data(stored.markdown.utf8))
        } else {
            try console.printData(Data(HistoryReport(stored: stored).text.utf8))
        }
    }

    private func printList(_ workspace: Workspace, _ session: Session) async throws {
        let console = session.console
        let entries: [HistoryEntry]
        do throws(StoreError) {
            entries = try await workspace.history(matching: search, limit: limit ?? 50)
        } catch {
            throw CommandFailure(error)
        }
        if entries.isEmpty {
            let isSearched = search.map { !$0.isEmpty } ?? false
            console.note(
                isSearched
                    ? "No generations match"
                    : "No generations yet. Begin one with: muster generate MODEL PROMPT"
            )
        }
        if isJSON {
            let documents = entries.map(JSONObject.init)
            try console.print(json: documents, isIndented: true)
        } else if !entries.isEmpty {
            let table = HistoryTable(
                entries: entries,
                now: session.time.now(),
                isASCII: session.settings.isASCII
            )
            try console.print(table.lines(width: console.width))
        }
    }
}
