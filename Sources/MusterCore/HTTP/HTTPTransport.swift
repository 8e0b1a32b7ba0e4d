import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// Sends HTTP requests; it connects at the first one.
///
/// It follows no redirect by itself, so neither a key nor a prompt can travel to a host that the
/// user did not name.
package final class HTTPTransport: Sendable {
    /// Settings that differ between requests but apply to a whole `HTTPClient`.
    private struct ClientKey: Hashable {
        var proxy: ProxyServer?
        var decompressionLimit: Int
        var connectionLimit: Int
    }

    /// One thread for all connections: even a batch keeps it half idle, and several wake each other.
    private static let eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// Guards the clients, which are created on demand and must be shut down exactly once.
    private let clients = Mutex<[ClientKey: HTTPClient]>([:])
    private let userAgent: String
    private let connectTimeout: Duration
    private let proxies: ProxySettings
    private let trustRoots: String?

    /// Creates a transport; `connectTimeout` includes TLS.
    ///
    /// `trustRoots` is a PEM file of certificates to trust instead of the system's.
    package init(
        userAgent: String,
        connectTimeout: Duration = .seconds(10),
        proxies: ProxySettings = .none,
        trustRoots: String? = nil
    ) {
        self.userAgent = userAgent
        self.connectTimeout = connectTimeout
        self.proxies = proxies
        self.trustRoots = trustRoots
    }

    /// Closes every connection; call it before releasing the last reference.
    package func shutDown() async {
        let clients = clients.withLock { clients in
            defer { clients = [:] }
            return clients
        }
        for client in clients.values { try? await client.shutdown() }
    }

    /// Fetches a whole answer, of at most `request.byteLimit` bytes.
    ///
    /// It follows at most 3 redirects of a GET, and only on the same host.
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
            let body = try await response.collect()
            return HTTPAnswer(status: response.status, headers: response.headers, body: body)
        }
        throw ServiceFailure(.redirect, message: "the server redirects without end")
    }

    /// Sends a request and returns once the head of the answer arrives.
    ///
    /// It calls `whileQueued` after each connect timeout in which all connections were in use.
    func open(
        _ request: HTTPTransportRequest,
        whileQueued: () async -> Void = {}
    ) async throws(ServiceFailure) -> HTTPTransportResponse {
        var message = HTTPClientRequest(url: request.url)
        message.method = request.method
        message.headers = request.headers
        message.headers.replaceOrAdd(name: "User-Agent", value: userAgent)
        message.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip, deflate")
        if let body = request.body { message.body = .bytes(ByteBuffer(data: body)) }
        let deadline = NIODeadline.now() + .nanoseconds(Int64(request.timeout / .nanoseconds(1)))
        let proxy = try proxies.proxy(for: request.url)
        do {
            let client = try connectedClient(for: request, proxy: proxy)
            let response = try await Self.outwaitingPool(until: deadline) {
                try await client.execute(message, deadline: deadline)
            } whileQueued: {
                await whileQueued()
            }
            return HTTPTransportResponse(response, to: request, by: proxy)
        } catch {
            throw ServiceFailure(transportError: error, request: request, proxy: proxy)
        }
    }

    /// Tries again what failed only because all connections were in use.
    ///
    /// AsyncHTTPClient lets a request wait for one only as long as a server may take to connect.
    static func outwaitingPool<Value>(
        until deadline: NIODeadline,
        _ body: () async throws -> Value,
        whileQueued: () async -> Void
    ) async throws -> Value {
        while true {
            do {
                return try await body()
            } catch let error as HTTPClientError
                where error == .getConnectionFromPoolTimeout && NIODeadline.now() < deadline
            {
                await whileQueued()
                try Task.checkCancellation()
            }
        }
    }

    private func connectedClient(
        for request: HTTPTransportRequest,
        proxy: ProxyServer?
    ) throws(ServiceFailure) -> HTTPClient {
        let isOrdinary = request.byteLimit <= HTTPTransportRequest.ordinaryByteLimit
        let key = ClientKey(
            proxy: proxy,
            // Decompressed pieces pile up in memory, regardless of the reader's pace.
            decompressionLimit: isOrdinary
                ? HTTPTransportRequest.ordinaryByteLimit : HTTPTransportRequest.maximumByteLimit,
            connectionLimit: request.connectionLimit
        )
        return try clients.withLock { (clients) throws(ServiceFailure) in
            if let client = clients[key] { return client }
            var configuration = HTTPClient.Configuration(
                tlsConfiguration: try tlsConfiguration(),
                redirectConfiguration: .disallow,
                // No limit between two reads: each request has a time limit of its own.
                timeout: .init(connect: .nanoseconds(Int64(connectTimeout / .nanoseconds(1)))),
                proxy: proxy.map(HTTPClient.Configuration.Proxy.init),
                decompression: .enabled(limit: .size(key.decompressionLimit))
            )
            // The default is 8, and each open answer holds one.
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
                key.connectionLimit
            // Fail on a refused connection: by default the client retries until the timeout.
            configuration.connectionPool.retryConnectionEstablishment = false
            // These are meant for debugging, but AsyncHTTPClient offers no other access to a
            // channel's pipeline, and crashes at malformed answers without these two handlers.
            configuration.http1_1ConnectionDebugInitializer = AnswerOrderHandler.add
            configuration.http2StreamChannelDebugInitializer = HTTP2StatusHandler.add
            let made = HTTPClient(
                eventLoopGroupProvider: .shared(Self.eventLoop),
                configuration: configuration
            )
            clients[key] = made
            return made
        }
    }

    private func tlsConfiguration() throws(ServiceFailure) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        guard let trustRoots else { return configuration }
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(trustRoots),
            !certificates.isEmpty
        else {
            throw ServiceFailure(
                .tls,
                message: "SSL_CERT_FILE names \(trustRoots), which holds no certificate to trust"
            )
        }
        configuration.trustRoots = .certificates(certificates)
        return configuration
    }

    private static func follow(
        _ location: String,
        from url: String
    ) throws(ServiceFailure) -> String {
        guard let base = URL(string: url),
            let target = URL(string: location, relativeTo: base)?.absoluteURL,
            target.host() != nil, target.user() == nil
        else {
            throw ServiceFailure(.redirect, message: "the server redirects to an unreadable place")
        }
        guard target.hasSameOrigin(as: base) else {
            let isSameHost = target.host()?.lowercased() == base.host()?.lowercased()
            let message =
                if isSameHost, let old = base.scheme, let new = target.scheme, old != new {
                    "redirected from \(old) to \(new); not followed"
                } else {
                    "redirected to another host, \(target.place); not followed"
                }
            throw ServiceFailure(.redirect, message: message)
        }
        return target.absoluteString
    }
}

extension HTTPClient.Configuration.Proxy {
    fileprivate init(_ proxy: ProxyServer) {
        switch proxy.kind {
        case .http:
            self = .server(
                host: proxy.host,
                port: proxy.port,
                authorization: proxy.credentials.map {
                    .basic(username: $0.user, password: $0.password)
                }
            )
        case .socks:
            self = .socksServer(host: proxy.host, port: proxy.port)
        }
    }
}
