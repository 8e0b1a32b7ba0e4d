package import MusterCore

/// What a room may ask of the world and of the panes: the closed list.
package enum Change: Sendable {
    /// News for the last line.
    case say(SanitizedText, StatusMessage.Tone)
    /// The same, but only kept: what is pushed says more and needs the last line.
    case note(SanitizedText, StatusMessage.Tone)
    /// The user has arranged the interface anew.
    case arrange(InterfaceSettings)
    /// The cursor moves by so many rows.
    case move(by: Int)
    /// A filter is begun afresh.
    case beginFilter
    /// A filter is being written: it holds at once.
    case writeFilter(TextField)
    /// What Tab offers is put into the filter: the next of it, or the one before.
    case completeFilter(Int)
    /// The filter that was written stays.
    case keepFilter
    /// The filter goes, and with one that was being written the cursor goes back.
    case clearFilter
    /// The table gets another order.
    case sort(ModelSort)
    /// So many columns are hidden at the left.
    case scrollColumns(Int)
    /// A range of marks begins or ends at the cursor.
    case markRange
    /// Models are marked or unmarked.
    case mark([ModelID], Bool)
    /// A model is disabled or enabled.
    case disable(ModelID, Bool, reason: String?)
    /// A model becomes a favourite, or no longer.
    case favorite(ModelID)
    /// A Hugging Face ID is set by hand, or taken away.
    case identify(ModelID, HuggingFaceID?)
    /// The last change of the user's own is taken back.
    case undo
    /// Work begins in the background.
    case begin(Activity)
    /// A check begins.
    case check(CheckPlan)
    /// The monitor is turned on or off.
    case toggleMonitor
    /// Everything is drawn with another theme.
    case theme(ThemeInUse)
    /// What is kept of a prompt.
    case draft(Prompts.Draft)
    /// A batch begins, another state of it, or none is to be looked at any more.
    case batch(BatchProgress?)
    /// Keys go to another pane.
    case focus(World.Focus)
    /// The answers get the whole body, or give it back.
    case zoom(Bool)
    /// Models are asked, each in a pane of its own.
    case ask([GenerationRequest])
    /// A past generation is shown as an answer.
    case show(StoredGeneration)
    /// The answer that has the keys, or would have them, is cancelled.
    case cancelAnswer
    /// These models are a script's.
    case choose([ModelID])
    /// The user wants to leave.
    case leave
}

/// A change of the user's own marks, kept so that it can be undone.
package enum LocalChange: Sendable, Equatable {
    /// A model was disabled or enabled; this is how it was before.
    case disabled(ModelID, wasDisabled: Bool, reason: String?)
    /// A Hugging Face ID was set by hand; this is what there was before.
    case identified(ModelID, huggingFaceID: HuggingFaceID?, source: HuggingFaceIDSource?)
    /// A model was made a favourite or no longer.
    case favorite(ModelID, wasFavorite: Bool)
    /// Models were marked or unmarked; all of them were the same before.
    case marked([ModelID], wereMarked: Bool)
}

extension World {
    /// Becomes another; what is about the panes changes nothing here.
    mutating func apply(_ change: Change) -> [AppEffect] {
        switch change {
        case .say(let text, let tone): say(text, tone)
        case .note(let text, let tone): log.append(text, tone, now: now)
        case .arrange(let settings): self.settings = settings
        case .move(let rows):
            catalog.move(by: rows)
            return wantedDetails()
        case .beginFilter:
            catalog.beginFilter(now: now)
            isZoomed = false
            focus = .table
        case .writeFilter(let field):
            catalog.write(field, now: now)
            return wantedDetails()
        case .completeFilter(let step):
            catalog.complete(by: step, now: now)
            return wantedDetails()
        case .keepFilter:
            catalog.filterField = nil
            return wantedDetails()
        case .clearFilter:
            let isWriting = catalog.filterField != nil
            catalog.filterField = nil
            catalog.setFilter("", now: now)
            if isWriting { catalog.returnToBegin() }
            return wantedDetails()
        case .sort(let sort): catalog.setSort(sort, now: now)
        case .scrollColumns(let count): catalog.columnScroll = count
        case .markRange: return markRange()
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
        case .batch(let progress): batch = progress
        case .focus(let pane): focus = pane
        case .zoom(let isZoomed): self.isZoomed = isZoomed
        case .ask, .show, .cancelAnswer, .choose, .leave: break
        }
        return []
    }

    /// Asks for the details of the model under the cursor and of those around it, when they are not
    /// there yet.
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
