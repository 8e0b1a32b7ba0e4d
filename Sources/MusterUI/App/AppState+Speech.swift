import MusterCore

extension AppState {
    /// What a screen reader's user has to hear of where the cursor is.
    var place: SanitizedText? {
        guard overlay == nil, focus == .table, catalog.filterField == nil,
            let model = catalog.selected
        else { return nil }
        let place = "\(catalog.selection + 1) of \(catalog.shown.count): \(model.id.rawValue)"
        let stale = model.verdict.isStale ? "stale " : ""
        var words = ["\(stale)\(Badge(model).rawValue)"]
        if model.isMarked { words.append("marked") }
        if model.isFavorite { words.append("favourite") }
        if !model.isListed { words.append("unlisted") }
        if !model.changes.isEmpty { words.append("changed") }
        return SanitizedText(sanitizing: "\(place), \(words.joined(separator: ", "))").singleLine
    }

    /// Tells in the last line where the cursor has gone, unless there is news.
    mutating func speak(after before: SanitizedText?, _ oldMessage: StatusMessage?) {
        guard context.isForScreenReader, let place, place != before else { return }
        guard message == nil || message == oldMessage else { return }
        // Not kept with the messages: it is where one is, not what happened.
        message = StatusMessage(place, tone: .news, now: now)
    }
}
