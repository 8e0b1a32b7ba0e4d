import Foundation
import Hummingbird

extension SimulatorResponder {
    /// `POST /chat/completions`: checks the key and the body, then tries the models in order.
    func completion(
        _ chat: ChatRequest?,
        _ request: Request,
        _ context: SimulatorContext
    ) async throws -> Response {
        if let refusal = keyRefusal(request) { return try await response(plainRefusal(refusal)) }
        guard let chat else {
            return try await response(.error("Invalid JSON in request body", status: 400))
        }
        guard let count = chat.messageCount, count > 0 else {
            return try await response(.error("Input must have at least 1 message.", status: 400))
        }
        guard !chat.candidates.isEmpty else {
            return try await response(.error("No models provided", status: 400))
        }
        var last = Outcome.answer(.notFound)
        for candidate in chat.candidates {
            last = outcome(of: candidate, chat)
            // OpenRouter falls back after any error before the first token.
            if case .answer(let answer) = last, answer.status >= 400 { continue }
            break
        }
        switch last {
        case .answer(let answer): return try await response(answer)
        case .silence: return try await silence(context)
        case .completion(let completion): return response(completion, chat, context)
        }
    }

    private enum Outcome {
        case answer(ScriptedAnswer)
        case silence
        /// An answer written piece by piece.
        case completion(Completion)
    }

    private func outcome(of spelling: String, _ chat: ChatRequest) -> Outcome {
        guard let match = state.index.chatMatch(spelling) else {
            let refusal = CompletionRefusal(.invalidModelID)
            return .answer(refusal.answer(model: spelling, provider: ""))
        }
        let row = match.row
        let provider = Provider.serving(row).name
        let script = state.script(for: row.id)
        guard accepts(script, match) else {
            return .answer(script.effectiveRefusal.answer(model: spelling, provider: provider))
        }
        if let missing = missingParameter(chat, row) {
            return .answer(.error("No endpoints found that \(missing)", status: 404))
        }
        switch state.nextCompletion(for: row.id) {
        case .refusal(let refusal):
            return .answer(refusal.answer(model: spelling, provider: provider))
        case .answer(let answer):
            return .answer(answer)
        case .silence:
            return .silence
        case .stream(let stream):
            return .completion(make(stream, row, chat, script))
        case .sequence:
            // The state resolves sequences; a sequence without scripts is a plain answer.
            return .completion(make(StreamScript(), row, chat, script))
        }
    }

    private func accepts(_ script: ModelScript, _ match: CatalogIndex.Match) -> Bool {
        switch script.accepts {
        case .catalogID: match.isCatalogID
        case .casedID: match.isCasedID
        case .any: true
        case .none: false
        }
    }

    /// A parameter that the request insists on and no provider of the model supports.
    private func missingParameter(_ chat: ChatRequest, _ row: CatalogRow) -> String? {
        guard chat.requiresParameters else { return nil }
        var known: Set<String> = []
        if case .array(let names)? = row.json["supported_parameters"] {
            known = Set(names.compactMap(\.stringValue))
        }
        if chat.toolName != nil, !known.contains("tools") {
            return "support tool use. To learn more about provider routing, visit: "
                + "https://openrouter.ai/docs/guides/routing/provider-selection"
        }
        if chat.wantsSchema, known.isDisjoint(with: ["structured_outputs", "response_format"]) {
            return "can handle the requested parameters. To learn more about provider routing, "
                + "visit: https://openrouter.ai/docs/guides/routing/provider-selection"
        }
        return nil
    }

    private func make(
        _ stream: StreamScript,
        _ row: CatalogRow,
        _ chat: ChatRequest,
        _ script: ModelScript
    ) -> Completion {
        let now = state.configuration.now()
        var stream = stream
        if chat.wantsSchema, script.honorsParameters {
            stream.text = #"{"status":"ok"}"#
            stream.isOneChunk = true
        }
        stream.toolName = script.honorsParameters ? chat.toolName : nil
        let completion = Completion(
            stream,
            row: row,
            request: chat,
            id: state.makeGenerationID(),
            created: Int(now.timeIntervalSince1970)
        )
        state.record(completion.record(now: now, isStream: chat.isStream), id: completion.id)
        return completion
    }
}

extension SimulatorResponder {
    /// Never answers; ends when the client closes or the server stops.
    func silence(_ context: SimulatorContext) async throws -> Response {
        state.openAnswers.begin()
        defer { state.openAnswers.end() }
        await context.untilClosed()
        throw CancellationError()
    }

    /// Writes an answer as a stream or as one object, as the request asks.
    func response(
        _ completion: Completion,
        _ chat: ChatRequest,
        _ context: SimulatorContext
    ) -> Response {
        let openAnswers = state.openAnswers
        let configuration = state.configuration
        var headers: HTTPFields = [
            .contentType: chat.isStream ? "text/event-stream" : "application/json",
            .cacheControl: "no-cache",
            .accessControlAllowOrigin: "*",
        ]
        headers.set("X-Generation-Id", to: completion.id)
        headers.set("Access-Control-Expose-Headers", to: "X-Generation-Id,cf-ray")
        let isStream = chat.isStream
        let body = ResponseBody { writer in
            openAnswers.begin()
            defer { openAnswers.end() }
            try await completion.write(
                to: writer,
                clock: configuration.clock,
                tokensPerSecond: configuration.tokensPerSecond,
                isStream: isStream,
                untilClosed: context.untilClosed
            )
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
