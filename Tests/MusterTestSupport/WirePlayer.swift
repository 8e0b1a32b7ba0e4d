import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// One connection of a ``WireServer``: performs its steps one after the other.
struct WirePlayer {
    /// The client went while there was more to do.
    struct HungUp: Error {}

    private let channel: any Channel
    private var inbound: AsyncStream<ByteBuffer>.AsyncIterator
    private let record: WireRecord
    private var received: [UInt8] = []

    /// Creates a player that has done nothing yet.
    init(connection: WireConnection, record: WireRecord) {
        channel = connection.channel
        inbound = connection.inbound.makeAsyncIterator()
        self.record = record
    }

    /// Performs a step; throws when the client hangs up before it is done.
    mutating func perform(_ step: WireStep) async throws {
        switch step {
        case .readRequest: try await readRequest()
        case .read(let count):
            try await receive { $0.count >= count }
            received.removeFirst(count)
        case .send(let bytes): try await send(bytes)
        case .sendEach(let bytes, let pause):
            for byte in bytes.dropLast() {
                guard pause == .zero else {
                    try await send([byte])
                    try await Task.sleep(for: pause)
                    continue
                }
                channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
                record.add(sentBytes: 1)
            }
            try await send(Array(bytes.suffix(1)))
        case .sendForever(let bytes):
            while !Task.isCancelled { try await send(bytes) }
        case .sendThenStartTLS(let bytes, let context): try await startTLS(after: bytes, context)
        case .wait:
            while try await receiveMore() {}
            throw HungUp()
        case .reset:
            let lingering = linger(l_onoff: 1, l_linger: 0)
            let socket = channel as? any SocketOptionProvider
            try await socket?.setSoLinger(lingering).get()
            try await channel.close().get()
        case .close: try await channel.close().get()
        }
    }

    private mutating func readRequest() async throws {
        let blankLine = Array("\r\n\r\n".utf8)
        try await receive { $0.firstRange(of: blankLine) != nil }
        guard let end = received.firstRange(of: blankLine)?.upperBound else { throw HungUp() }
        let head = String(decoding: received[..<end], as: UTF8.self)
        let length =
            head.lowercased().firstMatch(of: /content-length: *([0-9]+)/)
            .flatMap { Int($0.output.1) } ?? 0
        try await receive { $0.count >= end + length }
        let body = String(decoding: received[end..<end + length].prefix(4096), as: UTF8.self)
        record.add(request: head + body)
        received.removeFirst(end + length)
    }

    private mutating func receive(until isEnough: ([UInt8]) -> Bool) async throws {
        while !isEnough(received) {
            guard try await receiveMore() else { throw HungUp() }
        }
    }

    private mutating func receiveMore() async throws -> Bool {
        guard let buffer = await inbound.next(isolation: #isolation) else {
            try Task.checkCancellation()
            return false
        }
        record.add(receivedBytes: buffer.readableBytes)
        received.append(contentsOf: buffer.readableBytesView)
        return true
    }

    /// Returns once the system has taken the bytes.
    private func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
        record.add(sentBytes: bytes.count)
    }

    /// In one turn of the event loop, so that nothing that the client sends comes in between.
    private func startTLS(after bytes: [UInt8], _ context: NIOSSLContext) async throws {
        try await channel.eventLoop.submit { [channel] in
            channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLServerHandler(context: context),
                position: .first
            )
        }.get()
    }
}
