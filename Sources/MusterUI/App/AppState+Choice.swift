import MusterCore

extension AppState {
    /// Makes a first screen a chooser: its filter is the script's, and nothing is marked yet unless
    /// the filter asks for what is.
    package mutating func beginChoice(_ source: String) {
        if !ModelFilter(source).names(.marked) {
            catalog.setMarked(Array(catalog.marked), false)
        }
        catalog.setFilter(source, now: now)
    }

    /// Chooses the model under the cursor, or the marked ones, and leaves.
    mutating func choose(_ choice: AppContext.Choice) -> [AppEffect] {
        let marked = choice == .several ? catalog.markedModels : []
        let models = marked.isEmpty ? catalog.selected.map { [$0] } ?? [] : marked
        guard !models.isEmpty else { return sayNoModel() }
        if let model = models.first(where: \.isDisabled) {
            say("\(model.id.rawValue) is disabled; \(keyName(.disable)) enables it", .warning)
            return []
        }
        chosen = models.map(\.id)
        return [.quit]
    }
}
