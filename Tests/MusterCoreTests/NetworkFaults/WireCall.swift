import Synchronization

@testable import MusterCore

/// What is asked of a service whose wire is at fault, each as the program asks it.
enum WireCall: String, CaseIterable {
    case catalog
    case lookUp
    case endpoints
    case key
    case completion

    /// The calls that read a whole answer before they look at it.
    static let plain: [WireCall] = [.catalog, .lookUp, .endpoints, .key]

    /// Whether it sends the key.
    var hasKey: Bool { self == .key || self == .completion || self == .endpoints }

    /// A small answer that this call understands.
    var goodBody: String {
        switch self {
        case .catalog: #"{"data":[{"id":"a/b","name":"A B"}]}"#
        case .lookUp: #"{"data":{"id":"a/b","name":"A B"}}"#
        case .endpoints: #"{"data":{"id":"a/b","endpoints":[]}}"#
        case .key: #"{"data":{"label":"x","limit":null,"usage":0}}"#
        case .completion: Self.streamedBody
        }
    }

    /// The head's line that goes with it.
    var contentType: String {
        self == .completion ? "Content-Type: text/event-stream" : "Content-Type: application/json"
    }

    /// The answer to a completion: the text is `Hello`.
    private static let streamedBody = """
        data: {"id":"gen-1","choices":[{"delta":{"content":"Hel"}}]}

        data: {"id":"gen-1","choices":[{"delta":{"content":"lo"},"finish_reason":"stop"}]}

        data: [DONE]


        """

    /// Asks.
    ///
    /// - Returns: what shows that a good answer was understood; for ``goodBody`` it is ``goodValue``.
    func perform(
        _ client: OpenRouterClient,
        prompt: String = "Say hello.",
        timeout: Duration = .seconds(1500)
    ) async throws(ServiceFailure) -> String {
        let id = ModelID(rawValue: "a/b")
        switch self {
        case .catalog:
            return try await client.fetchCatalog().rows.map(\.entry.id.rawValue)
                .joined(separator: " ")
        case .lookUp:
            return try await client.lookUp(id)?.entry.id.rawValue ?? "none"
        case .endpoints:
            return "\(try await client.fetchEndpoints(id).count) endpoints"
        case .key:
            _ = try await client.fetchKeyStatus()
            return "a key"
        case .completion:
            let text = Mutex("")
            let request = CompletionRequest(
                model: Route(id),
                prompt: prompt,
                maxTokens: 8,
                timeout: timeout
            )
            try await client.complete(request) { events in
                for case .text(let piece) in events { text.withLock { $0 += piece } }
            }
            return text.withLock(\.self)
        }
    }

    /// What ``perform(_:prompt:timeout:)`` returns of ``goodBody``.
    var goodValue: String {
        switch self {
        case .catalog, .lookUp: "a/b"
        case .endpoints: "0 endpoints"
        case .key: "a key"
        case .completion: "Hello"
        }
    }
}
