import ArgumentParser
import Foundation
import MusterCore

/// Writes models for the tools in which batches run.
struct ExportCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case ids
        case csv
        case json
        case litellm
        case promptfoo
        case llm
        case openaiBatch = "openai-batch"
        case k8s
        case ray

        /// Whether it runs prompts, rather than naming models.
        var isOfBatch: Bool { self == .openaiBatch || self == .k8s }

        /// Whether a file can have models of several services.
        var mixesServices: Bool { self != .openaiBatch && self != .ray && self != .llm }
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write models for LiteLLM, promptfoo, llm and others.",
        discussion: """
            Exports the models of a slate, or else all that are listed and not disabled, if they \
            pass the filter. Filters, ids, csv and json are the same as for list. \
            LiteLLM's proxy gets a model_list, with fallbacks where the configuration has some; \
            promptfoo gets providers; llm gets its aliases.json. With --prompts, openai-batch is a \
            request a line for other batch services, whose answers `batch import` takes, and k8s a \
            Kubernetes Job of --shards pods. ray is a script for Ray Data on any cluster.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: "What the models are written for.")
    var format: Format

    @Argument(
        parsing: .allUnrecognized,
        help: "Words and conditions.",
        completion: ValueCompletion.filters
    )
    var filter: [String] = []

    @Option(
        help: ArgumentHelp("Take the models of this slate.", valueName: "file"),
        completion: ValueCompletion.slate
    )
    var slate: String?

    @Option(
        help: ArgumentHelp("The prompts, for openai-batch and k8s.", valueName: "file"),
        completion: .file()
    )
    var prompts: String?

    @Option(
        help: ArgumentHelp(
            "Write this results file as csv, in place of models.",
            valueName: "file"
        ),
        completion: .file(extensions: ["jsonl"])
    )
    var results: String?

    @Option(help: ArgumentHelp("The pods of a k8s Job.", valueName: "n"))
    var shards = 4

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write to this file.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @Flag(help: "Replace the file if there is one.")
    var force = false

    func validate() throws {
        if let option = filter.first(where: { $0.hasPrefix("--") && $0 != "--" }) {
            throw ValidationError("Unknown option '\(option)'.")
        }
        if format.isOfBatch != (prompts != nil) || format.isOfBatch && slate == nil {
            throw ValidationError(
                "openai-batch and k8s need --slate and --prompts; others take none."
            )
        }
        guard results == nil || format == .csv else {
            throw ValidationError("--results can only be written as csv.")
        }
        guard (1...10_000).contains(shards) else {
            throw ValidationError("--shards must be between 1 and 10000.")
        }
    }

    func run() async throws {
        let whole = try self.slate.map(Slate.read)
        if let output, !force, FileManager.default.fileExists(atPath: output) {
            throw CommandFailure("\(output) already exists. To replace it: --force", .badData)
        }
        try await Session.with(options) { session in
            if let results {
                return try write(session) { write in
                    do {
                        try ResultCSV.write(resultsAt: results, write)
                    } catch let failure as FileFailure where failure.path == results {
                        throw CommandFailure("The results \(results) cannot be read.", .ioError)
                    }
                }
            }
            var parts: [Part] = []
            for (session, slate) in try sessions(whole, session) {
                if let part = try await part(slate, session) { parts.append(part) }
            }
            guard !parts.isEmpty else { throw CommandFailure("No models match.", .badData) }
            try write(session, try await export(parts))
        }
    }

    /// What is exported of a service.
    private struct Part {
        let session: Session
        let workspace: Workspace
        let slate: Slate?
        let all: [Model]
        let models: [Model]
    }

    /// The services to export, each with its part of the slate.
    private func sessions(_ slate: Slate?, _ session: Session) throws -> [(Session, Slate?)] {
        guard let slate else { return [(session, nil)] }
        // A Job runs the whole file.
        guard format != .k8s else { return [(session, slate)] }
        guard format.mixesServices else {
            return [(session, try session.ownPart(of: slate))]
        }
        return try session.parts(of: slate).map { ($0.session, $0.slate) }
    }

    /// `nil` if no model of the service passes.
    private func part(_ slate: Slate?, _ session: Session) async throws -> Part? {
        let workspace = try session.openWorkspace()
        let filter = try await session.filter(filter.filter { $0 != "--" }, workspace)
        let all = try await session.models(workspace)
        let models = try choose(from: all, filter, slate, session)
        noteUnpinned(models, slate, session)
        guard !models.isEmpty else { return nil }
        var slate = slate
        // A Job runs the file that the user has.
        if format != .k8s {
            let ids = Set(models.map(\.id))
            slate?.entries.removeAll { !ids.contains($0.modelID) }
        }
        return Part(session: session, workspace: workspace, slate: slate, all: all, models: models)
    }

    /// Writes what `produce` passes on piece by piece; if it fails, an old file stays as it was.
    private func write(_ session: Session, _ produce: Export) throws {
        guard let output, output != "-" else { return try produce(session.console.printData) }
        var failure: (any Error)?
        do throws(FileFailure) {
            try AtomicFile.write(to: output) { descriptor throws(FileFailure) in
                do {
                    try produce { try AtomicFile.write($0, to: descriptor, path: output) }
                } catch let error as FileFailure where error.path == output {
                    throw error
                } catch {
                    failure = error
                    throw FileFailure(path: output, reason: "")
                }
            }
        } catch {
            guard let failure else {
                throw CommandFailure("The export could not be written: \(error).", .ioError)
            }
            throw failure
        }
    }

    /// Warns that a format cannot say to which providers models are pinned.
    private func noteUnpinned(_ models: [Model], _ slate: Slate?, _ session: Session) {
        guard ![.litellm, .promptfoo, .openaiBatch, .k8s, .ray].contains(format) else { return }
        let pinned = models.filter { model in
            slate?.entries.contains { $0.modelID == model.id && $0.routing != nil } ?? false
        }
        guard let first = pinned.first else { return }
        let more = pinned.count > 1 ? " and \(pinned.count - 1) more" : ""
        session.console.note(
            "\(format.rawValue) cannot carry the pinned providers of \(first.id)\(more)"
        )
    }

    private func choose(
        from all: [Model],
        _ filter: ModelFilter,
        _ slate: Slate?,
        _ session: Session
    ) throws -> [Model] {
        var models = all.filter { $0.isListed }
        if let slate { models = slate.entries.map { $0.model(in: all) } }
        if slate != nil {
            for model in models where model.isDisabled && format != .k8s {
                session.console.note("\(model.id) is disabled, and left out")
            }
            if format == .openaiBatch {
                for model in models where model.id.isBatchOnly {
                    session.console.note(
                        "\(model.id) answers only the Batch API, and is left out: \(model.id.base)"
                    )
                }
                models.removeAll { $0.id.isBatchOnly }
            }
        }
        let now = session.time.now()
        models = models.filter { model in
            !model.isDisabled && filter.matches(model, isMarked: model.isMarked, now: now)
        }
        if all.isEmpty, slate == nil {
            throw session.noModels
        }
        return models
    }

    /// Writes an export piece by piece with the function that it is given.
    private typealias Export = ((Data) throws -> Void) throws -> Void

    private func export(_ parts: [Part]) async throws -> Export {
        func whole(_ text: Data) -> Export { { write in try write(text) } }
        let models = parts.flatMap(\.models)
        // The first one's stands for all, where only one is possible.
        let (session, first) = (parts[0].session, parts[0])
        switch format {
        case .ids:
            return whole(Data(models.map { $0.id.rawValue + "\n" }.joined().utf8))
        case .csv:
            return whole(Data(ModelCSV.text(models).utf8))
        case .json:
            let documents = models.map(JSONObject.init)
            return whole(JSONDocument.data(documents, isIndented: true) + Data([0x0A]))
        case .litellm:
            return whole(Data(ExportedFile.litellm(try await exported(parts)).utf8))
        case .promptfoo:
            return whole(Data(ExportedFile.promptfoo(try await exported(parts)).utf8))
        case .openaiBatch:
            let lines = try await requests(first.slate, first.workspace)
            return { write in
                do {
                    try lines.write(write)
                } catch let error as BatchError {
                    throw CommandFailure(error)
                }
            }
        case .k8s:
            return whole(Data(try job(first.slate, session).yaml.utf8))
        case .ray:
            return whole(
                RayJob(try await exported(parts), service: session.settings.service).script
            )
        case .llm:
            let service = session.settings.service
            guard service.exportedKeyVariable == ServiceKind.openRouter.keyVariable else {
                throw CommandFailure("llm cannot ask \(service.name): use --format ids.", .usage)
            }
            return whole(Data(ExportedFile.llm(models.map { ExportedModel(modelID: $0.id) }).utf8))
        }
    }

    private func job(_ slate: Slate?, _ session: Session) throws -> KubernetesJob {
        var services: [KubernetesJob.Service] = []
        for part in try slate.map(session.parts) ?? [] {
            let service = Self.service(part.session.settings)
            if !services.contains(where: { $0.name == service.name }) { services.append(service) }
        }
        let own = Self.service(session.settings).name
        return KubernetesJob(
            name: "muster-batch",
            shards: shards,
            slate: Self.name(self.slate),
            prompts: Self.name(prompts),
            services: services,
            option: services.contains { $0.name == own } ? own : nil
        )
    }

    private static func service(_ settings: Settings) -> KubernetesJob.Service {
        let service = settings.service
        func isIn(_ services: [ServiceSettings]) -> Bool {
            services.contains { $0.name == service.name && $0.baseURL == service.baseURL }
        }
        let isBuiltIn = isIn(ServiceSettings.builtIn)
        let isUsual = isBuiltIn && service.kind == .openRouter
        let ownVariable =
            service.name.uppercased()
            .replacing(/[^A-Z0-9]/, with: "_") + "_API_KEY"
        return KubernetesJob.Service(
            name: isIn(settings.services) && !isUsual ? service.name : nil,
            address: isBuiltIn ? nil : (service.baseURL.string, service.kind.name),
            keyVariable: service.keyVariable ?? ownVariable,
            isKeyOptional: !isBuiltIn && service.keyVariable == nil
        )
    }

    private func requests(
        _ slate: Slate?,
        _ workspace: Workspace
    ) async throws -> BatchRequestLines {
        var request = BatchRequest(
            modelIDs: slate?.entries.map(\.modelID) ?? [],
            promptsPath: prompts ?? "",
            resultsPath: ""
        )
        request.slate = slate
        do throws(BatchError) {
            return try await workspace.requestLines(of: request)
        } catch {
            throw CommandFailure(error)
        }
    }

    private static func name(_ path: String?) -> String {
        URL(filePath: path ?? "").lastPathComponent
    }

    private func exported(_ parts: [Part]) async throws -> [ExportedModel] {
        var exported: [ExportedModel] = []
        for part in parts {
            let settings = part.session.settings
            do throws(StoreError) {
                exported += try await part.workspace.exported(
                    part.models,
                    in: part.all,
                    slate: part.slate,
                    service: ExportedService(
                        baseURL: settings.baseURL == .openRouter ? nil : settings.baseURL,
                        keyVariable: settings.service.exportedKeyVariable,
                        isOpenRouter: settings.service.kind == .openRouter
                    ),
                    // LiteLLM can fall back only on models in its own list.
                    includesFallbacks: format == .litellm
                )
            } catch {
                throw CommandFailure(error)
            }
        }
        return exported
    }
}
