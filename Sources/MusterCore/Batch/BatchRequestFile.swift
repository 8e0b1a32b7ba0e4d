import Foundation

/// The file of requests that OpenAI, Together, vLLM's `run-batch` and LiteLLM take, and the answers
/// in the same form.
enum BatchRequestFile {
    /// The name of a prompt for a model: 40 digits of the pair's hash, and 8 of the prompt's.
    ///
    /// So no answer to another prompt of the same ID passes for its own. OpenAI allows 64 characters.
    static func customID(_ pair: BatchResult.Key, _ prompt: PromptDigest) -> String {
        "muster-\(PromptDigest(pair.sha256).text.prefix(40))-\(prompt.text.prefix(8))"
    }

    /// The line of a request, with its line feed.
    static func line(
        _ item: BatchItem,
        _ request: GenerationRequest,
        route: Route,
        to kind: ServiceKind
    ) -> Data {
        let completion = request.completion(
            of: item.modelID,
            route: route,
            timeout: request.timeout
        )
        var body = CompletionRequestBody(completion, of: kind, streams: false).members
        // OpenAI refuses it. Whoever pins a provider has chosen a service that knows it.
        if completion.routing == nil { body["provider"] = nil }
        let line: JSONMembers = [
            "custom_id": .string(item.customID),
            "method": "POST", "url": "/v1/chat/completions",
            "body": .object(body),
        ]
        return JSONEncoder.sorted(line) + [0x0A]
    }
}
