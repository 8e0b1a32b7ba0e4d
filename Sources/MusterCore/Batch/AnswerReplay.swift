import Foundation

/// Judges an answer that came some other way as if it had just been received.
struct AnswerReplay: Sendable {
    let store: Store
    let time: TimeSource

    /// The generation that the answer makes, without durations, which nobody measured.
    func generation(
        _ answer: BatchRequestFile.Answer,
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
        var finished = await generator.answer(request) { _ in }
        finished.generation.timeToFirstTokenMilliseconds = nil
        finished.generation.durationMilliseconds = nil
        return finished
    }

    private static func events(
        of answer: BatchRequestFile.Answer,
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
            fetchKeyStatus: { () throws(ServiceFailure) in throw refusal }
        )
    }
}
