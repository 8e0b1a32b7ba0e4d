extension TimelineEntry {
    /// A shell command that repeats the request, without the key.
    ///
    /// For a completion it sends the short prompt of a deep check, whatever the user had asked.
    package func curl(
        _ modelID: ModelID,
        baseURL: ServiceURL,
        keyVariable: String
    ) -> String {
        if evidence?.kind == .endpoints || attempts.isEmpty && evidence?.sentModel == nil {
            return CurlCommand.endpoints(of: modelID, baseURL: baseURL)
        }
        let probe = evidence?.capability
        return CurlCommand.completion(
            sentModel: evidence?.sentModel ?? attempts.last?.sentModel ?? Route(modelID),
            prompt: probe?.prompt ?? DeepCheck.prompt,
            maxTokens: CheckPlanner.maximumAnswerTokens,
            probe: probe,
            baseURL: baseURL,
            keyVariable: keyVariable
        )
    }
}
