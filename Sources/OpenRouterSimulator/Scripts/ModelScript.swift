package import Foundation

/// The behaviour of one model, beyond its catalog entry.
package struct ModelScript: Sendable {
    package var accepts: AcceptedSpelling
    package var endpoints: EndpointsScript
    package var completion: CompletionScript
    /// The answer to a known spelling that chat does not accept; `nil` for OpenRouter's own.
    ///
    /// OpenRouter answers 400 "not a valid model ID" to the cased ID of a model that wants its
    /// catalog ID, 404 "Provider returned error" in the reverse case, and 404 "No endpoints found"
    /// if the model accepts neither.
    package var refusal: CompletionRefusal?
    /// Whether the model calls tools and follows schemas where the catalog lists these parameters.
    package var honorsParameters: Bool
    /// The provider that answers although routing chose another; `nil` keeps to the choice.
    package var driftsTo: String?
    package var batch: BatchScript

    /// The default is a healthy model that accepts only its catalog ID.
    package init(
        accepts: AcceptedSpelling = .catalogID,
        endpoints: EndpointsScript = .healthy,
        completion: CompletionScript = .plain,
        refusal: CompletionRefusal? = nil,
        honorsParameters: Bool = true,
        driftsTo: String? = nil,
        batch: BatchScript = BatchScript()
    ) {
        self.accepts = accepts
        self.endpoints = endpoints
        self.completion = completion
        self.refusal = refusal
        self.honorsParameters = honorsParameters
        self.driftsTo = driftsTo
        self.batch = batch
    }

    /// Listed, but no provider serves it under any spelling.
    package static let dead = ModelScript(accepts: .none, endpoints: .empty)

    /// The answer to a known spelling that chat does not accept.
    var effectiveRefusal: CompletionRefusal {
        if let refusal { return refusal }
        return switch accepts {
        case .catalogID, .any: CompletionRefusal(.invalidModelID)
        case .casedID: CompletionRefusal(.providerNotFound)
        case .none: CompletionRefusal(.noEndpoints)
        }
    }
}

/// The spellings of a model that chat accepts.
package enum AcceptedSpelling: Sendable, CaseIterable {
    /// Only the catalog's `id`.
    case catalogID
    /// Only the `hugging_face_id`, with the variant's suffix if the model has one.
    case casedID
    case any
    case none
}

/// A whole HTTP answer, byte for byte.
package struct ScriptedAnswer: Sendable, Equatable {
    /// The HTTP status, 200 to 599.
    package var status: Int
    /// Header fields besides the length; the simulator adds no `Content-Type`.
    package var headers: [String: String]
    /// The body, announced by `Content-Length`.
    package var body: Data
    /// Closes the connection after that many bytes of the body; `nil` sends all.
    package var cutAfterBytes: Int?
    /// The wait before the first byte, in addition to the configured latency.
    package var delay: Duration

    /// The default is an empty 200.
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

    package static func json(_ text: String, status: Int = 200) -> Self {
        Self(status: status, body: Data(text.utf8))
    }

    /// An error page like Cloudflare's for a service that is down.
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

    /// The answer for an unknown path.
    static let notFound = error("Not Found", status: 404)

    /// An error in OpenRouter's plain shape, with the status as its code.
    package static func error(_ message: String, status: Int) -> Self {
        let body: JSONValue = ["error": ["message": .string(message), "code": .int(status)]]
        return Self(status: status, body: body.data)
    }
}
