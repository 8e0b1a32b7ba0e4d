/// The parts of prompts that outlive their editor.
package struct Prompts: Sendable, Equatable {
    /// The text unless it was sent, and the parameters of every prompt.
    package struct Draft: Sendable, Equatable {
        package var text = ""
        package var system = ""
        /// The temperature as typed; empty for the model's default.
        package var temperature = ""
        /// The longest answer in tokens, as typed; empty for the default.
        package var maxTokens = ""
        /// The reasoning effort as typed; empty for the model's default.
        package var effort = ""

        package init() {}
    }

    private static let limit = 200

    /// The unsent prompt.
    package var draft = Draft()
    /// The prompts sent, newest last; at most 200.
    package private(set) var sent: [String] = []

    /// Adds a prompt, unless it repeats the last one.
    mutating func add(_ prompt: String) {
        guard sent.last != prompt else { return }
        sent.append(prompt)
        if sent.count > Self.limit { sent.removeFirst() }
    }
}
