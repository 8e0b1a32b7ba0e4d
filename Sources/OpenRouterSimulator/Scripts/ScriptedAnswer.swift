package import Foundation

/// A whole HTTP answer, byte for byte.
package struct ScriptedAnswer: Sendable, Equatable {
    /// The HTTP status, 200 to 599.
    package var status: Int
    /// Header fields beside the length; `Content-Type` is not added.
    package var headers: [String: String]
    /// The body announced by `Content-Length`.
    package var body: Data
    /// Closes the connection after that many bytes of the body; `nil` sends all.
    package var cutAfterBytes: Int?
    /// How long to wait before the first byte, beside the configured latency.
    package var delay: Duration

    /// Makes an answer; without arguments it is an empty 200.
    package init(
        status: Int = 200,
        headers: [String: String] = ["Content-Type": "application/json"],
        body: Data = Data(),
        cutAfterBytes: Int? = nil,
        delay: Duration = .zero
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.cutAfterBytes = cutAfterBytes
        self.delay = delay
    }

    /// Makes an answer of JSON text.
    package static func json(_ text: String, status: Int = 200) -> Self {
        Self(status: status, body: Data(text.utf8))
    }

    /// Makes the kind of page that Cloudflare puts before a service that is down.
    package static func html(status: Int = 502) -> Self {
        let page = """
            <!DOCTYPE html>
            <html lang="en-US"><head><title>openrouter.ai | \(status): Bad gateway</title></head>
            <body><h1>Bad gateway <span>Error code \(status)</span></h1>
            <p>Visit <a href="https://www.cloudflare.com/5xx-error-landing">cloudflare.com</a></p>
            </body></html>

            """
        return Self(
            status: status,
            headers: ["Content-Type": "text/html; charset=UTF-8"],
            body: Data(page.utf8)
        )
    }

    /// What a path is answered that nobody serves.
    static let notFound = error("Not Found", status: 404)

    /// Makes an error in OpenRouter's plain shape, whose code is the status.
    package static func error(_ message: String, status: Int) -> Self {
        let body: JSONValue = ["error": ["message": .string(message), "code": .int(status)]]
        return Self(status: status, body: body.data)
    }
}
