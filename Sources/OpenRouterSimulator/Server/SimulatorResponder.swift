import Foundation
import Hummingbird
import NIOCore

/// Answers every request, by path.
///
/// It matches paths by hand because model IDs contain `/`, `:` and `~`, the last two
/// percent-encoded or not, and because tests replace whole routes.
struct SimulatorResponder: HTTPResponder {
    /// The most bytes of a request that it reads; larger ones get 413.
    static let requestBytesMax = 16 * 1_024 * 1_024
    /// The same for a batch.
    static let batchBytesMax = 200_000_000

    let state: SimulatorState

    /// Logs the request, waits for the latency, and answers.
    func respond(to request: Request, context: SimulatorContext) async throws -> Response {
        let path = request.uri.path
        let isBatch = path.hasSuffix("/batches")
        let received = try await request.body.collect(
            upTo: isBatch ? Self.batchBytesMax : Self.requestBytesMax
        )
        let body = Data(received.readableBytesView)
        let parts = path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
        let isRouted = parts.first == "v1"
        let isChat =
            parts.suffix(3) == ["v1", "chat", "completions"] && request.method == .post
        var chat = isChat ? chatRequest(request, body) : nil
        if isRouted, let asked = chat?.candidates.first {
            // The router knows models by the Hub's names.
            chat?.candidates = [routedID(asked) ?? asked]
        }
        log(request, path: path, body: body, model: chat?.candidates.first)
        if state.configuration.latency > .zero {
            try await state.configuration.clock.sleep(for: state.configuration.latency)
        }
        if let answer = state.route(for: "/" + parts.joined(separator: "/")) {
            return try await response(answer)
        }
        if isChat { return try await completion(chat, request, context) }
        return try await response(answer(request, parts, body))
    }

    func response(_ answer: ScriptedAnswer) async throws -> Response {
        if answer.delay > .zero {
            try await state.configuration.clock.sleep(for: answer.delay)
        }
        let body: ResponseBody
        if let cut = answer.cutAfterBytes, cut < answer.body.count {
            let prefix = ByteBuffer(bytes: answer.body.prefix(cut))
            body = ResponseBody(contentLength: answer.body.count) { writer in
                try await writer.write(prefix)
                throw CutConnection()
            }
        } else {
            body = ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        }
        var headers: HTTPFields = [
            .accessControlAllowOrigin: "*",
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in answer.headers { headers.set(name, to: value) }
        return Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: headers,
            body: body
        )
    }

    private func answer(
        _ request: Request,
        _ parts: [String],
        _ body: Data
    ) -> ScriptedAnswer {
        if parts.starts(with: ["api", "v1", "batches"]) {
            return batches(Array(parts.dropFirst(2)), request, body)
        }
        guard request.method == .get else { return .notFound }
        if parts.prefix(2) == ["api", "models"], parts.count == 4 {
            return repository("\(parts[2])/\(parts[3])")
        }
        if parts.first == "v1" { return router(Array(parts.dropFirst())) }
        guard parts.prefix(2) == ["api", "v1"] else { return .notFound }
        let rest = Array(parts.dropFirst(2))
        switch (rest.first, rest.count) {
        case ("models", 1): return models(request)
        case ("models", 2) where rest[1] == "count": return modelCount()
        case ("models", 2) where rest[1] == "user": return userModels(request)
        case ("models", 4) where rest[3] == "endpoints":
            return endpoints("\(rest[1])/\(rest[2])", request)
        case ("endpoints", 2) where rest[1] == "zdr": return zeroRetentionEndpoints()
        case ("model", 3): return model("\(rest[1])/\(rest[2])")
        case ("key", 1): return key(request)
        case ("auth", 2) where rest[1] == "key": return key(request)
        case ("generation", 1): return generation(request)
        default: return .notFound
        }
    }

    private func chatRequest(_ request: Request, _ body: Data) -> ChatRequest? {
        ChatRequest(
            body: body,
            key: bearerKey(request),
            wantsMetadata: request.headers.value("X-OpenRouter-Metadata") == "enabled"
        )
    }

    private func log(_ request: Request, path: String, body: Data, model: String?) {
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            headers[name] = headers[name].map { "\($0), \(field.value)" } ?? field.value
        }
        state.log.append(
            LoggedRequest(
                method: request.method.rawValue,
                path: path,
                query: request.uri.query,
                headers: headers,
                body: body.prefix(RequestLog.bodyBytesMax),
                model: model
            )
        )
    }
}

/// The responder's view of the connection that a request came on.
struct SimulatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Returns once the client has gone or this task is cancelled.
    func untilClosed() async {
        let (closed, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        channel.closeFuture.whenComplete { _ in continuation.finish() }
        for await _ in closed {}
    }
}

extension HTTPFields {
    /// The field with a name as text.
    func value(_ name: String) -> String? {
        Element.Name(name).flatMap { self[$0] }
    }

    /// Sets a field by its name as text; ignores names that HTTP does not allow.
    mutating func set(_ name: String, to value: String) {
        // Hummingbird does not export `HTTPField`.
        if let name = Element.Name(name) { self[name] = value }
    }
}
