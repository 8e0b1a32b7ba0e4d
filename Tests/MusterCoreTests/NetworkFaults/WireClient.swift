import MusterCore
import MusterTestSupport
import Testing

/// A client of a service whose wire is at fault, with limits that a test can reach.
struct WireClient {
    /// The key that it sends, to be found wherever it should not be.
    static let key = "sk-or-v1-WIRE-KEY-0123456789"

    /// How a call ended: its value, or its failure.
    typealias Outcome = Result<String, ServiceFailure>

    let client: OpenRouterClient

    /// Makes a client, runs `body`, and closes every connection.
    static func withClient<Value>(
        _ baseURL: String,
        catalogBytes: Int = 8 << 20,
        timeout: Duration = .seconds(1500),
        connectTimeout: Duration = .seconds(1500),
        proxies: ProxySettings = .none,
        trustRoots: String? = nil,
        _ body: (WireClient) async throws -> Value
    ) async rethrows -> Value {
        let transport = HTTPTransport(
            userAgent: "muster-tests",
            connectTimeout: connectTimeout,
            proxies: proxies,
            trustRoots: trustRoots
        )
        var limits = RequestLimits(timeout: timeout)
        limits.catalogBytes = catalogBytes
        let key = APIKey(key)
        let client = OpenRouterClient.live(
            baseURL: ServiceURL(stringLiteral: baseURL),
            transport: transport,
            limits: limits
        ) { () throws(ServiceFailure) in key }
        do {
            let value = try await body(WireClient(client: client))
            await transport.shutDown()
            return value
        } catch {
            await transport.shutDown()
            throw error
        }
    }

    /// Makes one call and tells how it ended.
    func outcome(
        of call: WireCall,
        prompt: String = "Say hello.",
        timeout: Duration = .seconds(1500)
    ) async -> Outcome {
        do throws(ServiceFailure) {
            return .success(try await call.perform(client, prompt: prompt, timeout: timeout))
        } catch {
            return .failure(error)
        }
    }
}

/// Expects a failure of one kind, in words that hold all of these, without the key.
func expect(
    _ outcome: WireClient.Outcome,
    failsAs kind: ServiceFailure.Kind,
    saying words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard case .failure(let failure) = outcome else {
        Issue.record("\(outcome)", sourceLocation: sourceLocation)
        return
    }
    #expect(failure.kind == kind, "\(failure)", sourceLocation: sourceLocation)
    for word in words {
        #expect(failure.message.contains(word), "\(failure)", sourceLocation: sourceLocation)
    }
    expectWords(outcome, sourceLocation: sourceLocation)
}

/// Expects a value, or a failure in words for people, without the key.
func expectWords(
    _ outcome: WireClient.Outcome,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard case .failure(let failure) = outcome else { return }
    #expect(!failure.message.isEmpty, sourceLocation: sourceLocation)
    #expect(!failure.message.contains(WireClient.key), sourceLocation: sourceLocation)
    // What libraries print of their errors is for programmers.
    #expect(
        !failure.message.contains(/NIO|HTTPClientError|errno|BoringSSL|Error\./),
        "\(failure)",
        sourceLocation: sourceLocation
    )
}
