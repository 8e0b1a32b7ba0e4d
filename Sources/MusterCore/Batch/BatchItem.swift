package import Foundation

/// One prompt that is to be asked of one model.
package struct BatchItem: Sendable, Hashable {
    /// The prompt.
    package var prompt: BatchPrompt
    /// The model.
    package var modelID: ModelID
    /// Whether it counts against the free tier's pace and day.
    package var isFree: Bool
    /// The most that it may cost in US dollars, whoever answers; `nil` where nobody knows.
    package var maximumCost: Decimal?

    /// Creates an item.
    package init(
        prompt: BatchPrompt,
        modelID: ModelID,
        isFree: Bool = false,
        maximumCost: Decimal? = nil
    ) {
        self.prompt = prompt
        self.modelID = modelID
        self.isFree = isFree
        self.maximumCost = maximumCost
    }
}
