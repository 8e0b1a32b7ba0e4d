package import MusterCore

/// The way from marked models to a batch, one step after the other.
package struct BatchScreen: Sendable, Equatable {
    /// Where on the way one is.
    package enum Step: Sendable, Equatable {
        /// The models, with what stands in their way.
        case models
        /// The name of a slate's file is being written.
        case slate(TextField)
        /// The files are being named.
        case form(BatchForm)
        /// The files are read, and the service is asked about the models.
        case preparing(BatchForm)
        /// What it will take, to be agreed to.
        case proposal(BatchProposal, BatchForm)
        /// It runs, or has ended.
        case progress
    }

    /// Where on the way one is.
    package var step: Step
    /// The model under the cursor.
    package var selection = 0
    /// The first line shown of a proposal that is longer than the screen.
    package var scroll = 0
    /// How the last requests to the models ended, as far as it was read.
    package var survival: [ModelID: SeenAnswers] = [:]

    /// Begins at a step.
    package init(_ step: Step) { self.step = step }
}
