extension TimelineEntry {
    /// A shell command that asks the service the same again, without the key.
    ///
    /// For a completion it sends the small question of a deep check, whatever the user had asked.
    ///
    /// - Parameters:
    ///   - modelID: the model that the entry is about.
    ///   - baseURL: the service.
    /// - Returns: the command.
    package func curl(_ modelID: ModelID, baseURL: ServiceURL) -> String {
        if evidence?.kind == .endpoints || attempts.isEmpty && evidence?.sentModel == nil {
            return CurlCommand.endpoints(of: modelID, baseURL: baseURL)
        }
        let probe = evidence?.capability
        return CurlCommand.completion(
            sentModel: evidence?.sentModel ?? attempts.last?.sentModel ?? Route(modelID),
            prompt: probe?.prompt ?? DeepCheck.prompt,
            maxTokens: CheckPlanner.maximumAnswerTokens,
            probe: probe,
            baseURL: baseURL
        )
    }
}
