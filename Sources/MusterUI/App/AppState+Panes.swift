import MusterCore

extension AppState {
    /// Shows the details of the model under the cursor over the table.
    mutating func showDetails() -> [AppEffect] {
        guard catalog.selected != nil else { return sayNoModel() }
        overlay = .details(scroll: 0)
        return wantedDetails()
    }

    /// Gives the keys to the next pane.
    mutating func focusNextPane() {
        let layout = AppLayout(self)
        var panes: [Focus] = [.table]
        if layout.details != nil { panes.append(.details) }
        if layout.generation != nil || isZoomed, generation != nil { panes.append(.generation) }
        guard panes.count > 1 else {
            say("There is only one pane; \(keyName(.showDetails)) shows the details", .news)
            return
        }
        let index = panes.firstIndex(of: focus) ?? 0
        isZoomed = false
        focus = panes[(index + 1) % panes.count]
    }

    /// Gives a pane the whole body, or gives the others their room back.
    mutating func zoom() {
        guard focus == .generation else {
            say(
                """
                \(keyName(.nextPane)) to the generation first: \(keyName(.zoom)) zooms that pane
                """,
                .news
            )
            return
        }
        isZoomed.toggle()
    }

    /// Folds a section of the details, or unfolds it.
    mutating func fold(_ section: DetailsSection) -> [AppEffect] {
        if AppLayout(self).details == nil, AppLayout(self).detailsOnTop == nil {
            say("The details are not on the screen; \(keyName(.showDetails)) shows them")
            return []
        }
        if settings.folded.remove(section) == nil { settings.folded.insert(section) }
        detailsScroll = clampedDetailsScroll(detailsScroll)
        if case .details(let scroll) = overlay {
            overlay = .details(scroll: clampedDetailsScroll(scroll))
        }
        return [.remember(settings)]
    }

    /// Gives the details more of the screen's width, or less.
    mutating func resizeDetails(by percent: Int) -> [AppEffect] {
        guard AppLayout(self).details != nil else {
            say("The details are not beside the table; \(keyName(.showDetails)) shows them")
            return []
        }
        settings.detailsShare += percent
        detailsScroll = clampedDetailsScroll(detailsScroll)
        return [.remember(settings)]
    }

    /// Gives the generation pane more of the screen's height, or less.
    mutating func resizePane(by percent: Int) -> [AppEffect] {
        guard AppLayout(self).generation != nil, !isZoomed else {
            say("There is no answer on the screen; \(keyName(.prompt)) asks a model")
            return []
        }
        settings.paneShare += percent
        return [.remember(settings)]
    }

    /// Hears the mouse, or leaves it to the terminal, which then selects text without Shift.
    mutating func toggleMouse() -> [AppEffect] {
        settings.hasMouse.toggle()
        say(
            settings.hasMouse
                ? "muster hears the mouse; with Shift the terminal does"
                : "The mouse is the terminal's again; \(keyName(.mouse)) turns it on"
        )
        return [.hearMouse(settings.hasMouse), .remember(settings)]
    }

    /// Leaves; while a batch runs, only when asked again.
    mutating func quit() -> [AppEffect] {
        guard let batch, batch.isRunning, !isAskedToQuit else { return [.quit] }
        isAskedToQuit = true
        say(
            """
            A batch runs; \(keyName(.quit)) again ends it with what it has, \
            and the same files go on with it later
            """,
            .warning
        )
        return []
    }

    /// Closes what has the keys; with nothing left to close, leaves.
    mutating func close() -> [AppEffect] {
        guard focus == .generation, let generation else {
            if focus == .details {
                focus = .table
                return []
            }
            return quit()
        }
        if isZoomed {
            isZoomed = false
        } else if generation.status.isFinal {
            self.generation = nil
            if self.generation == nil { focus = .table }
        } else {
            focus = .table
        }
        return []
    }

    /// Gives a key to the messages.
    mutating func pressInMessages(_ key: KeyPress, scroll: Int) -> [AppEffect] {
        switch keyMap.action(for: key) {
        case .quit, .cancel, .interrupt, .messages, .showDetails:
            overlay = nil
        case let action?:
            let inside = AppLayout(self).insideBody
            guard let rows = action.scrollRows(page: inside.rows) else { return [] }
            let lines = LogView.lineCount(self, columns: inside.columns)
            overlay = .messages(scroll: min(max(scroll + rows, 0), max(lines - inside.rows, 0)))
        case nil:
            break
        }
        return []
    }
}
