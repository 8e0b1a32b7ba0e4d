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

    /// The hints that fit; the last one, which tells the way out, is the last to be left out.
    private static func fitting(
        _ hints: [(SanitizedText, SanitizedText)],
        columns: Int
    ) -> [(SanitizedText, SanitizedText)] {
        var hints = hints
        func width() -> Int {
            hints.reduce(-2) { $0 + CellWidth.of($1.0.string) + CellWidth.of($1.1.string) + 3 }
        }
        while width() > columns, hints.count > 1 { hints.remove(at: hints.count - 2) }
        return width() > columns ? [] : hints
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
                case .disabledReason: "disable, with or without a reason"
                case .huggingFaceID: "set it"
                case .filterName: "save it"
                case .forgottenFilter: "forget it"
                }
            return [("Enter", what), ("Ctrl-U", "clear"), ("Esc", "leave")]
        case .confirmCheck:
            return [("Enter", "send"), ("e", "only the endpoints, free"), ("Esc", "leave")]
        case .palette:
            return [("Enter", "do it"), ("Up Down", "move"), ("Esc", "leave")]
        case .themes:
            return [("j k", "preview"), ("Enter", "keep"), ("Esc", "back")]
        case .history(let history):
            return history.field == nil
                ? [
                    ("Enter", "show"), ("/", "search"), ("p", "ask again"), ("P", "ask others"),
                    ("y", "copy answer"), ("Y", "copy as Markdown"), ("q", "close"),
                ] : [("Enter", "keep"), ("Esc", "clear")]
        case .timeline:
            return [("j k", "move"), ("y", "copy as curl"), ("c", "check"), ("q", "close")]
        case .help, .messages:
            return [("j k", "scroll"), ("q", "close")]
        case .columns:
            return [
                ("space", "show or hide"), ("J K", "move"), ("+ -", "resize"), ("0", "standard"),
                ("Enter", "keep"), ("Esc", "as before"),
            ]
        case .compare:
            return [("j k", "scroll"), ("h l", "other models"), ("q", "close")]
        case .batch(let screen):
            return state.batchHints(screen)
        case .noKey:
            return [("any key", "closes")]
        case .details:
            return [
                ("j k", "scroll"), ("p", "prompt"), ("w", "why"), ("c", "check"), ("q", "close"),
            ]
        case nil:
            break
        }
        if state.searchField != nil { return [("Enter", "find"), ("Esc", "leave")] }
        if state.focus == .generation, let generation = state.generation {
            let end: (SanitizedText, SanitizedText) =
                generation.status.isFinal ? ("q", "close") : ("Esc", "cancel")
            return [
                end, ("j k", "scroll"), ("z", state.isZoomed ? "unzoom" : "zoom"),
                ("Tab", "next pane"), ("/", "search"), ("y", "copy"), ("r", "reasoning"),
            ] + (state.tabs.panes.count > 1 ? [("h l", "other answers")] : []) + [
                ("p", "new prompt"), ("?", "help"),
            ]
        }
        if let choice = state.context.choice {
            var hints: [(SanitizedText, SanitizedText)] = [("Enter", "choose")]
            if choice == .several { hints.append((state.keyName(.mark), "mark")) }
            hints += [
                (state.keyName(.filter), "filter"), (state.keyName(.check), "check"),
                (state.keyName(.why), "why"), (state.keyName(.help), "help"),
                (state.keyName(.quit), "leave without one"),
            ]
            return hints
        }
        return Action.hints.map { action in
            let word = action == .disable ? disableWord(state) : action.hint ?? ""
            return (state.keyName(action), "\(word)")
        }
    }

    private static func disableWord(_ state: AppState) -> String {
        state.catalog.selected?.isDisabled == true ? "enable" : "disable"
    }
}
