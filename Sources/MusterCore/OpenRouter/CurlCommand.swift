import Foundation

/// Shell commands that send again what muster sent, without its secrets.
///
/// The key is named by the variable that holds it, so that a command may be pasted into a bug
/// report.
package enum CurlCommand {
    /// Asks for the endpoints of a model, as a shallow check does.
    package static func endpoints(of id: ModelID, baseURL: ServiceURL) -> String {
        "curl -sS \(quoted(baseURL.appending("models/\(id.pathSegments)/endpoints")))"
    }

    /// Sends a small completion by a spelling of the model, as a deep check does.
    package static func completion(
        sentModel: Route,
        prompt: String,
        maxTokens: Int,
        probe: Capability? = nil,
        baseURL: ServiceURL
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
            -H "Authorization: Bearer $OPENROUTER_API_KEY" \
            -H 'Content-Type: application/json' -d \(quoted(body))
            """
    }

    /// A word that a POSIX shell takes as it is: within single quotes nothing has a meaning.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}
