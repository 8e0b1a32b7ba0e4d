import NIOCore
import NIOPosix
package import NIOSSL

/// A server that plays scripts byte by byte, for what no well-behaved server does.
///
/// Its life is the body of ``withServer(host:tls:_:body:)``: afterwards every connection is closed.
package struct WireServer: Sendable {
    /// Where it listens.
    package let port: Int
    /// What it has seen and done.
    package let record = WireRecord()
    private let host: String
    private let scheme: String

    /// The base URL of a service that it may play.
    package var baseURL: String { url(host: host.contains(":") ? "[\(host)]" : host) }

    /// Its base URL by another name.
    package func url(host: String) -> String { "\(scheme)://\(host):\(port)/api/v1" }

    /// Runs a server for as long as `body` runs.
    ///
    /// - Parameters:
    ///   - host: the address to listen on.
    ///   - tls: what it shows; without it, it speaks plainly.
    ///   - scripts: one for each connection; the last one goes for all further ones.
    ///   - body: runs once the port accepts connections.
    /// - Returns: what `body` returned.
    /// - Throws: what `body` threw, or what kept the server from listening.
    package static func withServer<Value>(
        host: String = "127.0.0.1",
        tls: NIOSSLContext? = nil,
        _ scripts: [WireStep]...,
        body: (WireServer) async throws -> Value
    ) async throws -> Value {
        try await withServer(host: host, tls: tls, scripts: scripts, body: body)
    }

    /// The same with scripts that are made beforehand.
    package static func withServer<Value>(
        host: String = "127.0.0.1",
        tls: NIOSSLContext? = nil,
        scripts: [[WireStep]],
        body: (WireServer) async throws -> Value
    ) async throws -> Value {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let handler = NIOSSLServerHandler(context: tls)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try WireConnection(wrapping: channel)
                }
            }
        let server = WireServer(
            port: listener.channel.localAddress?.port ?? 0,
            host: host,
            scheme: tls == nil ? "http" : "https"
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.serve(listener, scripts) }
            defer { group.cancelAll() }
            return try await body(server)
        }
    }

    private init(port: Int, host: String, scheme: String) {
        self.port = port
        self.host = host
        self.scheme = scheme
    }

    private func serve(
        _ listener: NIOAsyncChannel<WireConnection, Never>,
        _ scripts: [[WireStep]]
    ) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await listener.executeThenClose { connections in
                for try await connection in connections {
                    let index = min(record.addConnection(), scripts.count - 1)
                    group.addTask { await play(scripts[index], on: connection) }
                }
            }
        }
    }

    private func play(_ script: [WireStep], on connection: WireConnection) async {
        let channel = connection.channel
        var player = WirePlayer(connection: connection, record: record)
        do {
            for step in script { try await player.perform(step) }
        } catch is CancellationError {
            // The test is over.
        } catch {
            record.addHangUp()
        }
        try? await channel.close()
    }
}
