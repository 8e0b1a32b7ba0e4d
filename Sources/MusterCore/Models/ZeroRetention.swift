/// Which endpoints keep neither prompts nor answers.
package struct ZeroRetention: Sendable, Equatable {
    /// The endpoints' tags by model, sorted.
    package var tags: [ModelID: [String]]

    package init(tags: [ModelID: [String]]) {
        self.tags = tags.mapValues { Set($0).sorted() }
    }
}
