import Foundation
import NIOHTTP1

/// Asks the Hugging Face Hub for the spelling of repository names.
package struct HubClient: Sendable {
    /// Returns the Hub's own spelling of a name; `nil` if no public repository has that name.
    ///
    /// The Hub ignores case and answers with the canonical name. For a renamed repository it
    /// answers with the new name, for a private or missing one with 401 or 404.
    package var canonicalID:
        @Sendable (HuggingFaceID) async throws(ServiceFailure) -> HuggingFaceID?

    /// Creates a client for a Hub such as `https://huggingface.co`, which connects at its first
    /// request.
    ///
    /// It sends the token only over TLS or to this machine.
    package static func live(
        endpoint: ServiceURL,
        transport: HTTPTransport,
        timeout: Duration,
        token: APIKey?
    ) -> HubClient {
        let hub = LiveHub(
            endpoint: endpoint,
            transport: transport,
            timeout: timeout,
            token: token
        )
        return HubClient(canonicalID: hub.canonicalID)
    }
}

private struct LiveHub: Sendable {
    let endpoint: ServiceURL
    let transport: HTTPTransport
    let timeout: Duration
    let token: APIKey?

    private struct Repository: Decodable {
        let id: String
    }

    func canonicalID(_ id: HuggingFaceID) async throws(ServiceFailure) -> HuggingFaceID? {
        var request = HTTPTransportRequest(
            url: endpoint.appending("api/models/\(id.rawValue)"),
            byteLimit: 8 << 20,
            timeout: timeout
        )
        if let token, endpoint.isSecure || endpoint.isLoopback {
            request.headers.add(name: "Authorization", value: "Bearer \(token.secret)")
        }
        let answer = try await transport.fetch(request)
        if answer.status == 401 || answer.status == 404 { return nil }
        guard answer.isSuccess else {
            let kind: ServiceFailure.Kind = answer.status == 429 ? .rateLimited : .server
            throw ServiceFailure(
                kind,
                httpStatus: answer.status,
                message: "the Hub answered \(answer.status)"
            )
        }
        guard let repository = try? JSONDecoder().decode(Repository.self, fromForeign: answer.body),
            let canonical = HuggingFaceID(validating: repository.id)
        else {
            throw ServiceFailure(
                .malformed,
                httpStatus: answer.status,
                message: "the Hub's answer has no id"
            )
        }
        return canonical
    }
}
