import Foundation
import NIOHTTP1

extension OpenRouterClient {
    /// Creates a client for a real service, which connects at its first request.
    ///
    /// It calls `key` when a request first needs one, and uses `time` for `Retry-After` dates.
    package static func live(
        baseURL: ServiceURL,
        transport: HTTPTransport,
        limits: RequestLimits = RequestLimits(),
        time: TimeSource = .system,
        key: @escaping @Sendable () async throws(ServiceFailure) -> APIKey?
    ) -> OpenRouterClient {
        let service = LiveOpenRouter(
            baseURL: baseURL,
            transport: transport,
            limits: limits,
            now: time.now,
            key: key
        )
        return OpenRouterClient(
            baseURL: baseURL,
            fetchCatalog: service.fetchCatalog,
            fetchAccountModels: service.fetchAccountModels,
            lookUp: service.lookUp,
            fetchEndpoints: service.fetchEndpoints,
            complete: service.complete,
            fetchKeyStatus: service.fetchKeyStatus
        )
    }
}

/// Implements the requests.
private struct LiveOpenRouter: Sendable {
    let baseURL: ServiceURL
    let transport: HTTPTransport
    let limits: RequestLimits
    let now: @Sendable () -> Date
    let key: @Sendable () async throws(ServiceFailure) -> APIKey?

    func fetchCatalog() async throws(ServiceFailure) -> FetchedCatalog {
        let url = baseURL.appending("models")
        let answer: HTTPAnswer
        do throws(ServiceFailure) {
            answer = try await fetchPublic(
                HTTPTransportRequest(
                    url: url,
                    headers: ["Accept": "application/json"],
                    byteLimit: limits.catalogBytes,
                    timeout: limits.catalogTimeout
                )
            )
        } catch {
            throw hinting(error)
        }
        do {
            return try await CatalogReader.read(answer.body, source: url)
        } catch {
            throw hinting(Self.failure(notACatalog: error, answer))
        }
    }

    func fetchAccountModels() async throws(ServiceFailure) -> Set<ModelID>? {
        guard let key = try? await requestKey(isRequired: false) else { return nil }
        let url = baseURL.appending("models/user")
        let answer = try await transport.fetch(
            HTTPTransportRequest(
                url: url,
                headers: Self.authorization(key),
                byteLimit: limits.catalogBytes,
                // What it tells is worth a short wait, and never a refresh.
                timeout: min(limits.timeout, .seconds(20))
            )
        )
        // Only OpenRouter tells; others lack the route, or have a model of that name.
        if [400, 404, 405, 501].contains(answer.status) { return nil }
        guard answer.isSuccess else { throw failure(answer).redacting(key.secret) }
        guard let catalog = try? await CatalogReader.read(answer.body, source: url),
            !catalog.rows.isEmpty
        else { return nil }
        return Set(catalog.rows.map(\.entry.id))
    }

    /// Adds the address that was likely meant to a failure that a wrong one gives.
    private func hinting(_ failure: ServiceFailure) -> ServiceFailure {
        guard failure.httpStatus == 404 || failure.isPage && failure.kind == .malformed,
            baseURL.likelyAddress != baseURL.string
        else { return failure }
        var failure = failure
        failure.message = "\(failure.message.paragraph); did you mean \(baseURL.likelyAddress)?"
        return failure
    }

    /// Fetches what OpenRouter gives without a key, and sends the key if the service wants one.
    private func fetchPublic(
        _ request: HTTPTransportRequest
    ) async throws(ServiceFailure) -> HTTPAnswer {
        let answer = try await transport.fetch(request)
        guard answer.status == 401 || answer.status == 403 else {
            guard answer.isSuccess else { throw failure(answer) }
            return answer
        }
        guard let key = try? await requestKey(isRequired: false) else {
            var failure = failure(answer)
            failure.wasKeySent = false
            throw failure
        }
        var keyed = request
        for header in Self.authorization(key) {
            keyed.headers.add(name: header.name, value: header.value)
        }
        let second = try await transport.fetch(keyed)
        guard second.isSuccess else { throw failure(second).redacting(key.secret) }
        return second
    }

