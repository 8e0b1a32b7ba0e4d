import MusterCore

extension AppState {
    // MARK: - Marked

    /// Marks the model under the cursor, or takes its mark away, and moves on.
    mutating func toggleMark() -> [AppEffect] {
        guard context.choice != .one else {
            say("One model is chosen here; muster pick --multi chooses several")
            return []
        }
        guard let model = catalog.selected else { return sayNoModel() }
        let effects = setMarked([model.id], !model.isMarked)
        catalog.move(by: 1)
        return effects + wantedDetails()
    }

    /// Begins a range, or marks the one that was begun.
    mutating func markRange() -> [AppEffect] {
        guard catalog.selected != nil else { return sayNoModel() }
        guard let range = catalog.toggleRange() else {
            say("A range begins here; move, and press \(keyName(.markRange)) again to mark it")
            return []
        }
        say("Marked \(Self.count(range.count)); \(keyName(.undo)) undoes it")
        return setMarked(range, true)
    }

    /// Marks all models that are shown, or unmarks them when all are marked.
    mutating func markShown() -> [AppEffect] {
        guard !catalog.shown.isEmpty else { return sayNoModel() }
        let isMarking = !catalog.shown.allSatisfy(\.isMarked)
        let verb: SanitizedText = isMarking ? "Marked" : "Unmarked"
        say("\(verb) \(Self.count(catalog.shown.count)); \(keyName(.undo)) undoes it")
        return setMarked(catalog.shown.map(\.id), isMarking)
    }

    private static func count(_ models: Int) -> SanitizedText {
        "\(models) \(models == 1 ? "model" : "models")"
    }

    private mutating func setMarked(_ ids: [ModelID], _ isMarked: Bool) -> [AppEffect] {
        // Only what changes can be undone.
        let changedIDs = ids.filter { catalog.model($0)?.isMarked == !isMarked }
        guard !changedIDs.isEmpty else { return [] }
        remember(.marked(changedIDs, wereMarked: !isMarked))
        return applyMarks(changedIDs, isMarked)
    }

    /// Takes a model's mark away, wherever it is shown.
    mutating func unmark(_ model: Model) -> [AppEffect] {
        remember(.marked([model.id], wereMarked: true))
        return applyMarks([model.id], false)
    }

    private mutating func applyMarks(_ ids: [ModelID], _ isMarked: Bool) -> [AppEffect] {
        catalog.setMarked(ids, isMarked)
        // What a script is given is nobody's choice for a batch.
        return context.choice == nil ? [.setMarked(ids, isMarked)] : []
    }

    // MARK: - Disabled

    /// Disables the model under the cursor, or enables it.
    mutating func toggleDisabled() -> [AppEffect] {
        catalog.selected.map { toggleDisabled($0) } ?? sayNoModel()
    }

    /// Disables a model, or enables it.
    mutating func toggleDisabled(_ model: Model) -> [AppEffect] {
        remember(
            .disabled(model.id, wasDisabled: model.isDisabled, reason: model.disabledReason)
        )
        say(
            """
            \(model.id.rawValue) is \(model.isDisabled ? "enabled" : "disabled"); \
            \(keyName(.undo)) undoes it
            """
        )
        return setDisabled(model.id, !model.isDisabled, reason: nil)
    }

    /// Disables a model or enables it, here and in the database.
    mutating func setDisabled(
        _ id: ModelID,
        _ isDisabled: Bool,
        reason: String?
    ) -> [AppEffect] {
        catalog.change(id) { model in
            model.isDisabled = isDisabled
            model.disabledReason = isDisabled ? reason : nil
        }
        return [.setDisabled([id], isDisabled, reason: reason)]
    }

    // MARK: - Favourites

    /// Makes the model under the cursor a favourite, or no longer.
    mutating func toggleFavorite() -> [AppEffect] {
        guard let model = catalog.selected else { return sayNoModel() }
        remember(.favorite(model.id, wasFavorite: model.isFavorite))
        say(
            "\(model.id.rawValue) is \(model.isFavorite ? "no longer a favourite" : "a favourite")"
        )
        catalog.change(model.id) { $0.isFavorite.toggle() }
        return [.setFavorite([model.id], !model.isFavorite)]
    }

    // MARK: - Undo

    /// Takes the last local change back.
    mutating func undo() -> [AppEffect] {
        guard let change = undoStack.popLast() else {
            say("There is nothing to undo", .news)
            return []
        }
        switch change {
        case .disabled(let id, let wasDisabled, let reason):
            say("Undone: \(id.rawValue) is \(wasDisabled ? "disabled" : "enabled") again")
            return setDisabled(id, wasDisabled, reason: reason)
        case .identified(let id, let huggingFaceID, let source):
            say("Undone: \(id.rawValue) is \(huggingFaceID?.rawValue ?? "without Hugging Face ID")")
            return identify(id, huggingFaceID, source)
        case .favorite(let id, let wasFavorite):
            say("Undone: \(id.rawValue) is \(wasFavorite ? "a favourite again" : "no favourite")")
            catalog.change(id) { $0.isFavorite = wasFavorite }
            return [.setFavorite([id], wasFavorite)]
        case .marked(let ids, let wereMarked):
            let what = ids.count == 1 ? ids[0].rawValue : "\(ids.count) models"
            let verb = ids.count == 1 ? "is" : "are"
            say("Undone: \(what) \(verb) \(wereMarked ? "marked again" : "unmarked")")
            return applyMarks(ids, wereMarked)
        }
    }

    /// Keeps how something was, so that it can be undone.
    mutating func remember(_ change: LocalChange) {
        undoStack.append(change)
        if undoStack.count > 100 { undoStack.removeFirst() }
    }

    /// Says that there is nothing to act on.
    mutating func sayNoModel() -> [AppEffect] {
        say("There is no model under the cursor", .news)
        return []
    }
}
