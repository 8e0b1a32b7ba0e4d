import Foundation
import Hummingbird

extension SimulatorResponder {
    /// Never answers; ends when the client closes or the server stops.
    func silence(_ context: SimulatorContext) async throws -> Response {
        state.openAnswers.begin()
        defer { state.openAnswers.end() }
        await context.untilClosed()
        throw CancellationError()
    }

    /// Writes an answer as the request wants it: as a stream, or as one object.
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