    /// Fetches what tells more with a key: sends the key if there is one, and asks without it if it
    /// is refused.
    private func fetchKeyed(
        _ request: HTTPTransportRequest
    ) async throws(ServiceFailure) -> HTTPAnswer {
        guard let key = try? await requestKey(isRequired: false) else {
            return try await fetchPublic(request)
        }
        var keyed = request
        for header in Self.authorization(key) {
            keyed.headers.add(name: header.name, value: header.value)
        }
        let answer = try await transport.fetch(keyed)
        if answer.isSuccess { return answer }
        guard answer.status == 401 || answer.status == 403 else {
            throw failure(answer).redacting(key.secret)
        }
        let second = try await transport.fetch(request)
        guard second.isSuccess else {
            var failure = failure(second)
            failure.wasKeySent = false
            throw failure
        }
        return second
    }

    func lookUp(_ id: ModelID) async throws(ServiceFailure) -> FetchedModel? {
        let answer: HTTPAnswer
        do throws(ServiceFailure) {
            answer = try await fetchPublic(
                HTTPTransportRequest(
                    url: baseURL.appending("model/\(id.pathSegments)"),
                    timeout: limits.timeout
                )
            )
        } catch {
            // Other services lack the route, and answer 404 to every model.
            let isNo =
                error.kind == .invalidModelID || error.kind == .noEndpoints
                || (error.httpStatus == 404 && baseURL.isOpenRouter)
            if isNo { return nil }
            throw error
        }
        guard let row = Self.singleRow(answer.body) else { throw Self.malformed(answer) }
        return row
    }

    func fetchEndpoints(_ id: ModelID) async throws(ServiceFailure) -> [Endpoint] {
        let answer: HTTPAnswer
        do throws(ServiceFailure) {
            answer = try await fetchKeyed(
                HTTPTransportRequest(
                    url: baseURL.appending("models/\(id.pathSegments)/endpoints"),
                    byteLimit: 4 << 20,
                    timeout: limits.timeout
                )
            )
        } catch {
            // The list may want a key of another sort; that says nothing about this one.
            var failure = error
            if failure.kind == .unauthorized { failure.wasKeySent = false }
            throw failure
        }
        guard
            let response = try? JSONDecoder().decode(
                EndpointsResponse.self,
                fromForeign: answer.body
            )
        else { throw Self.malformed(answer) }
        // The catalog's own link for `x:free` leads to the list of the paid `x`.
        if let listed = response.modelID, id.variant != nil, listed == id.base {
            throw ServiceFailure(
                .malformed,
                httpStatus: answer.status,
                message: "the service sent the endpoints of \(listed), not of \(id)"
            )
        }
        return response.endpoints
    }

    func fetchKeyStatus() async throws(ServiceFailure) -> KeyStatus {
        let key = try await requestKey(isRequired: true)
        let request = HTTPTransportRequest(
            url: baseURL.appending("key"),
            headers: Self.authorization(key),
            timeout: limits.timeout
        )
        let answer = try await transport.fetch(request)
        guard answer.isSuccess else { throw failure(answer).redacting(key?.secret) }
        guard let response = try? JSONDecoder().decode(KeyResponse.self, fromForeign: answer.body)
        else {
            throw Self.malformed(answer).redacting(key?.secret)
        }
        return response.status
    }

    func complete(
        _ completion: CompletionRequest,
        _ onEvents: @escaping @Sendable ([CompletionEvent]) async -> Void
    ) async throws(ServiceFailure) {
        let key = try await requestKey(isRequired: !baseURL.isLoopback)
        do throws(ServiceFailure) {
            try await Deadline.run(completion.timeout) { () async throws(ServiceFailure) in
                try await stream(completion, key) { events in
                    await onEvents(events.map { $0.redacting(key?.secret) })
                }
            }
        } catch {
            // A server may echo the request, including the key.
            var failure = error.redacting(key?.secret)
            failure.wasKeySent = key != nil
            // The request itself left out the other endpoints.
            if completion.routing != nil, failure.kind == .filteredEndpoints {
                failure.trouble = .request
            }
            throw failure
        }
    }

    private func stream(
        _ completion: CompletionRequest,
        _ key: APIKey?,
        _ onEvents: @Sendable ([CompletionEvent]) async -> Void
    ) async throws(ServiceFailure) {
        var headers = Self.authorization(key)
        headers.add(name: "Content-Type", value: "application/json")
        headers.add(name: "Accept", value: "text/event-stream")
        headers.add(name: "X-OpenRouter-Title", value: "muster")
        if completion.routing != nil || completion.asksForEndpoint {
            headers.add(name: "X-OpenRouter-Metadata", value: "enabled")
        }
        let response = try await transport.open(
            HTTPTransportRequest(
                method: .POST,
                url: baseURL.appending("chat/completions"),
                headers: headers,
                body: CompletionRequestBody(completion, asksForUsage: !baseURL.isOpenRouter).json,
                byteLimit: HTTPTransportRequest.maximumByteLimit,
                timeout: completion.timeout
            )
        )
        guard response.isSuccess else {
            let body = try await response.collect(endsWithJSON: true)
            throw FailureClassifier.classify(
                status: response.status,
                headers: response.headers,
                body: body,
                now: now()
            )
        }
        await onEvents([.opened])
        let type = response.headers.first(name: "Content-Type") ?? ""
        guard type.lowercased().hasPrefix("text/event-stream") else {
            return try await readWhole(response, onEvents)
        }
        try await response.forEachCompletionEvents(onEvents)
    }

