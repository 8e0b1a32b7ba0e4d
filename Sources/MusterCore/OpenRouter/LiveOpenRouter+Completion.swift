import Foundation
import NIOHTTP1

extension LiveOpenRouter {
    func complete(
        _ completion: CompletionRequest,
        _ onEvents: @escaping @Sendable ([CompletionEvent]) async -> Void
    ) async throws(ServiceFailure) {
        let key = try await requestKey(isRequired: !baseURL.isLoopback)
        do throws(ServiceFailure) {
            let events = { @Sendable (events: [CompletionEvent]) in
                await onEvents(events.map { $0.redacting(key?.secret) })
            }
            if completion.isWatched {
                try await stream(completion, key, events)
            } else {
                try await Deadline.run(completion.timeout) { () async throws(ServiceFailure) in
                    try await stream(completion, key, events)
                }
            }
        } catch {
            var failure = await refused(error, key)
            failure.wasKeySent = key != nil
            // The request itself left out the other endpoints, unless it was the account's privacy.
            if completion.routing != nil, failure.kind == .filteredEndpoints, !failure.isOfPrivacy {
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
                body: CompletionRequestBody(completion, of: kind).json,
                byteLimit: HTTPTransportRequest.maximumByteLimit,
                timeout: completion.timeout
            ),
            whileQueued: { await onEvents([.queued]) }
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
        try await response.forEachCompletionEvents(isWatched: completion.isWatched, onEvents)
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
}
