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
        if let refusal = bearerKey(request).flatMap(state.account)?.standingRefusal {
            let answer = CompletionRefusal(refusal)
            return try await response(
                answer.answer(model: chat?.candidates.first ?? "", provider: "")
            )
        }
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

    /// What becomes of a chat request.
    enum Outcome {
        case answer(ScriptedAnswer)
        case silence
        /// An answer written piece by piece.
        case completion(Completion)
    }

    private func outcome(of spelling: String, _ chat: ChatRequest) -> Outcome {
        guard let match = state.index.chatMatch(spelling) else {
            return refused(.invalidModelID, spelling)
        }
        let row = match.row
        if row.isBatch { return refused(.batchOnly, spelling) }
        if let account = chat.key.flatMap(state.account), account.excludes(row.id) {
            return refused(account.exclusion, spelling, by: Provider.serving(row).name)
        }
        let script = state.script(for: row.id)
        guard accepts(script, match) else {
            let provider = Provider.serving(row).name
            return .answer(script.effectiveRefusal.answer(model: spelling, provider: provider))
        }
        let price = ChargedPrice(
            row.json["pricing"],
            promptTokens: chat.promptTokens,
            now: state.configuration.now()
        )
        switch Route(of: chat, row: row, script: script, price: price) {
        case .answer(let answer): return .answer(answer)
        case .endpoint(let endpoint):
            return completion(of: chat, row, script, endpoint, spelling: spelling)
        }
    }

    /// The outcome at the endpoint that routing has chosen.
    func completion(
        of chat: ChatRequest,
        _ row: CatalogRow,
        _ script: ModelScript,
        _ endpoint: SimulatedEndpoint,
        spelling: String? = nil
    ) -> Outcome {
        switch state.nextCompletion(for: row.id) {
        case .refusal(let refusal):
            .answer(refusal.answer(model: spelling ?? row.id, provider: endpoint.provider))
        case .answer(let answer):
            .answer(answer)
        case .silence:
            .silence
        case .stream(let stream):
            .completion(make(stream, row, chat, script, endpoint))
        case .sequence:
            // The state resolves sequences; a sequence without scripts is a plain answer.
            .completion(make(StreamScript(), row, chat, script, endpoint))
        }
    }

    private func refused(
        _ kind: RefusalKind,
        _ spelling: String,
        by provider: String = ""
    ) -> Outcome {
        .answer(CompletionRefusal(kind).answer(model: spelling, provider: provider))
    }

    private func accepts(_ script: ModelScript, _ match: CatalogIndex.Match) -> Bool {
        switch script.accepts {
        case .catalogID: match.isCatalogID
        case .casedID: match.isCasedID
        case .any: true
        case .none: false
        }
    }

    private func make(
        _ stream: StreamScript,
        _ row: CatalogRow,
        _ chat: ChatRequest,
        _ script: ModelScript,
        _ endpoint: SimulatedEndpoint
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
            endpoint: endpoint,
            id: state.makeGenerationID(),
            now: now
        )
        if let key = chat.key { state.charge(completion.cost, to: key) }
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
