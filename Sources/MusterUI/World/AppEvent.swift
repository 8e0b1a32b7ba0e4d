package import Foundation
package import MusterCore

/// Something that happened: the closed list of what the interface reacts to.
package enum AppEvent: Sendable, Equatable {
    /// A key was pressed.
    case keyPressed(KeyPress)
    /// The mouse did something.
    case mouse(MouseEvent)
    /// Where the key comes from was looked up again.
    case keyLookedUp(label: SanitizedText, isMissing: Bool)
    /// Text was pasted, newlines and all.
    case pasted(String)
    /// The terminal has a new size.
    case resized(Size)
    /// Something else has drawn on the screen.
    case repaintRequested
    /// A text has more bytes than the clipboard takes.
    case copyRefused(limit: Int)
    /// Time has passed; sent before other events and, while something runs, a few times a second.
    case timePassed(Date)
    /// The models were read from the database.
    case modelsLoaded([Model], lastRefresh: Date?)
    /// A script wants models chosen among those that pass a filter.
    case choiceBegan(filter: String)
    /// Another process has changed models in the database.
    case databaseChanged(Store.ModelChanges)
    /// Some of the models were read again.
    case modelsChanged([Model])
    /// They could not be read, or a local change could not be stored.
    case storeFailed(StoreError)
    /// A refresh came to its end.
    case refreshFinished(Result<RefreshReport, OperationError>)
    /// A backfill has looked up some of its models.
    case backfillProgressed(done: Int, total: Int)
    /// A backfill came to its end.
    case backfillFinished(Result<BackfillReport, OperationError>)
    /// A check has asked one more model; what it found is stored.
    case checkProgressed(WorkID, CheckResult)
    /// A check came to its end.
    case checkFinished(WorkID, Result<CheckOutcome, StoreError>)
    /// What is known of the free tier's day.
    case freeTierLoaded(FreeTier)
    /// What was observed of a model was read, newest first.
    case timelineLoaded(ModelID, [TimelineEntry])
    /// The saved filters were read.
    case savedFiltersLoaded([String: String])
    /// What is stored of a model beyond the list was read.
    case detailsLoaded(ModelDetails)
    /// A generation has news.
    case generationUpdated(pane: Int, [GenerationUpdate])
    /// Past generations were read, newest first.
    case historyLoaded(WorkID, [HistoryEntry])
    /// A past generation was read whole; `nil` when it is gone.
    case generationLoaded(WorkID, StoredGeneration?)
    /// It was read how the last requests to models ended.
    case seenAnswersLoaded([SeenAnswers])
    /// A slate was written, or why not.
    case slateSaved(String, BatchRefusal?)
    /// A batch is ready to begin, or cannot.
    case batchPrepared(WorkID, Result<BatchProposal, BatchRefusal>)
    /// A batch has news.
    case batchNews(WorkID, BatchNews)
    /// A batch came to its end.
    case batchEnded(WorkID, BatchOutcome)
    /// The user's own editor has ended.
    case edited(Result<String, EditorError>)
    /// The themes that can be chosen were read.
    case themesLoaded([ThemeEntry])
    /// A theme of the user's own was read again.
    case themeRead(String, Result<Theme, ThemeError>)
    /// The process was asked to stop for a while.
    case suspensionRequested
    /// The process was asked to end.
    case terminationRequested
}
