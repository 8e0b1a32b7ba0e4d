package import MusterCore

/// One line being written about a model, or about the filter.
package struct InputState: Sendable, Equatable {
    /// What the line is for.
    package enum Purpose: Sendable, Equatable {
        /// Why the model is disabled.
        case disabledReason
        /// Its Hugging Face ID, set by hand; an empty line takes one away.
        case huggingFaceID
        /// The name by which the filter is saved.
        case filterName
        /// The name of the saved filter to forget.
        case forgottenFilter
    }

    /// What the line is for.
    package var purpose: Purpose
    /// The model, where it is about one.
    package var model: Model?
    /// The line.
    package var field: TextField

    /// Creates an editor that begins with what there is now.
    package init(_ purpose: Purpose, model: Model?) {
        self.purpose = purpose
        self.model = model
        field =
            switch purpose {
            case .disabledReason: TextField(model?.disabledReason ?? "")
            case .huggingFaceID: TextField(model?.huggingFaceID?.rawValue ?? "")
            case .filterName, .forgottenFilter: TextField()
            }
    }
}
