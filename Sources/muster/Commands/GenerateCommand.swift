import ArgumentParser
import Foundation
import MusterCore

/// Streams a model's answer to standard output.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Stream a model's answer to standard output.",
        discussion: """
            Without a prompt, or with '-', the prompt is read from standard input. What has come \
            is kept in the database however the generation ends.
            """
    )

    /// The largest prompt that is read, in bytes.
    private static let promptLimit = 16 << 20

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A model ID, slug or Hugging Face ID.")
    var model: String

    @Argument(help: "The prompt, or '-' for standard input.")
    var prompt: String?

    @Option(help: "The system prompt.")
    var system: String?

    @Option(help: "The longest answer in tokens, reasoning included.")
    var maxTokens = CompletionRequest.defaultMaxTokens

    @Option(help: ArgumentHelp("Give up after so many seconds.", valueName: "seconds"))
    var timeout = 600

    @Flag(help: "Print the result as JSON when it is complete.")
    var json = false

    func validate() throws {
        guard maxTokens > 0 else { throw ValidationError("--max-tokens must be at least 1.") }
        guard (1...86_400).contains(timeout) else {
            throw ValidationError("--timeout must be between 1 and 86400 seconds.")
        }
    }

    func run() async throws {
        let prompt = try readPrompt()
        try await Session.with(options) { session in
            let store = try session.openStore()
            let chosen = try session.model(model, in: try await session.models(store))
            guard !chosen.isDisabled else {
                let reason = chosen.disabledReason.map { " (\($0))" } ?? ""
                throw CommandFailure(
                    "\(chosen.id) is disabled\(reason). To use it: muster enable \(chosen.id)",
                    .unavailable
                )
            }
            let generator = Generator(
                client: session.client,
                store: store,
                time: session.time,
                preference: session.settings.routes,
                logger: session.logger
            )
            let request = GenerationRequest(
                modelID: chosen.id,
                huggingFaceID: chosen.huggingFaceID,
                systemPrompt: system,
                prompt: prompt,
                maxTokens: maxTokens,
                timeout: .seconds(timeout)
            )
            let printer = GenerationPrinter(console: session.console, isSilent: json)
            let generation = try await Interruption.run {
                await generator.run(request) { updates in await printer.take(updates) }
            }
            try await report(generation, printer, session.console)
        }
    }

    private func report(
        _ generation: Generation,
        _ printer: GenerationPrinter,
        _ console: Console
    ) async throws {
        if json {
            try console.printData(JSONDocument.data(GenerationDocument(generation)))
            try console.print("")
        } else {
            try await printer.finish()
        }
        if let error = generation.storeFailure {
            console.note("muster: the answer could not be stored: \(error)")
        }
        switch generation.status {
        case .completed:
            if generation.finishReason == "length" {
                console.note("muster: the answer was cut at \(maxTokens) tokens (--max-tokens)")
            }
        case .cancelled:
            throw CommandFailure("Cancelled; what had come is kept.", .interrupted)
        case .truncated:
            let words = generation.failure.map { ": \($0.message)" } ?? ""
            throw CommandFailure("The answer was truncated\(words).", .tryAgain)
        case .failed, .interrupted, .connecting, .waiting, .streaming:
            let failure = generation.failure ?? ServiceFailure(.server, message: "no answer")
            let what =
                generation.text.isEmpty
                ? "\(generation.modelID) did not answer"
                : "The answer of \(generation.modelID) broke off"
            throw CommandFailure(failure, doing: what)
        }
    }

    private func readPrompt() throws -> String {
        if let prompt, prompt != "-" {
            guard !prompt.allSatisfy(\.isWhitespace) else {
                throw ValidationError("The prompt is empty.")
            }
            return prompt
        }
        guard prompt == "-" || isatty(STDIN_FILENO) != 1 else {
            throw ValidationError("A prompt is needed: give it after the model, or pipe it in.")
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
        let text = String(decoding: data, as: UTF8.self)
        guard !text.allSatisfy(\.isWhitespace) else {
            throw CommandFailure("The prompt on standard input is empty.", .badData)
        }
        return text
    }
}
