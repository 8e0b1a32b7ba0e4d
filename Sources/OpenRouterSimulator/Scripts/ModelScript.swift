package import Foundation

/// How one model behaves, apart from what the catalog says of it.
package struct ModelScript: Sendable {
    /// The spellings of `model` that chat takes.
    package var accepts: AcceptedSpelling
    /// What the endpoints list says.
    package var endpoints: EndpointsScript
    /// What chat answers to an accepted spelling.
    package var completion: CompletionScript
    /// What chat answers to a known spelling that is not accepted; `nil` is what OpenRouter would.
    ///
    /// That is 400 "not a valid model ID" for the cased ID of a model that wants its catalog ID,
    /// 404 "Provider returned error" for the reverse, and 404 "No endpoints found" when none is
    /// accepted.
    package var refusal: CompletionRefusal?
    /// Whether tools are called and schemas kept to, where the catalog says that they are known.
    package var honorsParameters: Bool

    /// Makes a script; the default is a healthy model that takes only its catalog ID.
    package init(
        accepts: AcceptedSpelling = .catalogID,
        endpoints: EndpointsScript = .healthy,
        completion: CompletionScript = .plain,
        refusal: CompletionRefusal? = nil,
        honorsParameters: Bool = true
    ) {
        self.accepts = accepts
        self.endpoints = endpoints
        self.completion = completion
        self.refusal = refusal
        self.honorsParameters = honorsParameters
    }

    /// Listed, but served by nobody under any spelling.
    package static let dead = ModelScript(accepts: .none, endpoints: .empty)

    /// What a known but unaccepted spelling is answered.
    var effectiveRefusal: CompletionRefusal {
        if let refusal { return refusal }
        return switch accepts {
        case .catalogID, .any: CompletionRefusal(.invalidModelID)
        case .casedID: CompletionRefusal(.providerNotFound)
        case .none: CompletionRefusal(.noEndpoints)
        }
    }
}

/// Which spellings of a model chat takes.
package enum AcceptedSpelling: Sendable, CaseIterable {
    /// Only the catalog's `id`.
    case catalogID
    /// Only the `hugging_face_id`, followed by the variant if the model is one.
    case casedID
    /// Both of them.
    case any
    /// Neither of them.
    case none
}

/// What the endpoints list of a model says.
package enum EndpointsScript: Sendable {
    /// One endpoint for each status; `nil` leaves it out, as it is documented to be optional.
    ///
    /// Uptime is a percentage and applies to all three windows; `nil` writes `null`.
    case statuses([Int?], uptime: Double? = 99.9)
    /// 404, as for a model that is gone.
    case notFound
    /// Anything else.
    case answer(ScriptedAnswer)

    /// Endpoints in good health; their number depends on the model.
    package static let healthy = EndpointsScript.statuses([0, 0, 0])
    /// Endpoints that OpenRouter routes to last.
    package static let degraded = EndpointsScript.statuses([-2, -2], uptime: 81.3)
    /// An empty list: nobody serves the model.
    package static let empty = EndpointsScript.statuses([])
}

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
