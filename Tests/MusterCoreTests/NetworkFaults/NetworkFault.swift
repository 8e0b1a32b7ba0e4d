import MusterCore
import MusterTestSupport
import Testing

/// What a server does on the wire, and what is to come of it.
struct NetworkFault: CustomTestStringConvertible, Sendable {
    enum Expectation: Sendable {
        /// The same as from a well-behaved server.
        case value
        case failure(ServiceFailure.Kind, String)
        /// Either, as long as it is in words.
        case end
    }

    let testDescription: String
    var calls = WireCall.allCases
    let script: @Sendable (WireCall) -> [WireStep]
    let expectation: Expectation
    /// The time that the client gives an answer.
    var timeout = Duration.seconds(1500)
    /// How much the system may take of an endless body, its buffers on both sides included.
    var maximumSentBytes = 1 << 20

    init(
        _ name: String,
        _ calls: [WireCall] = WireCall.allCases,
        is expectation: Expectation,
        within timeout: Duration = .seconds(1500),
        sending maximumSentBytes: Int = 1 << 20,
        script: @escaping @Sendable (WireCall) -> [WireStep]
    ) {
        testDescription = name
        self.calls = calls
        self.expectation = expectation
        self.timeout = timeout
        self.maximumSentBytes = maximumSentBytes
        self.script = script
    }
}

extension NetworkFault {
    private static let lost = Expectation.failure(
        .connection,
        "the connection was lost in the middle of the answer"
    )
    private static let early = Expectation.failure(
        .connection,
        "127.0.0.1 closed the connection before an answer came"
    )
    private static let late = Expectation.failure(.timeout, "no whole answer within 0.3 s")
    /// What lies in the buffers of both sides when the reader stops.
    private static let slack = 32 << 20

    private static func whole(_ call: WireCall) -> [UInt8] {
        WireStep.answerBytes(headers: [call.contentType], body: Array(call.goodBody.utf8))
    }

    private static func chunked(_ call: WireCall, _ size: Int) -> [UInt8] {
        let body = Array(call.goodBody.utf8)
        let chunks = stride(from: 0, to: body.count, by: size).flatMap { start in
            let piece = body[start..<min(start + size, body.count)]
            return Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
        }
        return head(call, "Transfer-Encoding: chunked") + chunks + Array("0\r\n\r\n".utf8)
    }

    private static func head(_ call: WireCall, _ line: String) -> [UInt8] {
        WireStep.answerBytes(headers: [call.contentType, line])
    }

    /// An answer whose body is in an encoding.
    private static func encoded(
        _ call: WireCall,
        as encoding: String,
        _ body: [UInt8],
        length: Int? = nil
    ) -> [UInt8] {
        let length = "Content-Length: \(length ?? body.count)"
        let headers = [call.contentType, "Content-Encoding: \(encoding)", length]
        return WireStep.answerBytes(headers: headers, body: body)
    }

    /// A million bytes that are told in advance, and more than a hundred times that when inflated.
    private static func bomb(_ call: WireCall) -> [WireStep] {
        let start = encoded(call, as: "gzip", DeflateEncoder.bombStart, length: 1_000_000)
        return [.readRequest, .send(start), .sendForever(DeflateEncoder.bombPiece)]
    }

    private static func bytes(_ call: WireCall) -> [UInt8] { Array(call.goodBody.utf8) }

    /// A chunk of 64 KiB of what the body may go on with for ever.
    private static func endlessChunk(_ call: WireCall) -> [UInt8] {
        let line = call == .completion ? "data: xxxxxxxxxx" : "                "
        let text = Array(repeatElement(Array(line.utf8), count: 4096).joined())
        return Array("10000\r\n".utf8) + text + Array("\r\n".utf8)
    }

