import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
package import NIOSSL

/// A server that speaks HTTP/2 only, and answers every request alike.
package struct HTTP2WireServer: Sendable {
    /// How an answer ends.
    package enum Ending: Sendable {
        /// As it should.
        case whole
        /// By a reset of its stream, in the middle.
        case resetStream
        /// With its connection, in the middle.
        case closedConnection
    }

    /// The base URL of the service that it plays.
    package let baseURL: String
    /// What it has seen.
    package let record: WireRecord

    /// Runs a server for as long as `body` runs.
    ///
    /// - Parameters:
    ///   - tls: what it shows; its ALPN should offer `h2`.
    ///   - status: of what it answers.
    ///   - contentType: of what it answers.
    ///   - text: what it answers.
    ///   - ending: how that ends.
    ///   - body: runs once the port accepts connections.
    /// - Returns: what `body` returned.
    /// - Throws: what `body` threw, or what kept the server from listening.
    package static func withServer<Value>(
        tls: NIOSSLContext,
        status: String = "200",
        contentType: String = "application/json",
        answering text: String,
        ending: Ending = .whole,
        body: (HTTP2WireServer) async throws -> Value
    ) async throws -> Value {
        let record = WireRecord()
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                _ = record.addConnection()
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: tls))
                    _ = try pipeline.configureHTTP2Pipeline(
                        mode: .server,
                        connectionConfiguration: .init(),
                        streamConfiguration: .init()
                    ) { stream in
                        stream.eventLoop.makeCompletedFuture {
                            try stream.pipeline.syncOperations.addHandler(
                                Answerer(record, status, contentType, text, ending)
                            )
                        }
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = listener.localAddress?.port ?? 0
        let server = HTTP2WireServer(baseURL: "https://127.0.0.1:\(port)/api/v1", record: record)
        do {
            let value = try await body(server)
            try await listener.close()
            return value
        } catch {
            try await listener.close()
            throw error
        }
    }

    private init(baseURL: String, record: WireRecord) {
        self.baseURL = baseURL
        self.record = record
    }
}

/// One stream: a request and its answer.
private final class Answerer: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let record: WireRecord
    private let status: String
    private let contentType: String
    private let text: String
    private let ending: HTTP2WireServer.Ending

    init(
        _ record: WireRecord,
        _ status: String,
        _ contentType: String,
        _ text: String,
        _ ending: HTTP2WireServer.Ending
    ) {
        self.record = record
        self.status = status
        self.contentType = contentType
        self.text = text
        self.ending = ending
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let frame):
            let lines = frame.headers.map { "\($0.name): \($0.value)" }
            record.add(request: lines.joined(separator: "\r\n"))
            if frame.endStream { answer(context) }
        case .data(let frame) where frame.endStream:
            answer(context)
        default:
            break
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        let head = HPACKHeaders([(":status", status), ("content-type", contentType)])
        context.write(wrapOutboundOut(.headers(.init(headers: head))), promise: nil)
        let isWhole = ending == .whole
        let body = HTTP2Frame.FramePayload.Data(
            data: .byteBuffer(ByteBuffer(string: text)),
            endStream: isWhole
        )
        let sent = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.data(body)), promise: sent)
        guard !isWhole else { return }
        let (channel, ending) = (context.channel, ending)
        sent.futureResult.whenComplete { _ in
            switch ending {
            case .whole: break
            case .resetStream:
                channel.writeAndFlush(
                    HTTP2Frame.FramePayload.rstStream(.internalError),
                    promise: nil
                )
            case .closedConnection: channel.parent?.close(promise: nil)
            }
        }
    }
}
