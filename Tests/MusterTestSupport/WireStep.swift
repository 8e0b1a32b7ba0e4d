package import NIOSSL

/// What a ``WireServer`` does next on a connection.
package enum WireStep: Sendable {
    /// Waits for the head of a request and as much of a body as its `Content-Length` says.
    case readRequest
    /// Waits for so many bytes.
    case read(Int)
    /// Sends bytes at once.
    case send([UInt8])
    /// Sends bytes one by one, each in a packet of its own, with a pause after each.
    case sendEach([UInt8], pause: Duration = .zero)
    /// Sends the same bytes again and again until the client hangs up.
    case sendForever([UInt8])
    /// Sends bytes, and begins TLS as the server of it before anything else comes: a tunnel.
    case sendThenStartTLS([UInt8], NIOSSLContext)
    /// Waits until the client hangs up.
    case wait
    /// Hangs up rudely: the client sees a reset connection.
    case reset
    /// Hangs up.
    case close
}

extension WireStep {
    /// Sends text.
    package static func send(_ text: String) -> WireStep { .send(Array(text.utf8)) }

    /// Sends a whole answer, with the length of its body unless the headers tell another.
    ///
    /// - Parameters:
    ///   - status: such as `200 OK`.
    ///   - headers: lines such as `Location: /here`.
    ///   - body: what follows the head.
    /// - Returns: the step.
    package static func answer(
        _ status: String = "200 OK",
        headers: [String] = [],
        body: [UInt8] = []
    ) -> WireStep {
        .send(answerBytes(status, headers: headers, body: body))
    }

    /// Sends a whole answer with a text as its body.
    package static func answer(
        _ status: String = "200 OK",
        headers: [String] = [],
        body: String
    ) -> WireStep {
        .answer(status, headers: headers, body: Array(body.utf8))
    }

    /// The bytes that ``answer(_:headers:body:)`` sends.
    package static func answerBytes(
        _ status: String = "200 OK",
        headers: [String] = [],
        body: [UInt8] = []
    ) -> [UInt8] {
        let length =
            headers.contains { $0.hasPrefix("Content-Length") || $0.hasPrefix("Transfer") }
            ? [] : ["Content-Length: \(body.count)"]
        let lines = ["HTTP/1.1 \(status)"] + headers + length
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}