    static let all: [NetworkFault] = [
        // Heads
        NetworkFault("nothing is answered", is: late, within: .milliseconds(300)) { _ in
            [.readRequest, .wait]
        },
        NetworkFault("a head by single bytes, quickly", is: .value) { call in
            [.readRequest, .sendEach(whole(call)), .wait]
        },
        NetworkFault("a head by single bytes, too slowly", is: late, within: .milliseconds(300)) {
            call in [.readRequest, .sendEach(whole(call), pause: .milliseconds(20)), .wait]
        },
        NetworkFault("a head without end", is: .failure(.malformed, "not HTTP"), sending: slack) {
            _ in
            let line = Array("X-Filler: \(String(repeating: "y", count: 1000))\r\n".utf8)
            return [
                .readRequest, .send("HTTP/1.1 200 OK\r\n"),
                .sendForever(Array(repeatElement(line, count: 60).joined())),
            ]
        },
        NetworkFault("what is no HTTP", is: .failure(.malformed, "not HTTP")) { _ in
            [.readRequest, .send("SSH-2.0-OpenSSH_9.6\r\n"), .wait]
        },
        NetworkFault("an answer to another protocol", is: .failure(.malformed, "not HTTP")) { _ in
            [.readRequest, .send([0x15, 3, 1, 0, 2, 2, 70, 13, 10, 13, 10]), .wait]
        },
        // Ends too early
        NetworkFault("closed before the request is read", is: early) { _ in [.close] },
        NetworkFault("closed instead of an answer", is: early) { _ in [.readRequest, .close] },
        NetworkFault("reset instead of an answer", is: early) { _ in [.readRequest, .reset] },
        NetworkFault("closed within the head", is: early) { _ in
            [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-"), .close]
        },
        NetworkFault("reset within the head", is: early) { _ in
            [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-"), .read(0), .reset]
        },
        NetworkFault("a body that is shorter than its length", WireCall.plain, is: lost) { call in
            [.readRequest, .send(whole(call).dropLast(9)), .close]
        },
        NetworkFault(
            "a body that is shorter than its length, after the answer",
            [.completion],
            is: .value
        ) { call in
            [.readRequest, .send(whole(call).dropLast(9)), .close]
        },
        NetworkFault("closed within a chunk", WireCall.plain, is: lost) { call in
            [.readRequest, .send(chunked(call, 16).dropLast(20)), .close]
        },
        NetworkFault("closed within a chunk, after the answer", [.completion], is: .value) { call in
            [.readRequest, .send(chunked(call, 16).dropLast(20)), .close]
        },
        NetworkFault("a chunked body without its last chunk", WireCall.plain, is: lost) { call in
            [.readRequest, .send(chunked(call, 16).dropLast(5)), .close]
        },
        NetworkFault(
            "a chunked body without its last chunk, after the answer",
            [.completion],
            is: .value
        ) { call in
            [.readRequest, .send(chunked(call, 16).dropLast(5)), .close]
        },
        NetworkFault("a chunk with a length that is none", is: .failure(.malformed, "not HTTP")) {
            call in
            [.readRequest, .send(head(call, "Transfer-Encoding: chunked")), .send("zz\r\n"), .wait]
        },
        // Bodies
        NetworkFault("a body by single bytes", is: .value) { call in
            let bytes = whole(call)
            let start = bytes.count - call.goodBody.utf8.count
            return [
                .readRequest, .send(Array(bytes[..<start])), .sendEach(Array(bytes[start...])),
                .wait,
            ]
        },
        NetworkFault("chunks of one byte", is: .value) { call in
            [.readRequest, .send(chunked(call, 1)), .wait]
        },
        NetworkFault("a body to the end of the connection", is: .value) { call in
            let head = "HTTP/1.1 200 OK\r\n\(call.contentType)\r\n\r\n"
            return [.readRequest, .send(head), .send(call.goodBody), .close]
        },
        NetworkFault("more than the length says", is: .value) { call in
            [.readRequest, .send(whole(call) + Array("HTTP/1.1 500 No\r\n\r\n".utf8)), .wait]
        },
        NetworkFault("a body too slowly", is: late, within: .milliseconds(300)) { call in
            let bytes = head(call, "Transfer-Encoding: chunked")
            let more = Array("1\r\n \r\n".utf8)
            return [.readRequest, .send(bytes)]
                + Array(repeating: .sendEach(more, pause: .milliseconds(20)), count: 100)
        },
        NetworkFault(
            "a body without end",
            [.catalog],
            is: .failure(.tooLarge, "larger than 8 MiB"),
            sending: 8 << 20 + slack
        ) { call in
            [
                .readRequest, .send(head(call, "Transfer-Encoding: chunked")),
                .sendForever(endlessChunk(call)),
            ]
        },
        NetworkFault(
            "a small body without end",
            [.lookUp, .key],
            is: .failure(.tooLarge, "larger than 1 MiB"),
            sending: 1 << 20 + slack
        ) { call in
            [
                .readRequest, .send(head(call, "Transfer-Encoding: chunked")),
                .sendForever(endlessChunk(call)),
            ]
        },
        NetworkFault(
            "a list without end",
            [.endpoints],
            is: .failure(.tooLarge, "larger than 4 MiB"),
            sending: 4 << 20 + slack
        ) { call in
            [
                .readRequest, .send(head(call, "Transfer-Encoding: chunked")),
                .sendForever(endlessChunk(call)),
            ]
        },
        NetworkFault(
            "an event without end",
            [.completion],
            is: .failure(.tooLarge, "one event is too large"),
            sending: 32 << 20 + slack
        ) { call in
            [
                .readRequest, .send(head(call, "Transfer-Encoding: chunked")),
                .sendForever(endlessChunk(call)),
            ]
        },
        NetworkFault(
            "200 MB that are told in advance",
            WireCall.plain,
            is: .failure(.tooLarge, "larger than")
        ) { call in
            [.readRequest, .send(head(call, "Content-Length: 200000000")), .wait]
        },
        NetworkFault(
            "an error without end",
            is: .failure(.server, "cannot be read"),
            sending: slack
        ) { call in
            let head = WireStep.answerBytes("500 Oh", headers: ["Transfer-Encoding: chunked"])
            let chunk =
                Array("10000\r\n".utf8) + Array(repeating: 0x78, count: 65536) + Array("\r\n".utf8)
            return [.readRequest, .send(head), .sendForever(chunk)]
        },
        NetworkFault("an error that breaks off", is: .failure(.rateLimited, "cannot be read")) {
            _ in
            let head = WireStep.answerBytes("429 Slow", headers: ["Content-Length: 100"])
            return [.readRequest, .send(head + Array("{\"error\":".utf8)), .close]
        },
        // Encodings
        NetworkFault("gzip", is: .value) { call in
            [
                .readRequest, .send(encoded(call, as: "gzip", DeflateEncoder.gzip(bytes(call)))),
                .wait,
            ]
        },
        NetworkFault("deflate", is: .value) { call in
            [
                .readRequest, .send(encoded(call, as: "deflate", DeflateEncoder.zlib(bytes(call)))),
                .wait,
            ]
        },
        NetworkFault("gzip by single bytes", is: .value) { call in
            [
                .readRequest,
                .sendEach(encoded(call, as: "GZIP", DeflateEncoder.gzip(bytes(call)))), .wait,
            ]
        },
        NetworkFault("deflate by single bytes", is: .value) { call in
            [
                .readRequest,
                .sendEach(encoded(call, as: "deflate", DeflateEncoder.zlib(bytes(call)))), .wait,
            ]
        },
        NetworkFault("gzip that is cut off", is: .failure(.malformed, "cannot be decompressed")) {
            call in
            [
                .readRequest,
                .send(encoded(call, as: "gzip", DeflateEncoder.gzip(bytes(call)).dropLast(20))),
                .wait,
            ]
        },
        NetworkFault("gzip that is none", is: .failure(.malformed, "cannot be decompressed")) {
            call in
            [.readRequest, .send(encoded(call, as: "gzip", bytes(call))), .wait]
        },
        NetworkFault("bare deflate", is: .failure(.malformed, "cannot be decompressed")) { call in
            [
                .readRequest, .send(encoded(call, as: "deflate", DeflateEncoder.raw(bytes(call)))),
                .wait,
            ]
        },
        NetworkFault(
            "an encoding that was not asked for",
            is: .failure(.malformed, "encoded as br")
        ) { call in
            [.readRequest, .send(encoded(call, as: "br", bytes(call))), .wait]
        },
        NetworkFault(
            "gzip that inflates without end",
            WireCall.plain,
            is: .failure(.tooLarge, "larger than"),
            sending: slack
        ) { call in
            bomb(call)
        },
        NetworkFault(
            "gzip that inflates without end into a stream",
            [.completion],
            is: .failure(.tooLarge, "one event is too large"),
            sending: slack
        ) { call in
            bomb(call)
        },
    ]
}
