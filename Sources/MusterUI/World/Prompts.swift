/// What is kept of prompts when their editor closes.
package struct Prompts: Sendable, Equatable {
    /// The text unless it was sent, and what goes with every prompt.
    package struct Draft: Sendable, Equatable {
        /// The text.
        package var text = ""
        /// The system prompt.
        package var system = ""
        /// The temperature as written; empty for the model's own.
        package var temperature = ""
        /// The longest answer in tokens, as written; empty for the usual one.
        package var maxTokens = ""
        /// The effort of reasoning as written; empty for the model's own.
        package var effort = ""

        package init() {}
    }

    private static let limit = 200

    /// The prompt as it was when it was last left.
    package var draft = Draft()
    /// The prompts that were sent, newest last; at most 200.
    package private(set) var sent: [String] = []

    /// Adds a prompt that was sent, unless it is the same as the last.
    mutating func add(_ prompt: String) {
        guard sent.last != prompt else { return }
        sent.append(prompt)
        if sent.count > Self.limit { sent.removeFirst() }
    }
}
