import Foundation

/// A batch of which the service still has a part, as the database remembers it, so that another
/// process can go on with it.
package struct FollowedBatch: Sendable, Hashable, Codable {
    /// Absolute.
    package let promptsPath: String
    package let resultsPath: String
    private let models: [String]
    /// The slate as YAML; `nil` for one that was made of stored models.
    private let slate: String?
    /// The models of other services as a slate in YAML; `nil` for none.
    private let elsewhere: String?
    private let format: String?
    private let template: String?
    private let maxTokens: Int
    private let maximumCost: Decimal?
    private let concurrency: Int
    private let fallsBack: Bool

    /// `nil` for prompts that came through a pipe, and for a shard, of which only its own command
    /// knows.
    init?(_ request: BatchRequest) {
        guard request.options.shard == nil else { return nil }
        guard request.promptsPath != "-" || !request.allowsStandardInput else { return nil }
        promptsPath = URL(filePath: request.promptsPath.expandingTilde).path
        resultsPath = URL(filePath: request.resultsPath.expandingTilde).path
        models = request.modelIDs.map(\.rawValue)
        slate = request.slate.map { SlateWriter.text($0) }
        let others = request.options.entriesElsewhere
        elsewhere = others.isEmpty ? nil : SlateWriter.text(Slate(entries: others))
        format = request.promptFormat?.rawValue
        template = request.template?.source
        maxTokens = request.options.maxTokens
        maximumCost = request.options.maximumCost
        concurrency = request.options.concurrency
        fallsBack = request.fallsBack
    }

    /// The request that goes on with it.
    package var request: BatchRequest {
        var options = BatchOptions(
            concurrency: concurrency,
            maximumCost: maximumCost,
            maxTokens: maxTokens
        )
        options.engine = .openrouter
        options.entriesElsewhere = elsewhere.flatMap { try? Slate(yaml: $0) }?.entries ?? []
        var request = BatchRequest(
            modelIDs: models.map { ModelID(rawValue: $0) },
            promptsPath: promptsPath,
            resultsPath: resultsPath,
            options: options
        )
        request.slate = slate.flatMap { try? Slate(yaml: $0) }
        request.promptFormat = format.flatMap { PromptFormat(rawValue: $0) }
        request.template = template.map { PromptTemplate($0) }
        request.fallsBack = fallsBack
        return request
    }
}
