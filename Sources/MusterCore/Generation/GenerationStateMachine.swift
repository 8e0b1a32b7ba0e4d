/// Decides what a generation does next; it performs nothing and knows no time.
///
/// Inputs are what happened, outputs are what to do. It owns the route ladder; retries and
/// fallbacks will be further actions of the same kind.
package struct GenerationStateMachine: Sendable {
    /// What to do next.
    package enum Action: Sendable, Hashable {
        /// Send the request with this spelling of the model.
        case send(route: String)
        /// Nothing more: this is how it ended.
        case finish(GenerationStatus, ServiceFailure?)
    }

    private var remainingRoutes: ArraySlice<String>
    private var failures: [ServiceFailure] = []
    private var streamFailure: ServiceFailure?
    private var hasShownText = false
    private var hasEndMark = false
    /// The first finish reason that came: later chunks may repeat it, or take it back.
    package private(set) var finishReason: String?

    /// Creates a machine for a model with these routes.
    package init(ladder: RouteLadder) {
        remainingRoutes = ladder.rungs[...]
    }

    /// Whether every route was tried and each was refused as unknown.
    package var wasRefusedOnEveryRoute: Bool {
        !failures.isEmpty && remainingRoutes.isEmpty && failures.allSatisfy(\.isAboutTheRoute)
    }

    /// Begins.
    package mutating func start() -> Action {
        guard let route = remainingRoutes.popFirst() else {
            return .finish(.failed, ServiceFailure(.badRequest, message: "there is no route"))
        }
        return .send(route: route)
    }

    /// Takes note of what the stream brought.
    package mutating func received(_ event: CompletionEvent) {
        switch event {
        case .text, .reasoning:
            hasShownText = true
        case .finished(let reason):
            finishReason = finishReason ?? reason
        case .failed(let failure):
            streamFailure = streamFailure ?? failure
        case .done:
            hasEndMark = true
        case .opened, .served, .usage, .keptAlive, .toolCalled:
            break
        }
    }

    /// The stream came to its end without breaking.
    package mutating func streamEnded() -> Action {
        if let streamFailure {
            failures.append(streamFailure)
            return .finish(.failed, streamFailure)
        }
        guard hasEndMark || finishReason != nil else {
            return .finish(
                .truncated,
                ServiceFailure(
                    .connection,
                    httpStatus: 200,
                    message: "the stream ended without an end mark"
                )
            )
        }
        guard hasShownText || finishReason != nil else {
            let failure = ServiceFailure(
                .malformed,
                httpStatus: 200,
                message: "the answer is empty"
            )
            failures.append(failure)
            return .finish(.failed, failure)
        }
        return .finish(.completed, nil)
    }

    /// The request failed, or its stream broke.
    package mutating func attemptFailed(_ failure: ServiceFailure) -> Action {
        failures.append(failure)
        if failure.kind == .cancelled { return .finish(.cancelled, nil) }
        // What has been shown is never shown again: no second try after the first token.
        if hasShownText { return .finish(.truncated, streamFailure ?? failure) }
        guard failure.isAboutTheRoute, let route = remainingRoutes.popFirst() else {
            return .finish(.failed, streamFailure ?? failure)
        }
        // What the stream of a refused attempt said does not count against the next.
        streamFailure = nil
        finishReason = nil
        hasEndMark = false
        return .send(route: route)
    }
}