    /// Reads an answer sent whole although a stream was requested.
    private func readWhole(
        _ response: HTTPTransportResponse,
        _ onEvents: @Sendable ([CompletionEvent]) async -> Void
    ) async throws(ServiceFailure) {
        let type = response.headers.first(name: "Content-Type")?.lowercased() ?? ""
        let body = try await response.collect(
            byteLimit: HTTPTransportRequest.ordinaryByteLimit,
            endsWithJSON: !type.contains("ndjson") && !type.contains("jsonl")
        )
        // Some servers call an event stream something else.
        let start = body.prefix(16)
        if ["data:", ":", "event:"].contains(where: { start.starts(with: $0.utf8) }) {
            var reader = CompletionStreamReader()
            await onEvents(try reader.read(body) + reader.finish())
            return
        }
        let whole = try? JSONDecoder().decode(CompletionChunkResponse.self, fromForeign: body)
        guard let whole, whole.error == nil else {
            let lines = CompletionStreamReader.events(ofLines: body)
            guard lines.isEmpty else { return await onEvents(lines) }
            // Text and usage that came with an error count.
            let events = whole?.events(of: nil).filter {
                if case .failed = $0 { false } else if case .finished = $0 { false } else { true }
            }
            if let events, !events.isEmpty { await onEvents(events) }
            throw FailureClassifier.classify(
                status: response.status,
                headers: response.headers,
                body: body,
                now: now()
            )
        }
        guard whole.choices?.isEmpty == false else {
            throw ServiceFailure(
                .malformed,
                httpStatus: response.status,
                message: "the answer holds neither a choice nor an error"
            )
        }
        await onEvents(whole.events(of: nil) + [.done])
    }

    private static func authorization(_ key: APIKey?) -> HTTPHeaders {
        key.map { ["Authorization": "Bearer \($0.secret)"] } ?? [:]
    }

    /// The key to send, after checking that its destination is safe.
    private func requestKey(isRequired: Bool) async throws(ServiceFailure) -> APIKey? {
        guard let key = try await key() else {
            guard isRequired else { return nil }
            throw ServiceFailure(
                .noKey,
                message: "there is no API key: set OPENROUTER_API_KEY, or run: muster key set"
            )
        }
        guard baseURL.isSecure || baseURL.isLoopback else {
            throw ServiceFailure(
                .noKey,
                message: "the key is not sent to \(baseURL): it has no TLS and is not this machine"
            )
        }
        return key
    }

    private func failure(_ answer: HTTPAnswer) -> ServiceFailure {
        FailureClassifier.classify(
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
            now: now()
        )
    }

    private static func failure(
        notACatalog failure: CatalogReader.Failure,
        _ answer: HTTPAnswer
    ) -> ServiceFailure {
        switch failure {
        case .cutShort where !answer.body.isEmpty:
            ServiceFailure(
                .malformed,
                httpStatus: answer.status,
                message: "the catalog was cut short"
            )
        default:
            malformed(answer, "the answer is no catalog")
        }
    }

    private static func malformed(_ answer: HTTPAnswer, _ what: String? = nil) -> ServiceFailure {
        var failure = FailureClassifier.classify(
            status: answer.status,
            body: answer.body,
            now: .distantFuture
        )
        failure.kind = .malformed
        if let what, !failure.isPage, !answer.body.isEmpty {
            failure.message = "\(what): \(failure.message)"
        }
        return failure
    }

    private static func singleRow(_ body: Data) -> FetchedModel? {
        // The row reader wants a list, but the object comes as `{"data":{...}}`.
        struct Wrapped: Decodable {
            let data: ModelResponse
        }
        guard let response = try? JSONDecoder().decode(Wrapped.self, fromForeign: body).data else {
            return nil
        }
        return FetchedModel(
            entry: response.entry,
            huggingFaceID: response.huggingFaceID,
            description: response.description,
            rawJSON: String(decoding: body, as: UTF8.self)
        )
    }
}
