package import MusterCore

/// The closed list of changes that a room may request of the world and the panes.
package enum Change: Sendable {
    /// A message for the last line.
    case say(SanitizedText, StatusMessage.Tone)
    /// A message for the log only: the room being pushed says more and needs the last line.
    case note(SanitizedText, StatusMessage.Tone)
    case arrange(InterfaceSettings)
    /// Moves the cursor by that many rows.
    case move(by: Int)
    /// Scrolls the table; the cursor stays on its model while that is visible.
    case scroll(by: Int)
    /// Moves the cursor to a model that is shown.
    case select(ModelID)
    /// Edits the filter, or starts one.
    case beginFilter
    /// Changes the filter in progress, and applies it at once.
    case writeFilter(TextField)
    /// Puts the next or previous completion into the filter.
    case completeFilter(Int)
    /// Moves the cursor while the user types, or recalls an earlier filter above the first row.
    case walkFilter(Int)
    /// Takes the filter that is offered where none passes.
    case mendFilter
    /// Ends typing but keeps the filter.
    case keepFilter
    /// Ends typing, and restores filter and cursor as they were before.
    case restoreFilter
    /// Removes the filter.
    case clearFilter
    case sort(ModelSort)
    /// Hides that many columns at the left.
    case scrollColumns(Int)
    /// Starts or ends a range of marks at the cursor.
    case markRange
    case endRange
    case mark([ModelID], Bool)
    case disable(ModelID, Bool, reason: String?)
    /// Makes a model a favourite, or removes it from the favourites.
    case favorite(ModelID)
    /// Sets a Hugging Face ID by hand, or removes it.
    case identify(ModelID, HuggingFaceID?)
    /// Reverts the user's last change.
    case undo
    /// Starts work in the background.
    case begin(Activity)
    case check(CheckPlan)
    case toggleMonitor
    case theme(ThemeInUse)
    case draft(Prompts.Draft)
    /// Starts or updates a batch; `nil` dismisses an ended one.
    case batch(BatchProgress?)
    /// Gives the keys to another pane.
    case focus(World.Focus)
    /// Gives the answers the whole body, or takes it back.
    case zoom(Bool)
    /// Asks models, each in its own pane.
    case ask([GenerationRequest], inPlaceOf: Int? = nil)
    /// Cancels the focused answer, or the selected one if another pane has the focus.
    case cancelAnswer
    /// Chooses these models for a script.
    case choose([ModelID])
    /// Goes on with another service, and the cursor on a model there.
    case switchService(String, ModelID? = nil)
    /// Quits on the user's request.
    case leave
}

/// A change of the user's own marks, kept for undo.
package enum LocalChange: Sendable, Equatable {
    /// The previous state of a model that was disabled or enabled.
    case disabled(ModelID, wasDisabled: Bool, reason: String?)
    /// The previous ID of a model that got one by hand.
    case identified(ModelID, huggingFaceID: HuggingFaceID?, source: HuggingFaceIDSource?)
    /// The previous state of a model's favourite mark.
    case favorite(ModelID, wasFavorite: Bool)
    /// What a model was pinned to before.
    case pinned(ModelID, ProviderRouting?)
    /// The previous state of models that were marked or unmarked, the same for all.
    case marked([ModelID], wereMarked: Bool)
}

extension World {
    /// Applies a change; those that concern only the panes do nothing here.
    mutating func apply(_ change: Change) -> [AppEffect] {
        switch change {
        case .say(let text, let tone): say(text, tone)
        case .note(let text, let tone): log.append(text, tone, now: now)
        case .arrange(let settings): self.settings = settings
        case .move(let rows):
            catalog.move(by: rows)
            return wantedDetails()
        case .scroll(let rows):
            catalog.scroll(by: rows)
            return wantedDetails()
        case .select(let id):
            catalog.select(id)
            return wantedDetails()
        case .beginFilter:
            catalog.beginFilter()
            isZoomed = false
            focus = .table
        case .writeFilter(let field):
            catalog.write(field, now: now)
            return wantedDetails()
        case .completeFilter(let step):
            catalog.complete(by: step, now: now)
            return wantedDetails()
        case .walkFilter(let step):
            catalog.walk(by: step, earlier: settings.recentFilters, now: now)
            return wantedDetails()
        case .mendFilter:
            catalog.mendFilter(now: now)
            return wantedDetails()
        case .keepFilter:
            catalog.keepFilter(now: now)
            let isNew = settings.keep(filter: catalog.filter.source)
            return wantedDetails() + (isNew ? [.remember(settings)] : [])
        case .restoreFilter:
            catalog.restoreFilter(now: now)
            return wantedDetails()
        case .clearFilter:
            catalog.setFilter("", now: now)
            return wantedDetails()
        case .sort(let sort): catalog.setSort(sort, now: now)
        case .scrollColumns(let count): catalog.columnScroll = count
        case .markRange: return markRange()
        case .endRange: catalog.endRange()
        case .mark(let ids, let isMarked): return mark(ids, isMarked)
        case .disable(let id, let isDisabled, let reason):
            return disable(id, isDisabled, reason: reason)
        case .favorite(let id): return toggleFavorite(id)
        case .identify(let id, let huggingFaceID): return identify(id, huggingFaceID)
        case .undo: return undo()
        case .begin(let activity): return begin(activity)
        case .check(let plan): return begin(plan)
        case .toggleMonitor: return toggleMonitor()
        case .theme(let theme):
            self.theme = theme
            return [.setTheme(theme.theme), .watchTheme(theme.isOwn ? theme.name : nil)]
        case .draft(let draft): prompts.draft = draft
        case .batch(let progress):
            batch = progress
            guard let progress else { break }
            (followed, lastBatch) = (nil, progress.request)
        case .focus(let pane): focus = pane
        case .zoom(let isZoomed): self.isZoomed = isZoomed
        case .ask, .cancelAnswer, .choose, .switchService, .leave: break
        }
        return []
    }

    /// Requests missing details of the model under the cursor and of those around it.
    mutating func wantedDetails() -> [AppEffect] {
        let near = catalog.neighbors(distance: DetailsShelf.readAhead).map(\.id)
        let wanted = details.order(near)
        return wanted.isEmpty ? [] : [.loadDetails(wanted)]
    }

    private mutating func begin(_ activity: Activity) -> [AppEffect] {
        if let running = self.activity {
            let word = running == .refreshing ? "refresh" : "backfill"
            say("The \(word) is still running; \(keyName(.cancel)) cancels it", .warning)
            return []
        }
        self.activity = activity
        return [activity == .refreshing ? .refreshCatalog : .backfill]
    }
}
