extension CompletionRefusal {
    /// The text of a 404 that names the step of routing, as recorded in 2026.
    var routingMessage: String {
        switch kind {
        case .dataPolicy:
            """
            No endpoints available matching your guardrail restrictions and data policy. \
            Configure: https://openrouter.ai/settings/privacy
            """
        case .allowedProviders:
            "No allowed providers are available for the selected model."
        case .guardrails:
            "No endpoints found matching your guardrail restrictions."
        case .toolStep:
            "No endpoints found that support tool use."
        case .batchOnly:
            """
            This model is only available through the Batch API. Use the /api/beta/batches \
            endpoint instead.
            """
        default:
            "No endpoints found matching the requested constraints."
        }
    }

    /// The metadata of an error of routing: the step, and for some what it compared.
    var routingMetadata: [JSONMember] {
        guard let step = kind.failedStep else { return [] }
        let name = JSONMember("failed_routing_step", .string(step))
        guard kind == .allowedProviders else { return [name] }
        return [
            name,
            JSONMember("available_providers", .array(availableProviders.map(JSONValue.string))),
            JSONMember("requested_providers", .array(requestedProviders.map(JSONValue.string))),
        ]
    }
}
