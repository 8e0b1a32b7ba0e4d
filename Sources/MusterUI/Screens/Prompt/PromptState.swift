package import MusterCore

/// A prompt being written for a model.
package struct PromptState: Sendable, Equatable {
    /// The model that will get it.
    package var model: Model
    /// The text.
    package var field: TextField

    /// Creates an editor that begins with `draft`.
    package init(model: Model, draft: String) {
        self.model = model
        field = TextField(draft)
    }
}
