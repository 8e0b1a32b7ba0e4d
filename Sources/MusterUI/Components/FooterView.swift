import MusterCore

/// The last line: news while there is some, else the keys that matter here.
enum FooterView {
    static func draw(_ state: AppState, in rect: Rect, on grid: inout CellGrid) {
        grid.fill(rect, style: CellStyle(.text, on: .bar))
        if let message = state.message {
            let text = Truncation.tail(
                message.text.singleLine.string,
                cells: rect.columns - 2,
                isASCII: state.context.isASCII
            )
            grid.write(
                "\(text)",
                row: rect.row,
                column: rect.column + 1,
                style: CellStyle(message.tone.role, on: .bar)
            )
            return
        }
        if state.overlay == nil, state.catalog.filterField != nil {
            return CompletionView.draw(state, in: rect, on: &grid)
        }
        var column = rect.column + 1
        for (key, word) in fitting(hints(state), columns: rect.columns - 2) {
            column = grid.write(
                key,
                row: rect.row,
                column: column,
                style: CellStyle(.key, on: .bar)
            )
            column = grid.write(
                word,
                row: rect.row,
                column: column + 1,
                style: CellStyle(.dim, on: .bar)
            )
            column += 2
        }
    }

    /// The hints that fit, the most important first; the last one, which tells the way out, always.
    private static func fitting(
        _ hints: [(SanitizedText, SanitizedText)],
        columns: Int
    ) -> [(SanitizedText, SanitizedText)] {
        func width(_ hint: (SanitizedText, SanitizedText)) -> Int {
            CellWidth.of(hint.0.string) + CellWidth.of(hint.1.string) + 1
        }
        guard let last = hints.last else { return [] }
        var room = columns - width(last)
        guard room >= 0 else { return [] }
        var kept: [(SanitizedText, SanitizedText)] = []
        for hint in hints.dropLast() where width(hint) + 2 <= room {
            kept.append(hint)
            room -= width(hint) + 2
        }
        return kept + [last]
    }

    /// Keys and words for what has the keys now.
    private static func hints(_ state: AppState) -> [(SanitizedText, SanitizedText)] {
        switch state.overlay {
        case .prompt:
            return [
                ("Enter", "send"), ("Alt-Enter", "new line"), ("Tab", "parameters"),
                ("Up", "earlier prompts"), ("Ctrl-E", "editor"), ("Esc", "leave"),
            ]
        case .input(let input):
            let what: SanitizedText =
                switch input.purpose {
                case .disabledReason: "disable"
                case .huggingFaceID: "set it"
                case .filterName: "save it"
                case .forgottenFilter: "forget it"
                }
            return [("Enter", what), ("Ctrl-U", "clear"), ("Esc", "leave")]
        case .confirmCheck(let confirmation):
            let canSend = !state.context.lacksKey && !confirmation.plan.items.isEmpty
            return (canSend ? [("Enter", "check")] : []) + [("e", "free"), ("Esc", "leave")]
        case .palette:
            return [("Enter", "do it"), ("Up Down", "move"), ("Esc", "leave")]
        case .themes:
            return [("Enter", "keep"), (state.moveKeys, "preview"), ("Esc", "back")]
        case .history(let history):
            return historyHints(isSearching: history.field != nil, state)
        case .timeline:
            return [
                (state.moveKeys, "move"), (state.keyName(.copyModelID), "copy as curl"),
                (state.keyName(.check), "check"), (state.keyName(.quit), "close"),
            ]
        case .help, .messages:
            return [(state.moveKeys, "scroll"), (state.keyName(.quit), "close")]
        case .columns:
            return [
                ("Enter", "keep"), ("space", "show or hide"), ("J K", "move"), ("+ -", "resize"),
                ("0", "standard"), ("Esc", "as before"),
            ]
        case .compare:
            return [
                (state.moveKeys, "scroll"), (state.sidewaysKeys, "other models"),
                (state.keyName(.quit), "close"),
            ]
        case .batch(let screen):
            return state.batchHints(screen)
        case .noKey:
            return [("any key", "closes")]
        case .details:
            return detailsHints(state)
        case nil:
            break
        }
        if state.searchField != nil { return [("Enter", "find"), ("Esc", "leave")] }
        if state.focus == .generation, let generation = state.generation {
            return answerHints(isFinal: generation.status.isFinal, state)
        }
        if state.focus == .details { return detailsHints(state) }
        return tableHints(state)
    }

