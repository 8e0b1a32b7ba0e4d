package import MusterCore

/// The question whether to send completions, which may cost.
package struct CheckConfirmation: Sendable, Equatable {
    /// The models to ask.
    package var models: [Model]
    /// What that would send and cost.
    package var plan: CheckPlan

    /// Creates a question.
    package init(models: [Model], plan: CheckPlan) {
        self.models = models
        self.plan = plan
    }
}
