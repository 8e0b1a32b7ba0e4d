import ArgumentParser
import Foundation
import MusterCore

/// Streams a model's answer to standard output.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Stream a model's answer to standard output.",
        discussion: """
            Without a prompt, or with '-', muster reads standard input. However the generation \
            ends, the database keeps the text so far. muster asks a busy model again, for a few \
            minutes, until text arrives; if a model does not answer, muster asks its fallbacks: \
            those of --fallback, or else those of the configuration. A fallback can be a model of \
            another service, such as huggingface:Qwen/Qwen3-32B.
            """
    )

    private static let promptLimit = 16 << 20

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A model ID, slug or Hugging Face ID.", completion: ValueCompletion.models)
    var model: String

    @Argument(help: "The prompt, or '-' for standard input.")
    var prompt: String?

    @Option(help: "The system prompt.")
    var system: String?

    @Option(help: "The longest answer in tokens, reasoning included.")
    var maxTokens = GenerationRequest.defaultMaxTokens

    @Option(
        help: ArgumentHelp(
            "Ask this model if those before it do not answer; may be repeated.",
            valueName: "model"
        ),
        completion: ValueCompletion.models
    )
    var fallback: [String] = []

    @Flag(help: "Ask no other model, whatever the configuration says.")
    var noFallback = false

    @Option(help: "How freely the model chooses its words, from 0 to 2.")
    var temperature: Double?

    @Option(help: "How much the model thinks first.")
    var reasoningEffort: ReasoningEffort?

    @Option(help: ArgumentHelp("Give up after this many seconds.", valueName: "seconds"))
    var timeout = 600

    @Flag(help: "Print the result as JSON when it is complete.")
    var json = false

    func validate() throws {
        guard maxTokens > 0 else { throw ValidationError("--max-tokens must be at least 1.") }
        guard (1...86_400).contains(timeout) else {
            throw ValidationError("--timeout must be between 1 and 86400 seconds.")
        }
        if let temperature, !GenerationRequest.temperatures.contains(temperature) {
            throw ValidationError("--temperature must be between 0 and 2.")
        }
        if noFallback, !fallback.isEmpty {
            throw ValidationError("--fallback and --no-fallback exclude each other.")
        }
    }

    func run() async throws {
        let prompt = try readPrompt()
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let models = try await session.models(workspace)
            let chosen = try session.model(model, in: models)
            guard !chosen.isDisabled else {
                let reason = chosen.disabledReason.map { " (\($0))" } ?? ""
                throw CommandFailure(
                    "\(chosen.id) is disabled\(reason). To use it: muster enable \(chosen.id)",
                    .unavailable
                )
            }
            let groups = session.grouped(fallback)
            let own = try fallbacks(groups[0], of: chosen, in: models)
            var chain = FallbackChain(workspace, request(chosen, own, prompt))
            for group in groups.dropFirst() {
                let workspace = try group.session.openWorkspace()
                let models = try await group.session.models(workspace)
                let named = try group.names.map { try group.session.model($0, in: models) }
                chain.append(workspace, request(named[0], Array(named.dropFirst()), prompt))
            }
            let printer = GenerationPrinter(
                console: session.console,
                time: session.time,
                isSilent: json
            )
            let (generation, service) = try await Interruption.run { [chain] in
                await chain.run(
                    onMove: { await printer.moveOn(to: $0, at: $1, because: $2) },
                    onUpdate: { await printer.take($0) }
                )
            }
            let answer = Answer(
                generation: generation,
                requested: chosen.id,
                otherService: service == workspace.client.service ? nil : service,
                alternatives: Alternatives.of(
                    chosen,
                    in: models,
                    now: session.time.now(),
                    orSameAuthor: true
                ).map(\.id)
            )
            try await report(answer, printer, session.console)
        }
    }

    private func fallbacks(
        _ group: Session.FallbackGroup,
        of model: Model,
        in models: [Model]
    ) throws -> [Model] {
        if noFallback { return [] }
        guard !fallback.isEmpty else {
            return group.session.configuredFallbacks(of: model, in: models)
        }
        return try group.names.map { try group.session.model($0, in: models) }
    }

    private func request(
        _ model: Model,
        _ fallbacks: [Model],
        _ prompt: String
    ) -> GenerationRequest {
        var request = GenerationRequest(
            model,
            fallbacks: fallbacks,
            systemPrompt: system,
            prompt: prompt,
            maxTokens: maxTokens,
            timeout: .seconds(timeout)
        )
        request.temperature = temperature
        request.reasoningEffort = reasoningEffort
        return request
    }

    private struct Answer: Sendable {
        let generation: Generation
        /// The model that was asked first.
        let requested: ModelID
        /// The service that was asked last, unless it is the one that was asked first.
        let otherService: String?
        /// Models that may answer in place of the requested one, the best first.
        let alternatives: [ModelID]

        var answering: ModelID { generation.answeringModelID ?? generation.modelID }

        /// The start of a sentence about the failure.
        var whatFailed: String {
            if generation.failure?.isAnswerWithoutText == true {
                return "\(answering) gave no answer"
            }
            guard generation.text.isEmpty else { return "The answer of \(answering) broke off" }
            return asked.count > 1 || generation.modelID != requested
                ? "Neither \(requested) nor its fallbacks answered"
                : "\(requested) did not answer"
        }

        private var asked: Set<ModelID> {
            Set(generation.attempts.map { $0.modelID ?? requested })
        }

        /// The model to ask next, where trying again is pointless.
        func alternative(after failure: ServiceFailure) -> ModelID? {
            guard failure.trouble == .model || failure.trouble == .program else { return nil }
            return alternatives.first { !asked.contains($0) }
        }
    }

    private func report(
        _ answer: Answer,
        _ printer: GenerationPrinter,
        _ console: Console
    ) async throws {
        let generation = answer.generation
        if json {
            let document = JSONObject(generation).adding(
                answer.otherService.map { ["service": $0] } ?? [:]
            )
            try console.print(json: document)
        } else {
            try await printer.finish()
        }
        if let error = generation.storeFailure {
            console.note("the answer could not be stored: \(error)")
        }
        switch generation.status {
        case .completed:
            if let words = generation.cutWords {
                console.note("\(words)\(generation.isCutByLimit ? " (--max-tokens)" : "")")
            }
            if let served = generation.servedModel, served != answer.answering.rawValue,
                served != generation.sentModel?.rawValue
            {
                let name = SanitizedText(sanitizing: served).singleLine.string
                console.note("served by \(name)")
            }
            if !generation.media.isEmpty {
                let words = SanitizedText(sanitizing: generation.media.words).singleLine.string
                console.note("beside its text, the answer had \(words); it was not kept")
            }
        case .cancelled:
            let isEmpty = generation.text.isEmpty
            throw CommandFailure(
                isEmpty ? "Cancelled before any text came." : "Cancelled; the text so far is kept.",
                .interrupted
            )
        case .truncated:
            let words = generation.failure.map { ": \($0.message.paragraph)" } ?? ""
            let isFiltered = generation.failure?.kind == .contentFilter
            throw CommandFailure(
                "The answer was truncated\(words).",
                isFiltered ? .unavailable : .tryAgain
            )
        case .failed, .interrupted, .connecting, .waiting, .streaming:
            let failure = generation.failure ?? ServiceFailure(.server, message: "no answer")
            throw CommandFailure(
                failure,
                doing: answer.whatFailed,
                next: answer.alternative(after: failure)
            )
        }
    }

    private func readPrompt() throws -> String {
        if let prompt, prompt != "-" {
            guard !prompt.allSatisfy(\.isWhitespace) else {
                throw CommandFailure("The prompt is empty.", .usage)
            }
            return prompt
        }
        guard prompt == "-" || isatty(STDIN_FILENO) != 1 else {
            throw CommandFailure(
                "A prompt is needed: give it after the model, or pipe it in.",
                .usage
            )
        }
        let data: Data
        do {
            data = try FileHandle.standardInput.read(upToCount: Self.promptLimit + 1) ?? Data()
        } catch {
            throw CommandFailure("The prompt on standard input cannot be read.", .ioError)
        }
        guard data.count <= Self.promptLimit else {
            throw CommandFailure(
                "The prompt on standard input is larger than \(Self.promptLimit >> 20) MiB.",
                .badData
            )
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure("The prompt on standard input is not UTF-8.", .badData)
        }
        guard !text.allSatisfy(\.isWhitespace) else {
            throw CommandFailure("The prompt on standard input is empty.", .badData)
        }
        return text
    }
}

extension ReasoningEffort: ExpressibleByArgument {}
