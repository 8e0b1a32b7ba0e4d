/// A generation with fallbacks of other services, each of which has its own workspace.
package struct FallbackChain: Sendable {
    private struct Link {
        let workspace: Workspace
        let request: GenerationRequest
    }

    private let first: Link
    private var others: [Link] = []

    /// Begins with a request that has the fallbacks of its own service.
    package init(_ workspace: Workspace, _ request: GenerationRequest) {
        first = Link(workspace: workspace, request: request)
    }

    /// Adds what to ask if nothing before it answers.
    package mutating func append(_ workspace: Workspace, _ request: GenerationRequest) {
        others.append(Link(workspace: workspace, request: request))
    }

    /// Asks one service after the other, until a model has answered, if only with a refusal.
    ///
    /// - Parameters:
    ///   - onMove: Told of the next model and its service, and why the last one did not answer.
    ///   - onUpdate: Told of every generation.
    /// - Returns: The last generation with the attempts of all, and the service that was asked.
    package func run(
        onMove: (ModelID, String, ServiceFailure?) async -> Void,
        onUpdate: @escaping Generator.UpdateHandler
    ) async -> (generation: Generation, service: String) {
        var last = first
        var generation = await first.workspace.generate(first.request, onUpdate: onUpdate)
        for link in others where generation.isUnanswered {
            let service = link.workspace.client.service
            await onMove(link.request.modelID, service, generation.failure)
            let attempts = generation.attempts
            generation = await link.workspace.generate(link.request, onUpdate: onUpdate)
            generation.attempts = attempts + generation.attempts
            last = link
        }
        return (generation, last.workspace.client.service)
    }
}

extension Generation {
    /// Whether nothing was shown of it, and no model answered in any way.
    fileprivate var isUnanswered: Bool {
        status == .failed && text.isEmpty && reasoning.isEmpty
            && failure?.isAnswerWithoutText != true
    }
}
