package import Foundation
package import MusterCore

/// The closed list of events that the interface reacts to.
package enum AppEvent: Sendable, Equatable {
    case keyPressed(KeyPress)
    case mouse(MouseEvent)
    case terminalReported(TerminalReport)
    case keyLookedUp(label: SanitizedText, isMissing: Bool)
    /// A paste, including its newlines.
    case pasted(String)
    case resized(Size)
    /// Another program has drawn on the screen.
    case repaintRequested
    /// The system does not know the kind of terminal, so that the interface uses another.
    case terminalSubstituted(unknown: String, used: String)
    /// A text exceeds the clipboard's limit, in bytes.
    case copyRefused(limit: Int)
    /// Time has passed; sent before other events and, while work runs, a few times a second.
    case timePassed(Date)
    case modelsLoaded([Model], lastRefresh: Date?)
    /// The first of this many models; the others follow.
    case firstModelsLoaded([Model], of: Int, lastRefresh: Date?)
    /// A script wants models chosen among those that pass a filter.
    case choiceBegan(filter: String)
    /// The user came from another service to see this model.
    case arrived(at: ModelID)
    /// Another process has changed models in the database.
    case databaseChanged(Store.ModelChanges)
    /// Some of the models were read again.
    case modelsChanged([Model])
    case modelsFailed(StoreError)
    /// Something else could not be read, or a local change could not be stored.
    case storeFailed(StoreError)
    case refreshFinished(Result<RefreshReport, OperationError>)
    case backfillProgressed(done: Int, total: Int)
    case backfillFinished(Result<BackfillReport, OperationError>)
    /// A check has asked one more model and stored the finding.
    case checkProgressed(WorkID, CheckResult)
    case checkFinished(WorkID, Result<CheckOutcome, StoreError>)
    case freeTierLoaded(FreeTier)
    /// The observations of a model, newest first.
    case timelineLoaded(ModelID, [TimelineEntry])
    case savedFiltersLoaded([String: String])
    case detailsLoaded(ModelDetails)
    case generationUpdated(pane: Int, [GenerationUpdate])
    /// Past generations, newest first.
    case historyLoaded(WorkID, [HistoryEntry])
    /// A past generation in full; `nil` if it no longer exists.
    case generationLoaded(WorkID, StoredGeneration?)
    case seenAnswersLoaded([SeenAnswers])
    /// A path as far as it can be completed, and the names to choose from; `nil` if it cannot be.
    case pathCompleted(String, PathChoice?)
    case slateSaved(String, BatchRefusal?)
    /// What a model is pinned to now; `nil` for nothing.
    case pinChanged(ModelID, Result<ProviderRouting?, PinRefusal>)
    case batchPrepared(WorkID, Result<BatchProposal, BatchRefusal>)
    case batchNews(WorkID, BatchNews)
    case batchEnded(WorkID, BatchOutcome)
    /// The service has told how far a submitted batch is.
    case batchFollowed(FollowedBatch, SubmissionProgress)
    case edited(Result<String, EditorError>)
    /// A page of the manual, as Markdown; empty if there is nothing about the message.
    case manualLoaded(HelpPage, String)
    case themesLoaded([ThemeEntry])
    case servicesLoaded([ServiceEntry])
    /// The runtime has read a user's theme again.
    case themeRead(String, Result<Theme, ThemeError>)
    /// The process received a request to stop for a while.
    case suspensionRequested
    case terminationRequested
}

/// What a path can be completed to.
package struct PathChoice: Sendable, Equatable {
    package let text: String
    /// The names of files that begin like that.
    package let names: [String]

    package init(text: String, names: [String]) {
        self.text = text
        self.names = names
    }
}
