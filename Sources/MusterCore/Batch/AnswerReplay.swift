import Foundation

/// Judges an answer that came some other way as if it had just been received.
struct AnswerReplay: Sendable {
    let store: Store
    let time: TimeSource
    /// The user's name for the service that answered.
    var service = "openrouter"
    /// The spelling that was sent; `nil` for the model's ID.
    var route: Route?

    /// The result that an answer makes, and what the history keeps of it.
    ///
    /// `sentAt` and `cost`, in US dollars, are for an answer that does not tell them itself.
    func entry(
        _ answer: BatchAnswer,
        to item: BatchItem,
        _ content: PromptContent,
        _ model: BatchModel,
        maxTokens: Int,
        engine: BatchEngine,
        sentAt: Date? = nil,
        cost: Decimal? = nil
    ) async -> ResultGroup.Entry {
        var request = model.request(content, maxTokens: maxTokens)
        request.fallbacks = []
        var finished = await generation(answer, to: request, route: route ?? Route(item.modelID))
        finished.generation.hold(to: content)
        if let cost, finished.generation.hasModelAnswered {
            var usage = finished.generation.usage ?? TokenUsage()
            usage.cost = usage.cost ?? cost
            finished.generation.usage = usage
        }
        let record = BatchRecord(
            prompt: item.prompt,
            metadata: content.metadata,
            engine: engine,
            service: service,
            generation: finished.generation,
            startedAt: sentAt ?? finished.startedAt
        )
        return ResultGroup.Entry(
            finished: finished,
            record: (record.line, BatchResult(finished.generation, of: item.prompt))
        )
    }

    /// The generation that the answer makes, without durations, which nobody measured.
    ///
    /// It is no evidence: another service answered, or another part of this one.
    private func generation(
        _ answer: BatchAnswer,
        to request: GenerationRequest,
        route: Route
    ) async -> FinishedGeneration {
        var client = OpenRouterClient.replaying { () throws(ServiceFailure) in
            try Self.events(of: answer, now: time.now())
        }
        client.baseURL = store.service
        var policy = RetryPolicy.standard
        policy.attemptLimit = 1
        policy.retryLimit = 0
        var generator = Generator(
            client: client,
            store: store,
            time: time,
            preference: .catalogOnly,
            policy: policy
        )
        generator.workingRoute = { _ in route }
        // The answer is here and paid for, so that no interruption may cancel it.
        var finished = await Task { [generator] in await generator.answer(request) { _ in } }.value
        finished.generation.timeToFirstTokenMilliseconds = nil
        finished.generation.durationMilliseconds = nil
        (finished.evidence, finished.failures) = ([], [])
        return finished
    }

    private static func events(
        of answer: BatchAnswer,
        now: Date
    ) throws(ServiceFailure) -> [CompletionEvent] {
        // Encoding what was decoded never fails.
        let body = (try? JSONEncoder().encode(answer.body)) ?? Data()
        let whole = try? JSONDecoder().decode(CompletionChunkResponse.self, fromForeign: body)
        guard let whole, whole.error == nil, whole.choices?.isEmpty == false,
            (200..<300).contains(answer.status)
        else {
            throw FailureClassifier.classify(status: answer.status, body: body, now: now)
        }
        return [.opened] + whole.events(of: nil) + [.done]
    }
}

extension OpenRouterClient {
    /// A client without a network, whose only completion consists of these events.
    fileprivate static func replaying(
        _ events: @escaping @Sendable () throws(ServiceFailure) -> [CompletionEvent]
    ) -> OpenRouterClient {
        let refusal = ServiceFailure(.connection, message: "nobody is asked")
        return OpenRouterClient(
            baseURL: .openRouter,
            fetchCatalog: { () throws(ServiceFailure) in throw refusal },
            fetchAccountModels: { () throws(ServiceFailure) in throw refusal },
            fetchZeroRetention: { () throws(ServiceFailure) in throw refusal },
            lookUp: { (_) throws(ServiceFailure) in throw refusal },
            fetchEndpoints: { (_) throws(ServiceFailure) in throw refusal },
            complete: { (_, onEvents) throws(ServiceFailure) in await onEvents(try events()) },
            fetchKeyStatus: { () throws(ServiceFailure) in throw refusal },
            batches: BatchClient(
                submit: { (_) throws(ServiceFailure) in throw refusal },
                job: { (_) throws(ServiceFailure) in throw refusal },
                jobs: { (_) throws(ServiceFailure) in throw refusal },
                answers: { (_, _) throws(ServiceFailure) in throw refusal },
                cancel: { (_) throws(ServiceFailure) in throw refusal }
            )
        )
    }
}
