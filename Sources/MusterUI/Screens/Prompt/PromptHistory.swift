/// The prompts that were sent, newest last.
package struct PromptHistory: Sendable, Equatable {
    /// How many are kept.
    private static let limit = 200

    /// The prompts.
    package private(set) var prompts: [String] = []

    /// Creates a history of earlier prompts, newest last.
    package init(_ prompts: [String] = []) {
        self.prompts = Array(prompts.suffix(Self.limit))
    }

    /// Adds one, unless it is the same as the last.
    mutating func add(_ prompt: String) {
        guard prompts.last != prompt else { return }
        prompts.append(prompt)
        if prompts.count > Self.limit { prompts.removeFirst() }
    }
}
