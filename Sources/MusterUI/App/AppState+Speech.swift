import MusterCore

extension AppState {
    /// What a screen reader's user has to hear of where the cursor is.
    var place: SanitizedText? {
        switch overlay {
        case .palette(let palette):
            return palette.selected.map { "\($0.title), \(keyName($0))" }
        case .themes(let themes):
            return themes.selected.map { SanitizedText(sanitizing: $0.name).singleLine }
        case .columns(let columns):
            let entry = settings.table.entries[columns.selection]
            return "\(entry.column.title), \(entry.isShown ? "shown" : "hidden")"
        case nil:
            return focus == .generation ? answerPlace : catalog.filterField == nil ? rowPlace : nil
        default:
            return nil
        }
    }

    private var answerPlace: SanitizedText? {
        generation.map { generation in
            let id = SanitizedText(sanitizing: generation.modelID.rawValue).singleLine
            return "\(generation.status.rawValue): \(id)"
        }
    }

    private var rowPlace: SanitizedText? {
        guard let model = catalog.selected else { return nil }
        let place = "\(catalog.selection + 1) of \(catalog.shown.count): "
        let stale = model.verdict.isStale ? "stale " : ""
        var words = ["\(stale)\(Badge(model).rawValue)"]
        if model.isMarked { words.append("marked") }
        if model.isFavorite { words.append("favourite") }
        if !model.isListed { words.append("unlisted") }
        if !model.changes.isEmpty { words.append("changed") }
        let state = words.joined(separator: ", ")
        // Of what does not fit, the status is the part that must not be missing.
        let id = Truncation.modelID(
            model.id.rawValue,
            cells: max(size.columns - 4 - place.count - state.count, 8),
            isASCII: context.isASCII
        )
        return SanitizedText(sanitizing: "\(place)\(id), \(state)").singleLine
    }

    /// Tells in the last line where the cursor has gone, unless there is news.
    mutating func speak(after before: SanitizedText?, _ oldMessage: StatusMessage?) {
        guard context.isForScreenReader, let place, place != before else { return }
        guard message == nil || message == oldMessage else { return }
        // Not kept with the messages: it is where one is, not what happened.
        message = StatusMessage(place, tone: .news, now: now)
    }
}
