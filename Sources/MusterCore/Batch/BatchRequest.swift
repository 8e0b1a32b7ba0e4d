package import Foundation

/// A user's request for a batch: files, models, cost limit and options.
package struct BatchRequest: Sendable, Equatable {
    /// Models in the order to ask them.
    package var modelIDs: [ModelID]
    package var promptsPath: String
    package var resultsPath: String
    /// The file itself, beside which its journal is, however many links lead to it.
    var resultsFile: String { resultsPath.expandingTilde.followingLinks }
    package var options: BatchOptions
    /// The slate that the models come from; without one, stored data decides.
    package var slate: Slate?
    /// The form of the prompts; `nil` guesses it by the file's name.
    package var promptFormat: PromptFormat?
    /// What becomes of each row of a table; `nil` takes its column `prompt`.
    package var template: PromptTemplate?
    /// Whether a prompts path of `-` may mean standard input.
    package var allowsStandardInput = false
    /// Whether the configured fallbacks replace models that do not answer.
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

/// A batch's settings apart from its prompts and models.
package struct BatchOptions: Sendable, Hashable {
    package static let defaultConcurrency = 4
    package static let concurrencyLimit = 1_024
    /// No model answers with more; sums of it are whole numbers.
    package static let mostTokens = 1_000_000_000

    package var concurrency: Int
    /// The limit in US dollars for all runs of the batch together.
    package var maximumCost: Decimal?
    /// The limit per answer, in tokens.
    package var maxTokens: Int
    package var retries: BatchRetries
    /// Where requests are made that are offered there: `here` or `openrouter`.
    package var engine = BatchEngine.here
    /// Whether to send again what may have been submitted without the service knowing of it.
    package var resubmits = false
    /// The part of the batch that is asked; `nil` for all of it.
    package var shard: BatchShard?
    /// The entries of the slate that other services answer, whose results are in the same file.
    package var entriesElsewhere: [SlateEntry] = []

    /// The user's name for the service; `nil` to take any service's results for its own.
    var service: String?

    /// The limit of connections to the service.
    var connectionLimit = Int.max

    /// How many requests this shard starts at once: none that would wait for a connection.
    var ownConcurrency: Int { min(ownWish, connectionLimit) }

    /// Whether connections limit ``ownConcurrency``.
    var lacksConnections: Bool { connectionLimit < ownWish }

    private var ownWish: Int { share(of: concurrency) }

    /// What this shard may use of a limit that all of them keep together.
    func share(of limit: Int) -> Int { shard?.share(of: limit) ?? limit }

    /// The limit of the cost for this shard.
    var ownMaximumCost: Decimal? { maximumCost.map { $0 / Decimal(shard?.count ?? 1) } }

    package init(
        concurrency: Int = Self.defaultConcurrency,
        maximumCost: Decimal? = nil,
        maxTokens: Int = GenerationRequest.defaultMaxTokens,
        retries: BatchRetries = .none
    ) {
        self.concurrency = concurrency
        self.maximumCost = maximumCost
        self.maxTokens = maxTokens
        self.retries = retries
    }
}

/// Which failures of earlier runs a batch asks again.
package enum BatchRetries: Sendable, Hashable {
    case none
    /// Those that a later attempt may mend, such as of a busy provider.
    case temporary
    case all

    func includes(_ result: BatchResult) -> Bool {
        switch self {
        case .none: false
        case .temporary: result.isInconclusive
        case .all: true
        }
    }
}

/// A batch that is ready to start.
package struct BatchProposal: Sendable, Hashable, Identifiable {
    /// Identifies the preparation; only the newest can run.
    package struct ID: Sendable, Hashable {
        let number: Int
    }

    package let id: ID
    package var forecast: BatchForecast
    /// Changes in the models since the user picked them; empty if nothing remains to be asked.
    package var findings: [SlateFinding]
    /// The results of earlier runs and the remaining items.
    package var summary: BatchSummary
    /// The reason the catalog could not be fetched; prices may be out of date then.
    package var catalogFailure: ServiceFailure?
    /// The most requests at once.
    package var atOnce = Int.max
    /// Results that belong to other prompts, or to models that are not in the slate.
    package var strayCount = 0
    /// Models of whose pin the service is sent only a part.
    package var looselyPinned: [ModelID] = []
    /// Free models that never answered here, however many endpoints they have.
    package var unprovenFree: [ModelID] = []
    /// Models whose end is near or past.
    package var expiring: [ModelExpiry] = []

    package var inconclusive: [SlateFinding] { findings.inconclusive }

    /// Further remarks for the user, one sentence each.
    package var notes: [String] {
        var notes: [String] = []
        if strayCount > 0 {
            notes.append("\(strayCount) results are of other prompts or models, and are kept")
        }
        if let catalogFailure {
            notes.append(SlateVerification.words(withoutCatalog: catalogFailure))
        }
        if !looselyPinned.isEmpty {
            notes.append(
                "the service can pin a model to one provider only; the rest of the pin is not sent for "
                    + looselyPinned.shortList
            )
        }
        if let words = SeenAnswers.words(unprovenFree: unprovenFree) { notes.append(words) }
        notes += expiring.map(\.words)
        return notes
    }
}
