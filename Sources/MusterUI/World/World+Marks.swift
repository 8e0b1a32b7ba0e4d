import MusterCore

extension World {
    /// Starts a range, or marks the range in progress.
    mutating func markRange() -> [AppEffect] {
        guard let range = catalog.toggleRange() else {
            say("A range begins here; move, and press \(keyName(.markRange)) again to mark it")
            return []
        }
        say("Marked \(counted(range.count)); \(keyName(.undo)) undoes it")
        return mark(range, true)
    }

    /// Marks or unmarks models; undo reverts only those that changed.
    mutating func mark(_ ids: [ModelID], _ isMarked: Bool) -> [AppEffect] {
        let changed = ids.filter { catalog.model($0)?.isMarked == !isMarked }
        guard !changed.isEmpty else { return [] }
        remember(.marked(changed, wereMarked: !isMarked))
        return setMarked(changed, isMarked)
    }

    mutating func disable(_ id: ModelID, _ isDisabled: Bool, reason: String?) -> [AppEffect] {
        guard let model = catalog.model(id) else { return [] }
        remember(.disabled(id, wasDisabled: model.isDisabled, reason: model.disabledReason))
        let word = isDisabled ? "disabled" : "enabled"
        say("\(id.rawValue) is \(word); \(keyName(.undo)) undoes it")
        return setDisabled(id, isDisabled, reason: reason)
    }

    mutating func toggleFavorite(_ id: ModelID) -> [AppEffect] {
        guard let model = catalog.model(id) else { return [] }
        remember(.favorite(id, wasFavorite: model.isFavorite))
        say("\(id.rawValue) is \(model.isFavorite ? "no longer a favourite" : "a favourite")")
        catalog.change(id) { $0.isFavorite.toggle() }
        return [.setFavorite([id], !model.isFavorite)]
    }

    /// Sets a Hugging Face ID by hand, or removes it.
    mutating func identify(_ id: ModelID, _ huggingFaceID: HuggingFaceID?) -> [AppEffect] {
        guard let model = catalog.model(id) else { return [] }
        remember(
            .identified(
                id,
                huggingFaceID: model.huggingFaceID,
                source: model.huggingFaceIDSource
            )
        )
        let undo = keyName(.undo)
        if let huggingFaceID {
            say("\(id.rawValue) is \(huggingFaceID.rawValue) on Hugging Face; \(undo) undoes it")
        } else {
            say("\(id.rawValue) has no Hugging Face ID any more; \(undo) undoes it")
        }
        return setIdentity(id, huggingFaceID, huggingFaceID == nil ? nil : .manual)
    }

    /// Takes what was just stored: a model's pin, or that it has none any more.
    mutating func take(pin: ProviderRouting?, of id: ModelID) {
        remember(.pinned(id, catalog.model(id)?.pin))
        catalog.change(id) { $0.pin = pin }
        let words = pin.map { "Pinned \(id.rawValue) to \($0.words)" }
        let text = SanitizedText(sanitizing: words ?? "\(id.rawValue) is no longer pinned")
        say("\(text.singleLine); \(keyName(.undo)) undoes it", .success)
    }

    mutating func undo() -> [AppEffect] {
        guard let change = undoStack.popLast() else {
            say("There is nothing to undo")
            return []
        }
        switch change {
        case .disabled(let id, let wasDisabled, let reason):
            say("Undone: \(id.rawValue) is \(wasDisabled ? "disabled" : "enabled") again")
            return setDisabled(id, wasDisabled, reason: reason)
        case .identified(let id, let huggingFaceID, let source):
            say("Undone: \(id.rawValue) is \(huggingFaceID?.rawValue ?? "without Hugging Face ID")")
            return setIdentity(id, huggingFaceID, source)
        case .favorite(let id, let wasFavorite):
            say("Undone: \(id.rawValue) is \(wasFavorite ? "a favourite again" : "no favourite")")
            catalog.change(id) { $0.isFavorite = wasFavorite }
            return [.setFavorite([id], wasFavorite)]
        case .pinned(let id, let routing):
            let pin = routing.map { "pinned to \($0.words)" } ?? "no longer pinned"
            say(SanitizedText(sanitizing: "Undone: \(id.rawValue) is \(pin)").singleLine)
            catalog.change(id) { $0.pin = routing }
            return [.setPin(id, routing)]
        case .marked(let ids, let wereMarked):
            let what = ids.count == 1 ? ids[0].rawValue : "\(ids.count) models"
            let verb = ids.count == 1 ? "is" : "are"
            say("Undone: \(what) \(verb) \(wereMarked ? "marked again" : "unmarked")")
            return setMarked(ids, wereMarked)
        }
    }

    // MARK: - Here and in the database

    private mutating func setMarked(_ ids: [ModelID], _ isMarked: Bool) -> [AppEffect] {
        catalog.setMarked(ids, isMarked)
        // A script's choice must not change the user's marks for batches.
        return context.choice == nil ? [.setMarked(ids, isMarked)] : []
    }

    private mutating func setDisabled(
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

    private mutating func setIdentity(
        _ id: ModelID,
        _ huggingFaceID: HuggingFaceID?,
        _ source: HuggingFaceIDSource?
    ) -> [AppEffect] {
        catalog.change(id) { model in
            model.huggingFaceID = huggingFaceID
            model.huggingFaceIDSource = source
        }
        details.expire(id)
        return [.setHuggingFaceID(id, huggingFaceID, source)] + wantedDetails()
    }

    private mutating func remember(_ change: LocalChange) {
        undoStack.append(change)
        if undoStack.count > 100 { undoStack.removeFirst() }
    }
}

/// A number of models in words: `1 model`, `12 models`.
func counted(_ models: Int) -> SanitizedText { "\(models) \(models == 1 ? "model" : "models")" }

extension World {
    /// The number of models that an action will take, and how many of them the filter hides.
    func countedWithHidden(_ ids: [ModelID]) -> SanitizedText {
        let hidden = catalog.hiddenCount(of: ids)
        return hidden == 0
            ? counted(ids.count)
            : "\(counted(ids.count)), \(hidden) of them hidden"
    }
}
