import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOHTTPCompression
import Synchronization

/// Sends HTTP requests; created without cost, connected at the first request.
///
/// It follows no redirect by itself, so that neither a key nor a prompt can travel to a host that
/// the user did not name.
package final class HTTPTransport: Sendable {
    /// Guards the client, which is made when it is first needed and may be shut down only once.
    private let client = Mutex<HTTPClient?>(nil)
    private let userAgent: String
    private let connectTimeout: Duration

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - userAgent: how it introduces itself.
    ///   - connectTimeout: how long a connection may take to be made.
    package init(userAgent: String, connectTimeout: Duration = .seconds(10)) {
        self.userAgent = userAgent
        self.connectTimeout = connectTimeout
    }

    /// Closes every connection; to be called before the last reference goes.
    package func shutDown() async {
        let client = client.withLock { client in
            defer { client = nil }
            return client
        }
        try? await client?.shutdown()
    }

    /// Fetches a whole answer, of at most `request.byteLimit` bytes.
    ///
    /// A redirect of a GET is followed at most 3 times and only on the same host.
    func fetch(_ request: HTTPTransportRequest) async throws(ServiceFailure) -> HTTPAnswer {
        try await Deadline.run(request.timeout) { () async throws(ServiceFailure) in
            try await self.fetchFollowing(request)
        }
    }

    private func fetchFollowing(
        _ request: HTTPTransportRequest
    ) async throws(ServiceFailure) -> HTTPAnswer {
        var request = request
        for _ in 0...3 {
            let response = try await open(request)
            if let location = response.redirect, request.method == .GET {
                request.url = try Self.follow(location, from: request.url)
                continue
            }
            let body = try await response.collect(limit: request.byteLimit)
            return HTTPAnswer(status: response.status, headers: response.headers, body: body)
        }
        throw ServiceFailure(.redirect, message: "the server redirects without end")
    }

    /// Sends a request and returns when the head of the answer is there.
    func open(_ request: HTTPTransportRequest) async throws(ServiceFailure) -> HTTPTransportResponse
    {
        var message = HTTPClientRequest(url: request.url)
        message.method = request.method
        message.headers = request.headers
        message.headers.replaceOrAdd(name: "User-Agent", value: userAgent)
        message.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip, deflate")
        if let body = request.body { message.body = .bytes(ByteBuffer(data: body)) }
        let deadline = NIODeadline.now() + .nanoseconds(Int64(request.timeout / .nanoseconds(1)))
        do {
            let response = try await connectedClient().execute(message, deadline: deadline)
            return HTTPTransportResponse(response)
        } catch {
            throw ServiceFailure(transportError: error, url: request.url)
        }
    }

    private func connectedClient() -> HTTPClient {
        client.withLock { client in
            if let client { return client }
            var configuration = HTTPClient.Configuration(
                redirectConfiguration: .disallow,
                timeout: .init(
                    connect: .nanoseconds(Int64(connectTimeout / .nanoseconds(1))),
                    read: .seconds(120)
                ),
                decompression: .enabled(limit: .size(HTTPTransportRequest.maximumByteLimit))
            )
            // A refused connection is an answer: by default it is tried again until the timeout.
            configuration.connectionPool.retryConnectionEstablishment = false
            let made = HTTPClient(
                eventLoopGroupProvider: .singleton,
                configuration: configuration
            )
            client = made
            return made
        }
    }

    private static func follow(
        _ location: String,
        from url: String
    ) throws(ServiceFailure) -> String {
        guard let base = URL(string: url),
            let target = URL(string: location, relativeTo: base)?.absoluteURL
        else {
            throw ServiceFailure(.redirect, message: "the server redirects to an unreadable place")
        }
        let isSamePlace =
            target.host() == base.host() && target.port == base.port
            && target.scheme == base.scheme
        guard isSamePlace else {
            throw ServiceFailure(
                .redirect,
                message: "redirected to another host, "
                    + "\(ServiceURL.host(of: target.absoluteString)); not followed"
            )
        }
        return target.absoluteString
    }
}
