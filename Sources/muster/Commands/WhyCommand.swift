import ArgumentParser
import MusterCore

/// Prints the evidence behind a model's badge.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Print the dated evidence behind a model's badge.",
        discussion: "The last line is a command that repeats the request."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A model ID, slug or Hugging Face ID.", completion: ValueCompletion.models)
    var model: String

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let all = try await session.models(workspace)
            let chosen = try session.model(model, in: all)
            let timeline: [TimelineEntry]
            do throws(StoreError) {
                timeline = try await workspace.timeline(of: chosen.id)
            } catch {
                throw CommandFailure(error)
            }
            let isDead = chosen.verdict.availability == .unavailable
            let others =
                isDead
                ? Alternatives.of(chosen, in: all, now: session.time.now(), orSameAuthor: true) : []
            let elsewhere = await workspace.elsewhere(of: chosen)
            if json {
                let document = JSONObject(why: chosen, timeline, alternatives: others)
                    .adding(["elsewhere": elsewhere.map { JSONObject($0) }])
                try session.console.print(json: document, isIndented: true)
                return
            }
            let report = TimelineReport(
                model: chosen,
                entries: timeline,
                alternatives: others,
                elsewhere: elsewhere,
                service: session.settings.service
            )
            let console = session.console
            let isASCII = session.settings.isASCII
            try console.print(report.lines(width: console.width, isASCII: isASCII))
            // Nobody could paste a command with line feeds in it.
            if let command = report.command { try console.print("\n\(command)") }
        }
    }
}
