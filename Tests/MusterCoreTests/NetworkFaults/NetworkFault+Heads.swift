import MusterCore
import MusterTestSupport

extension NetworkFault {
    /// Heads of answers at and beyond the edge of what RFC 9112 allows.
    static let oddHeads: [NetworkFault] = [
        odd("HTTP/1.0", is: .value) { "HTTP/1.0 200 OK\r\n\($0)\r\n\r\n" },
        odd("no reason", is: .value) { "HTTP/1.1 200 \r\n\($0)\r\n\r\n" },
        odd("names in capitals", is: .value) { "HTTP/1.1 200 OK\r\n\($0.uppercased())\r\n\r\n" },
        odd("another answer announced", is: .value) {
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\($0)\r\n\r\n"
        },
        odd("hints before the answer", is: .value) {
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\($0)\r\n\r\n"
        },
        odd("another protocol agreed on") {
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\($0)\r\n\r\n"
        },
        odd("no content, and content") { "HTTP/1.1 204 No Content\r\n\($0)\r\n\r\n" },
        odd("not modified") { "HTTP/1.1 304 Not Modified\r\n\($0)\r\n\r\n" },
        odd("a status beyond all") { "HTTP/1.1 999 Never\r\n\($0)\r\n\r\n" },
        odd("an announcement with a body", is: .failure(.malformed, "not HTTP")) {
            "HTTP/1.1 150 Soon\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\($0)\r\n\r\n"
        },
        odd("an announcement in chunks", is: .failure(.malformed, "not HTTP")) {
            "HTTP/1.1 199 Soon\r\nTransfer-Encoding: chunked\r\n\($0)\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        },
        odd("a status of nothing", is: .failure(.malformed, "not HTTP")) {
            "HTTP/1.1 000 Nothing\r\n\($0)\r\n\r\n"
        },
        odd("a status of one digit") { "HTTP/1.1 2 OK\r\n\($0)\r\n\r\n" },
        odd("another version") { "HTTP/2.0 200 OK\r\n\($0)\r\n\r\n" },
        odd("no version") { "HTTP 200 OK\r\n\($0)\r\n\r\n" },
        odd("no head at all") { _ in "" },
        odd("a length below nothing") { "HTTP/1.1 200 OK\r\n\($0)\r\nContent-Length: -1\r\n\r\n" },
        odd("a length beyond all") {
            "HTTP/1.1 200 OK\r\n\($0)\r\nContent-Length: 99999999999999999999\r\n\r\n"
        },
        odd("two lengths") {
            "HTTP/1.1 200 OK\r\n\($0)\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n"
        },
        odd("a length and chunks") {
            "HTTP/1.1 200 OK\r\n\($0)\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
        },
        odd("chunks in an encoding") {
            "HTTP/1.1 200 OK\r\n\($0)\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
        },
        odd("a header that is folded") { "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\($0)\r\n\r\n" },
        odd("a header without a colon") { "HTTP/1.1 200 OK\r\nNothing\r\n\($0)\r\n\r\n" },
        odd("a zero within a header") { "HTTP/1.1 200 OK\r\nX: a\0b\r\n\($0)\r\n\r\n" },
        odd("lines that end with LF") { "HTTP/1.1 200 OK\n\($0)\n\n" },
        odd("words that move a cursor") {
            "HTTP/1.1 200 OK\r\nContent-Encoding: \u{1B}[2J\r\n\($0)\r\n\r\n"
        },
    ]

    /// An answer with this head, the usual body, and the end of the connection.
    private static func odd(
        _ name: String,
        is expectation: Expectation = .end,
        head: @escaping @Sendable (_ contentType: String) -> String
    ) -> NetworkFault {
        NetworkFault(name, is: expectation) { call in
            [.readRequest, .send(head(call.contentType)), .send(call.goodBody), .close]
        }
    }
}
