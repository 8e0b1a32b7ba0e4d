import ArgumentParser
import Foundation
import MusterCore

/// Writes the models picked for a batch to a file.
struct SlateSaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save",
        abstract: "Write picked models to a file, with what muster knows of them.",
        discussion: """
            The file is YAML for people and diffs: both IDs, the route that worked, availability \
            with its date, provider, quantization, context and prices. Models stand in the order \
            in which they are named; those of a filter in the order of their IDs. With neither, the \
            models that are marked in the interface are saved. A file that is not a slate is only \
            replaced with --force.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(
        help: "The file to write, or - for standard output.",
        completion: ValueCompletion.slate
    )
    var file: String

    @Argument(help: "Model IDs, slugs or Hugging Face IDs.", completion: ValueCompletion.models)
    var models: [String] = []

    @Option(
        parsing: .unconditional,
        help: "Take the models, or the named ones, that pass this filter.",
        completion: ValueCompletion.filters
    )
    var filter: String?

    @Flag(help: "Pin each model to the endpoint that answered last, so that a batch asks no other.")
    var pin = false

    @Flag(help: "Replace the file even if it is not a slate.")
    var force = false

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            var filter: ModelFilter?
            if let words = self.filter { filter = try await session.filter([words], workspace) }
            let all = try await session.models(workspace)
            let chosen = try choose(from: all, filter, session)
            let slate: Slate
            do throws(StoreError) {
                slate = try await workspace.slate(of: chosen, pins: pin)
            } catch {
                throw CommandFailure(error)
            }
            if pin, let loose = slate.entries.first(where: { $0.routing == nil }) {
                throw CommandFailure(
                    "\(PinRefusal(modelID: loose.modelID)). Nothing was saved.",
                    .unavailable
                )
            }
            var dropped: [ModelID] = []
            do throws(SlateError) {
                if file != "-" {
                    dropped = try SlateFile(path: file).write(slate, isForced: force)
                }
            } catch {
                throw CommandFailure(error, writing: file)
            }
            if file == "-" { try session.console.printData(Data(slate.yaml.utf8)) }
            for model in chosen where !model.verdict.isUsable {
                session.console.note(
                    "\(model.id) is \(model.verdict.availability.rawValue): "
                        + model.verdict.reason
                )
            }
            for model in chosen {
                if let obstacle = model.chatObstacle {
                    session.console.note("\(model.id): \(obstacle)")
                }
                guard let expiry = ModelExpiry(model, now: session.time.now()) else { continue }
                session.console.note("\(expiry.words.asSentence)")
            }
            let unproven = try await unprovenFree(chosen, workspace)
            if let words = SeenAnswers.words(unprovenFree: unproven) {
                session.console.note(words)
            }
            let count = "\(chosen.count) \(chosen.count == 1 ? "model" : "models")"
            if !dropped.isEmpty {
                session.console.note("\(file) no longer has \(dropped.shortList)")
            }
            if file != "-" { session.console.note("saved \(count) to \(file)") }
        }
    }

    /// The free models among these that never answered here.
    private func unprovenFree(_ models: [Model], _ workspace: Workspace) async throws -> [ModelID] {
        do throws(StoreError) {
            return try await workspace.seenAnswers(of: models.filter(\.isFree).map(\.id))
                .filter { $0.answered == 0 }.map(\.modelID)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func choose(
        from all: [Model],
        _ filter: ModelFilter?,
        _ session: Session
    ) throws -> [Model] {
        let now = session.time.now()
        var seen: Set<ModelID> = []
        var chosen = try models.map { try session.model($0, in: all) }
            .filter { seen.insert($0.id).inserted }
        if models.isEmpty {
            guard !all.isEmpty else {
                throw session.noModels
            }
            chosen =
                filter == nil
                ? all.filter(\.isMarked)
                : all.filter { $0.isListed && !$0.isDisabled && !$0.isExpired(now: now) }
            guard filter != nil || !chosen.isEmpty else {
                throw CommandFailure(
                    "No models are marked. Mark some in the interface, name them after the file, or "
                        + "give --filter.",
                    .usage
                )
            }
        }
        chosen = chosen.filter { filter?.matches($0, isMarked: $0.isMarked, now: now) ?? true }
        if let disabled = chosen.first(where: \.isDisabled) {
            throw CommandFailure(
                "\(disabled.id) is disabled. To use it: muster enable \(disabled.id)",
                .unavailable
            )
        }
        if let batch = chosen.first(where: { $0.id.isBatchOnly }) {
            throw CommandFailure(
                "\(batch.id) answers only the Batch API. Save \(batch.id.base) instead.",
                .unavailable
            )
        }
        if let expired = chosen.compactMap({ ModelExpiry($0, now: now) }).first(where: \.isPast) {
            throw CommandFailure(
                "\(expired.words), so it is not saved. Leave it out.",
                .unavailable
            )
        }
        guard !chosen.isEmpty else { throw CommandFailure("No models match.", .badData) }
        return chosen
    }
}
