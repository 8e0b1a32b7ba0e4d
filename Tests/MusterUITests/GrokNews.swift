import Foundation

@testable import MusterCore
@testable import MusterUI

/// Events of a generation, in the order in which they come.
enum GrokNews {
    static let grok = ModelID(rawValue: "x-ai/grok-code-fast-1")

    /// The news of a generation that streams: some reasoning, then these pieces.
    static func streaming(pane: Int = 1, _ pieces: [String]) -> [AppEvent] {
        [
            .generationUpdated(pane: pane, [.began(id: 7), .connecting(route: Route(grok))]),
            .generationUpdated(pane: pane, [.waiting]),
            .timePassed(.noon.addingTimeInterval(1.2)),
            .generationUpdated(
                pane: pane,
                [.served(model: grok.rawValue, provider: "xAI"), .reasoning("Let me think.")]
            ),
            .generationUpdated(pane: pane, pieces.map { .text($0) }),
        ]
    }

    /// The last news, with the status and what goes with it.
    static func finished(
        pane: Int = 1,
        _ status: GenerationStatus,
        failure: ServiceFailure? = nil,
        usage: TokenUsage? = nil
    ) -> AppEvent {
        var generation = Generation(id: 7, modelID: grok, status: status)
        generation.failure = failure
        generation.usage = usage
        generation.timeToFirstTokenMilliseconds = 1200
        generation.durationMilliseconds = 3200
        var updates: [GenerationUpdate] = []
        if let usage { updates.append(.usage(usage)) }
        if status == .failed, let failure {
            updates.append(
                .attemptFailed(
                    Attempt(
                        sentModel: Route(grok),
                        httpStatus: failure.httpStatus,
                        kind: .failed(failure.kind),
                        message: failure.message
                    )
                )
            )
        }
        return .generationUpdated(pane: pane, updates + [.finished(generation)])
    }
}
