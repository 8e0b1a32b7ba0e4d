import Foundation

/// Builds shell commands that repeat muster's requests, without its secrets.
///
/// A command refers to the key by its variable, so users may paste it into a bug report.
package enum CurlCommand {
    /// Requests the endpoints of a model, as a shallow check does.
    package static func endpoints(of id: ModelID, baseURL: ServiceURL) -> String {
        "curl -sS \(quoted(baseURL.appending("models/\(id.pathSegments)/endpoints")))"
    }

    /// Sends a small completion by a given spelling, as a deep check does.
    package static func completion(
        sentModel: Route,
        prompt: String,
        maxTokens: Int,
        probe: Capability? = nil,
        baseURL: ServiceURL,
        keyVariable: String
    ) -> String {
        let request = CompletionRequest(
            model: sentModel,
            prompt: prompt,
            maxTokens: maxTokens,
            probe: probe
        )
        let body = String(decoding: CompletionRequestBody(request).json, as: UTF8.self)
        return """
            curl -sS \(quoted(baseURL.appending("chat/completions"))) \
            -H "Authorization: Bearer $\(keyVariable)" \
            -H 'Content-Type: application/json' -d \(quoted(body))
            """
    }

    /// Quotes a word for POSIX shells: nothing is special within single quotes.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing(mark: "'", with: #"'\''"#) + "'"
    }
}

extension ModelID {
    /// The ID as path segments of a URL; `/`, `:` and `~` need no encoding (RFC 3986, 3.3).
    var pathSegments: String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~:/@")
        return rawValue.addingPercentEncoding(withAllowedCharacters: allowed) ?? rawValue
    }
}
