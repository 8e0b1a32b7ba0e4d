package import Foundation

/// One line of the history: a past generation without the whole of its words.
package struct HistoryEntry: Sendable, Hashable, Identifiable {
    /// How many characters of the prompt and of the text are read.
    package static let beginningLimit = 200

    /// The generation's row.
    package var id: Int64
    /// When it began.
    package var createdAt: Date
    /// The model asked for.
    package var modelID: ModelID
    /// The fallback that answered in its place.
    package var answeringModelID: ModelID?
    /// The model that the service says answered.
    package var servedModel: String?
    /// The provider that answered.
    package var provider: String?
    /// Where it is, or how it ended.
    package var status: GenerationStatus
    /// The prompt's first characters; hostile until sanitised.
    package var promptBeginning: String
    /// The answer's first characters; hostile until sanitised.
    package var textBeginning: String
    /// US dollars charged, where the service said.
    package var cost: Decimal?
    /// Milliseconds from the first request to the end.
    package var durationMilliseconds: Int?

    /// Creates a line.
    package init(
        id: Int64,
        createdAt: Date,
        modelID: ModelID,
        answeringModelID: ModelID? = nil,
        servedModel: String? = nil,
        provider: String? = nil,
        status: GenerationStatus,
        promptBeginning: String,
        textBeginning: String,
        cost: Decimal? = nil,
        durationMilliseconds: Int? = nil
    ) {
        self.id = id
        self.createdAt = createdAt
        self.modelID = modelID
        self.answeringModelID = answeringModelID
        self.servedModel = servedModel
        self.provider = provider
        self.status = status
        self.promptBeginning = promptBeginning
        self.textBeginning = textBeginning
        self.cost = cost
        self.durationMilliseconds = durationMilliseconds
    }
}
