package import Foundation
package import MusterCore

/// What the runtime can have done, as functions: the live ones call the core.
package struct Services: Sendable {
    /// Reads the models, and when the catalog was last fetched.
    package var loadModels: @Sendable () async throws(StoreError) -> ([Model], Date?)
    /// Reads some of the models again.
    package var loadSome: @Sendable (Set<ModelID>) async throws(StoreError) -> [Model] = {
        (_) async throws(StoreError) in []
    }
    /// Fetches the catalog.
    package var refresh: @Sendable () async throws(OperationError) -> RefreshReport
    /// Fills in Hugging Face IDs; reports how many look-ups are done, of how many.
    package var backfill:
        @Sendable (@escaping @Sendable (Int, Int) async -> Void)
            async throws(OperationError) -> BackfillReport
    /// Runs a check; reports each result once it is stored.
    package var check:
        @Sendable (CheckPlan, @escaping @Sendable (CheckResult) async -> Void)
            async throws(StoreError) -> CheckOutcome
    /// Finds out how much of the free tier's day is left.
    package var loadFreeTier: @Sendable () async throws(StoreError) -> FreeTier
    /// Reads what was observed of a model, newest first.
    package var loadTimeline: @Sendable (ModelID) async throws(StoreError) -> [TimelineEntry]
    /// Stores the user's mark.
    package var setDisabled: @Sendable ([ModelID], Bool, String?) async throws(StoreError) -> Void
    /// Stores a Hugging Face ID that the user set, cleared or restored.
    package var setHuggingFaceID:
        @Sendable (ModelID, HuggingFaceID?, HuggingFaceIDSource?) async throws(StoreError) -> Void
    /// Stores favourites.
    package var setFavorite: @Sendable ([ModelID], Bool) async throws(StoreError) -> Void
    /// Stores marks.
    package var setMarked: @Sendable ([ModelID], Bool) async throws(StoreError) -> Void
    /// Remembers how the interface is arranged.
    package var remember: @Sendable (InterfaceSettings) async throws(StoreError) -> Void
    /// Reads what is stored of a model beyond the list.
    package var loadDetails: @Sendable (Model) async throws(StoreError) -> ModelDetails
    /// Reads past generations, newest first.
    package var loadHistory: @Sendable (String) async throws(StoreError) -> [HistoryEntry]
    /// Reads a past generation whole.
    package var loadGeneration: @Sendable (Int64) async throws(StoreError) -> StoredGeneration?
    /// Says where the key comes from now, and whether there is none.
    package var findKey: @Sendable () async -> (label: SanitizedText, isMissing: Bool)
    /// Reads the saved filters.
    package var loadSavedFilters: @Sendable () async throws(StoreError) -> [String: String] = {
        () async throws(StoreError) in [:]
    }
    /// Saves a filter by a name, or forgets the one of that name.
    package var saveFilter: @Sendable (String, String?) async throws(StoreError) -> Void = {
        (_, _) async throws(StoreError) in
    }
    /// Lets the user edit a text in their own editor, on the terminal.
    package var edit: @Sendable (String) async throws(EditorError) -> String
    /// Tells whenever another process has changed the database.
    package var foreignChanges: @Sendable () -> AsyncStream<Store.ModelChanges> = {
        AsyncStream { $0.finish() }
    }
    /// Themes; without them there is none to choose.
    package var themes = ThemeServices()
    /// Batches; without them none can be prepared.
    package var batch = BatchServices()
    /// Runs a generation to its end.
    package var generate:
        @Sendable (GenerationRequest, @escaping Generator.UpdateHandler) async -> Void
}
