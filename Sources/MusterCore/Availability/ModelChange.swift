/// Something about a model that is not as it was when the model last answered.
package struct ModelChange: Sendable, Hashable {
    /// What changed, in the words of the model's JSON: `context_length`, `prompt_price`, ...
    package var field: String
    /// What was seen at verification; remote text.
    package var before: String
    /// What is known now; remote text.
    package var now: String
}
