/// What a user wants of a batch: which files, and at what cost.
package struct BatchRequest: Sendable, Hashable {
    /// The models, in their order.
    package var modelIDs: [ModelID]
    /// The file with the prompts.
    package var promptsPath: String
    /// The file for the results.
    package var resultsPath: String
    /// What it may cost and how it is run.
    package var options: BatchOptions

    /// Creates a request.
    package init(
        modelIDs: [ModelID],
        promptsPath: String,
        resultsPath: String,
        options: BatchOptions = BatchOptions()
    ) {
        self.modelIDs = modelIDs
        self.promptsPath = promptsPath
        self.resultsPath = resultsPath
        self.options = options
    }
}
