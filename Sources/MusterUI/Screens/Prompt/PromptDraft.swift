/// What is kept of a prompt when its editor closes: the text unless it was sent, and what goes with
/// every prompt.
package struct PromptDraft: Sendable, Equatable {
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

    /// Creates an empty draft.
    package init() {}

    /// Takes what an editor holds.
    init(_ prompt: PromptState, isSent: Bool) {
        text = isSent ? "" : prompt.field.text
        system = prompt[.system].text
        temperature = prompt[.temperature].text
        maxTokens = prompt[.maxTokens].text
        effort = prompt[.effort].text
    }
}