    private static func historyHints(
        isSearching: Bool,
        _ state: AppState
    ) -> [(SanitizedText, SanitizedText)] {
        guard !isSearching else { return [("Enter", "keep"), ("Esc", "clear")] }
        return [
            ("Enter", "show"), (state.keyName(.filter), "search"),
            (state.keyName(.prompt), "ask again"), (state.keyName(.promptMarked), "ask others"),
            (state.keyName(.copyModelID), "copy answer"),
            (state.keyName(.copyHuggingFaceID), "copy as Markdown"),
            (state.keyName(.quit), "close"),
        ]
    }

    private static func detailsHints(_ state: AppState) -> [(SanitizedText, SanitizedText)] {
        let isFoldable = state.keyName(.foldFacts) == "1" && state.keyName(.foldLinks) == "6"
        return [(state.moveKeys, "scroll")] + (isFoldable ? [("1-6", "fold")] : []) + [
            (state.keyName(.prompt), "prompt"), (state.keyName(.why), "why"),
            (state.keyName(.check), "check"), (state.keyName(.quit), "close"),
        ]
    }

    private static func answerHints(
        isFinal: Bool,
        _ state: AppState
    ) -> [(SanitizedText, SanitizedText)] {
        var others: [(SanitizedText, SanitizedText)] = []
        if state.tabs.panes.count > 1 { others.append((state.sidewaysKeys, "other answers")) }
        let zoom: SanitizedText = state.isZoomed ? "unzoom" : "zoom"
        let rest: [(SanitizedText, SanitizedText)] = [
            (state.keyName(.zoom), zoom),
            (state.keyName(.nextPane), "next pane"), (state.keyName(.filter), "search"),
            (state.keyName(.help), "help"), (state.keyName(.foldReasoning), "reasoning"),
        ]
        guard isFinal else {
            return [(state.moveKeys, "scroll")] + others + rest + [
                (state.keyName(.copyModelID), "copy"), ("Esc", "cancel"),
            ]
        }
        let ended: [(SanitizedText, SanitizedText)] = [
            (state.keyName(.copyModelID), "copy"), (state.moveKeys, "scroll"),
        ]
        return [(state.keyName(.prompt), "ask again")] + others + ended + rest
            + [(state.keyName(.quit), "close")]
    }

    /// The table's hints: first what Esc ends, then what can be done with what is shown.
    private static func tableHints(_ state: AppState) -> [(SanitizedText, SanitizedText)] {
        let catalog = state.catalog
        let escape = state.keyName(.cancel)
        var hints: [(SanitizedText, SanitizedText)] = []
        if state.activity != nil || state.check != nil {
            hints.append((escape, "cancel"))
        } else if !catalog.filter.source.isEmpty {
            hints.append((escape, "clear filter"))
        }
        if let choice = state.context.choice { return hints + choosingHints(choice, state) }
        guard !catalog.models.isEmpty else {
            if catalog.isLoaded, state.activity == nil {
                hints.append((state.keyName(.refresh), "refresh"))
            }
            return hints + [(state.keyName(.help), "help"), (state.keyName(.quit), "quit")]
        }
        var actions = Action.hints
        if !catalog.filter.source.isEmpty {
            // Who has filtered looks for the filter's keys first.
            actions.removeAll { $0 == .help }
            actions.insert(.help, at: max(actions.count - 1, 0))
        }
        for action in actions where !catalog.shown.isEmpty || !action.needsModel {
            let word = action == .disable ? disableWord(state) : action.hint ?? ""
            hints.append((state.keyName(action), "\(word)"))
            if action == .filter, !catalog.shown.isEmpty, AppLayout(state).details == nil {
                hints.append((state.keyName(.showDetails), "details"))
            }
        }
        return hints
    }

    private static func choosingHints(
        _ choice: AppContext.Choice,
        _ state: AppState
    ) -> [(SanitizedText, SanitizedText)] {
        var hints: [(SanitizedText, SanitizedText)] = []
        let marked = state.catalog.marked.count
        if choice == .several, marked > 0 {
            hints.append(("Enter", "choose \(marked) marked"))
        } else if !state.catalog.shown.isEmpty {
            hints.append(("Enter", "choose this"))
        }
        if choice == .several { hints.append((state.keyName(.mark), "mark")) }
        return hints + [
            (state.keyName(.filter), "filter"), (state.keyName(.check), "check"),
            (state.keyName(.why), "why"), (state.keyName(.help), "help"),
            (state.keyName(.quit), "leave without one"),
        ]
    }

    private static func disableWord(_ state: AppState) -> String {
        state.catalog.selected?.isDisabled == true ? "enable" : "disable"
    }
}

extension Action {
    /// Whether it is about the model under the cursor.
    fileprivate var needsModel: Bool {
        self == .prompt || self == .check || self == .disable || self == .mark
    }
}
