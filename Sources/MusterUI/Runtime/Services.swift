package import Foundation
package import MusterCore

/// The runtime's access to the core, as functions that tests can replace.
package struct Services: Sendable {
    /// Reads the models, and the date of the last refresh.
    package var loadModels: @Sendable () async throws(StoreError) -> ([Model], Date?)
    /// Reads some of the models again.
    package var loadSome: @Sendable (Set<ModelID>) async throws(StoreError) -> [Model] = {
        (_) async throws(StoreError) in []
    }
    /// Fetches the catalog.
    package var refresh: @Sendable () async throws(OperationError) -> RefreshReport
    /// Fills in Hugging Face IDs; reports the finished look-ups and their total.
    package var backfill:
        @Sendable (@escaping @Sendable (Int, Int) async -> Void)
            async throws(OperationError) -> BackfillReport
    /// Runs a check; reports each result once the database has it.
    package var check:
        @Sendable (CheckPlan, @escaping @Sendable (CheckResult) async -> Void)
            async throws(StoreError) -> CheckOutcome
    /// Reads how many of the day's free requests remain.
    package var loadFreeTier: @Sendable () async throws(StoreError) -> FreeTier
    /// Reads the observations of a model, newest first.
    package var loadTimeline: @Sendable (ModelID) async throws(StoreError) -> [TimelineEntry]
    package var setDisabled: @Sendable ([ModelID], Bool, String?) async throws(StoreError) -> Void
    /// Stores a Hugging Face ID that the user set, cleared or restored.
    package var setHuggingFaceID:
        @Sendable (ModelID, HuggingFaceID?, HuggingFaceIDSource?) async throws(StoreError) -> Void
    package var setFavorite: @Sendable ([ModelID], Bool) async throws(StoreError) -> Void
    package var setPin: @Sendable (ModelID, ProviderRouting?) async throws(StoreError) -> Void = {
        (_, _) async throws(StoreError) in
    }
    /// Pins a model to the endpoint that answered last, or no longer; returns the pin.
    package var togglePin: @Sendable (Model) async throws(PinRefusal) -> ProviderRouting? = {
        (model) async throws(PinRefusal) in throw PinRefusal(modelID: model.id)
    }
    package var setMarked: @Sendable ([ModelID], Bool) async throws(StoreError) -> Void
    package var remember: @Sendable (InterfaceSettings) async throws(StoreError) -> Void
    /// Reads the stored facts that the list omits.
    package var loadDetails: @Sendable (Model) async throws(StoreError) -> ModelDetails
    /// Reads past generations with a text, or of one model, newest first.
    package var loadHistory: @Sendable (String, ModelID?) async throws(StoreError) -> [HistoryEntry]
    /// Reads a past generation in full.
    package var loadGeneration: @Sendable (Int64) async throws(StoreError) -> StoredGeneration?
    /// Says where the key comes from now, and whether there is none.
    package var findKey: @Sendable () async -> (label: SanitizedText, isMissing: Bool)
    /// Reads the saved filters.
    package var loadSavedFilters: @Sendable () async throws(StoreError) -> [String: String] = {
        () async throws(StoreError) in [:]
    }
    /// Saves a filter under a name; `nil` deletes that name.
    package var saveFilter: @Sendable (String, String?) async throws(StoreError) -> Void = {
        (_, _) async throws(StoreError) in
    }
    /// Hears, at each event, whether nothing runs.
    package var rest: @MainActor (_ isResting: Bool) -> Void = { _ in }
    package var edit: @Sendable (String) async throws(EditorError) -> String
    /// Tells whenever another process has changed the database.
    package var foreignChanges: @Sendable () -> AsyncStream<Store.ModelChanges> = {
        AsyncStream { $0.finish() }
    }
    /// A page of the manual, or what it says about a message, as Markdown.
    package var manual: @Sendable (HelpPage, String?) -> String = { _, _ in "" }
    /// Reads which services there are.
    package var all: @Sendable () async -> [ServiceEntry] = { [] }
    /// Without these there are no themes to choose.
    package var themes = ThemeServices()
    /// Without these no batch can be prepared.
    package var batch = BatchServices()
    package var generate:
        @Sendable (GenerationRequest, @escaping Generator.UpdateHandler) async -> Void
}
