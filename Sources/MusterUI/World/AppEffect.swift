package import Foundation
package import MusterCore

/// Work that `update` requests; the runtime performs it and answers with events.
package enum AppEffect: Sendable, Equatable {
    case loadModels
    /// Read some of the models again.
    case loadSome(Set<ModelID>)
    /// Fetch the catalog.
    case refreshCatalog
    case backfill
    /// Cancels the refresh or backfill.
    case cancelActivity
    case check(WorkID, CheckPlan)
    /// Cancels the check but keeps its findings.
    case cancelCheck
    /// Reads how many of the day's free requests remain.
    case loadFreeTier
    case loadTimeline(ModelID)
    /// Sends the time at this date, once; `nil` cancels an earlier request.
    case wake(at: Date?)
    case setDisabled([ModelID], Bool, reason: String?)
    /// Stores a Hugging Face ID that the user set, cleared or restored.
    case setHuggingFaceID(ModelID, HuggingFaceID?, HuggingFaceIDSource?)
    case setFavorite([ModelID], Bool)
    /// Pins a model to the endpoint that answered last, or no longer.
    case togglePin(Model)
    /// Restores what a model was pinned to.
    case setPin(ModelID, ProviderRouting?)
    case setMarked([ModelID], Bool)
    case remember(InterfaceSettings)
    case loadSavedFilters
    /// Saves a filter under a name; without a source, deletes that name.
    case saveFilter(name: String, source: String?)
    /// Reads stored facts that the list omits, for these models in this order.
    case loadDetails([ModelID])
    case generate(pane: Int, GenerationRequest)
    /// Cancels the generation of a pane but keeps its text.
    case cancelGeneration(pane: Int)
    /// Reads past generations with this text in prompt, answer or model, or those of one model.
    case loadHistory(WorkID, search: String, of: ModelID? = nil)
    case loadGeneration(WorkID, Int64)
    /// Opens a text in the user's own editor, which gets the terminal.
    case edit(String)
    /// Reads a page of the manual, or what it says about a message.
    case loadManual(HelpPage, about: String?)
    case loadThemes
    case setTheme(Theme)
    /// Reads the user's theme of this name again whenever its file changes; `nil` stops that.
    case watchTheme(String?)
    /// Stores the choice of a theme for later starts.
    case rememberTheme(String)
    case copy(SanitizedText)
    /// Tells the desktop through the terminal.
    case notify(SanitizedText)
    /// Enables or disables mouse reports.
    case hearMouse(Bool)
    /// Looks for the key again.
    case lookForKey
    /// Reads how the last requests to models ended.
    case loadSeenAnswers([ModelID])
    /// Counts the models of each service.
    case loadServices
    case saveSlate(path: String, [ModelID])
    /// Completes the path of a file.
    case completePath(String)
    /// Reads the files of a batch, and asks the service about its models.
    case prepareBatch(WorkID, BatchRequest)
    case abandonBatch(BatchProposal.ID)
    case runBatch(WorkID, BatchProposal.ID)
    /// Asks from time to time for what the service's Batch API has.
    case followBatch
    /// Pauses or resumes the batch.
    case pauseBatch(Bool)
    /// Cancels the batch or its preparation but keeps its answers.
    case cancelBatch
    case repaint
    /// Stops the process until the shell continues it.
    case suspend
    case quit
}

extension AppEffect {
    /// The ID by which a room recognises the answer.
    var work: WorkID? {
        switch self {
        case .loadHistory(let work, _, _), .loadGeneration(let work, _), .prepareBatch(let work, _):
            work
        default: nil
        }
    }
}
