package import Foundation

/// What a user wants of a batch: which files and models, and at what cost.
package struct BatchRequest: Sendable, Equatable {
    /// The models, in their order.
    package var modelIDs: [ModelID]
    /// The file with the prompts.
    package var promptsPath: String
    /// The file for the results.
    package var resultsPath: String
    /// What it may cost and how it is run.
    package var options: BatchOptions
    /// The slate that the models are from; without one they are judged by what is stored of them.
    package var slate: Slate?
    /// Whether the prompts may be `-`, which is standard input.
    package var allowsStandardInput = false
    /// Whether models that do not answer give way to the fallbacks of the configuration.
    package var fallsBack = true

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

/// What the user wants of a batch apart from its prompts and models.
package struct BatchOptions: Sendable, Hashable {
    /// The most requests at once unless the user says otherwise.
    package static let defaultConcurrency = 4
    /// The most requests at once that may be asked for.
    package static let concurrencyLimit = 64

    /// The most requests at once.
    package var concurrency: Int
    /// The most US dollars that all runs of the batch together may spend.
    package var maximumCost: Decimal?
    /// The longest answer in tokens.
    package var maxTokens: Int
    /// Whether what failed in an earlier run is asked again.
    package var retriesFailed: Bool

    package init(
        concurrency: Int = Self.defaultConcurrency,
        maximumCost: Decimal? = nil,
        maxTokens: Int = GenerationRequest.defaultMaxTokens,
        retriesFailed: Bool = false
    ) {
        self.concurrency = concurrency
        self.maximumCost = maximumCost
        self.maxTokens = maxTokens
        self.retriesFailed = retriesFailed
    }
}

/// A batch that is ready to begin.
package struct BatchProposal: Sendable, Hashable, Identifiable {
    /// Which preparation it came from; each has its own, and only the newest can be run.
    package struct ID: Sendable, Hashable {
        let number: Int
    }

    package let id: ID
    /// What it will take.
    package var forecast: BatchForecast
    /// What became of its models since they were picked; empty where nothing is left to ask.
    package var findings: [SlateFinding]
    /// What earlier runs brought, and what is left.
    package var summary: BatchSummary
    /// Why the catalog could not be fetched; then prices may have changed.
    package var catalogFailure: ServiceFailure?
    /// How many results are of other prompts or models.
    package var strayCount = 0

    /// The models of which nothing certain is known.
    package var inconclusive: [SlateFinding] { findings.inconclusive }

    /// What a user is told besides the findings and the forecast, a sentence each.
    package var notes: [String] {
        var notes: [String] = []
        if strayCount > 0 {
            notes.append("\(strayCount) results are of other prompts or models, and are kept")
        }
        if let catalogFailure {
            notes.append(SlateVerification.words(withoutCatalog: catalogFailure))
        }
        return notes
    }
}
