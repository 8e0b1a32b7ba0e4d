import Foundation
import NIOHTTP1

/// Implements the requests.
struct LiveOpenRouter: Sendable {
    let baseURL: ServiceURL
    let kind: ServiceKind
    let transport: HTTPTransport
    let limits: RequestLimits
    let now: @Sendable () -> Date
    /// What to do for want of a key.
    let keyHint: String
    let key: @Sendable () async throws(ServiceFailure) -> APIKey?
    /// Learns of a key that the service refused.
    let refuse: @Sendable (APIKey) async -> Void

    func fetchKeyStatus() async throws(ServiceFailure) -> KeyStatus {
        let key = try await requestKey(isRequired: kind.hasAccount || !baseURL.isLoopback)
        // Others have no such route, or one of another meaning.
        guard kind.hasAccount else { return KeyStatus() }
        let request = HTTPTransportRequest(url: baseURL.appending("key"), timeout: limits.timeout)
        let answer = try await fetch(request, with: key)
        guard answer.isSuccess else { throw await refused(failure(answer), key) }
        guard let response = try? JSONDecoder().decode(KeyResponse.self, fromForeign: answer.body)
        else { throw Self.malformed(answer) }
        return response.status
    }

    /// Fetches what OpenRouter gives without a key, and sends the key if the service wants one.
    func fetchPublic(
        _ request: HTTPTransportRequest
    ) async throws(ServiceFailure) -> HTTPAnswer {
        let answer = try await fetch(request, with: nil)
        guard answer.status == 401 || answer.status == 403 else {
            guard answer.isSuccess else { throw failure(answer) }
            return answer
        }
        guard let key = try? await requestKey(isRequired: false) else {
            var failure = failure(answer)
            failure.wasKeySent = false
            throw failure
        }
        let second = try await fetch(request, with: key)
        guard second.isSuccess else { throw failure(second) }
        return second
    }

    /// Fetches what tells more with a key: sends the key if there is one, and asks without it if it
    /// is refused.
    func fetchKeyed(
        _ request: HTTPTransportRequest
    ) async throws(ServiceFailure) -> HTTPAnswer {
        guard let key = try? await requestKey(isRequired: false) else {
            return try await fetchPublic(request)
        }
        let answer = try await fetch(request, with: key)
        if answer.isSuccess { return answer }
        guard answer.status == 401 || answer.status == 403 else { throw failure(answer) }
        var second = try await fetch(request, with: nil)
        // The service saw the key in the first request.
        second.key = key
        guard second.isSuccess else {
            var failure = failure(second)
            failure.wasKeySent = false
            throw failure
        }
        return second
    }

    /// Fetches with the key or without any; no failure that follows from the answer tells it.
    func fetch(
        _ request: HTTPTransportRequest,
        with key: APIKey?
    ) async throws(ServiceFailure) -> HTTPAnswer {
        var request = request
        request.headers.add(contentsOf: Self.authorization(key))
        do throws(ServiceFailure) {
            var answer = try await transport.fetch(request)
            answer.key = key
            return answer
        } catch {
            throw error.redacting(key?.secret)
        }
    }

    static func authorization(_ key: APIKey?) -> HTTPHeaders {
        key.map { ["Authorization": "Bearer \($0.secret)"] } ?? [:]
    }

    /// The key to send, after checking that its destination is safe.
    func requestKey(isRequired: Bool) async throws(ServiceFailure) -> APIKey? {
        guard let key = try await key() else {
            guard isRequired else { return nil }
            throw ServiceFailure(
                .noKey,
                message: "there is no API key: \(keyHint)"
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

    /// What a request with this key met, without the key, which a server may echo.
    func refused(_ failure: ServiceFailure, _ key: APIKey?) async -> ServiceFailure {
        if failure.kind == .unauthorized, let key { await refuse(key) }
        return failure.redacting(key?.secret)
    }

    func failure(_ answer: HTTPAnswer) -> ServiceFailure {
        FailureClassifier.classify(
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
            now: now()
        )
        .redacting(answer.key?.secret)
    }

    static func failure(
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
            malformed(answer, "the answer is not a catalog")
        }
    }

    static func malformed(_ answer: HTTPAnswer, _ what: String? = nil) -> ServiceFailure {
        var failure = FailureClassifier.classify(
            status: answer.status,
            body: answer.body,
            now: .distantFuture
        )
        .redacting(answer.key?.secret)
        failure.kind = .malformed
        if let what, !failure.isPage, !answer.body.isEmpty {
            failure.message = "\(what): \(failure.message)"
        }
        return failure
    }
}
