package import Foundation
package import MusterCore

/// Work that `update` orders; the runtime performs it and answers with events.
package enum AppEffect: Sendable, Equatable {
    /// Read the models from the database.
    case loadModels
    /// Read some of the models again.
    case loadSome(Set<ModelID>)
    /// Fetch the catalog.
    case refreshCatalog
    /// Fill in Hugging Face IDs.
    case backfill
    /// Cancel the refresh or backfill.
    case cancelActivity
    /// Run a check.
    case check(WorkID, CheckPlan)
    /// Cancel the check; what was found is kept.
    case cancelCheck
    /// Find out how much of the free tier's day is left.
    case loadFreeTier
    /// Read what was observed of a model.
    case loadTimeline(ModelID)
    /// Tell the time at this moment, once; `nil` takes an earlier wish back.
    case wake(at: Date?)
    /// Store the user's mark on models.
    case setDisabled([ModelID], Bool, reason: String?)
    /// Store a Hugging Face ID that the user set, cleared or restored.
    case setHuggingFaceID(ModelID, HuggingFaceID?, HuggingFaceIDSource?)
    /// Store favourites.
    case setFavorite([ModelID], Bool)
    /// Store marks.
    case setMarked([ModelID], Bool)
    /// Remember how the interface is arranged.
    case remember(InterfaceSettings)
    /// Read the saved filters.
    case loadSavedFilters
    /// Save a filter by a name; without a source, forget the one of that name.
    case saveFilter(name: String, source: String?)
    /// Read what is stored of models beyond the list, in this order.
    case loadDetails([ModelID])
    /// Run a generation for a pane.
    case generate(pane: Int, GenerationRequest)
    /// Cancel the generation of a pane; its text is kept.
    case cancelGeneration(pane: Int)
    /// Read past generations that have this in prompt, answer or model.
    case loadHistory(WorkID, search: String)
    /// Read a past generation whole.
    case loadGeneration(WorkID, Int64)
    /// Let the user edit a text in their own editor, which has the terminal meanwhile.
    case edit(String)
    /// Read the themes that can be chosen.
    case loadThemes
    /// Draw everything with a theme.
    case setTheme(Theme)
    /// Read the user's own theme of this name again whenever its file changes; `nil` watches none.
    case watchTheme(String?)
    /// Store the choice of a theme for later starts.
    case rememberTheme(String)
    /// Put text on the clipboard.
    case copy(SanitizedText)
    /// Hear the mouse, or leave it to the terminal.
    case hearMouse(Bool)
    /// Find out whether there is a key by now.
    case lookForKey
    /// Read how the last requests to models ended.
    case loadSeenAnswers([ModelID])
    /// Write a slate of models to a file.
    case saveSlate(path: String, [ModelID])
    /// Read the files of a batch, and ask the service about its models.
    case prepareBatch(WorkID, BatchRequest)
    /// Forget what was prepared.
    case abandonBatch(BatchProposal.ID)
    /// Run what was prepared.
    case runBatch(WorkID, BatchProposal.ID)
    /// Hold the batch, or let it go on.
    case pauseBatch(Bool)
    /// Cancel the batch, or its preparation; what was answered is kept.
    case cancelBatch(WorkID)
    /// Paint everything anew.
    case repaint
    /// Stop the process until the shell continues it.
    case suspend
    /// Leave.
    case quit
}

extension AppEffect {
    /// The work that a room has named, so that its answer is known.
    var work: WorkID? {
        switch self {
        case .loadHistory(let work, _), .loadGeneration(let work, _), .prepareBatch(let work, _):
            work
        default: nil
        }
    }
}
