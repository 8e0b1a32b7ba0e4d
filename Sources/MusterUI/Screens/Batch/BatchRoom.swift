package import MusterCore

/// The steps from marked models to a batch.
package struct BatchRoom: Room {
    package enum Stage: Sendable, Equatable {
        case models
        /// The user types the name of a slate's file.
        case slate(TextField)
        case form(BatchForm)
        /// muster reads the files, and asks the service about the models.
        case preparing(WorkID, BatchForm)
        /// The requests and their cost, for the user's consent.
        case proposal(WorkID, BatchProposal, BatchForm)
        case progress
    }

    package internal(set) var stage: Stage {
        didSet { scroll = 0 }
    }
    package internal(set) var selection = 0
    /// Whether the last key asked to end the running batch.
    var isAskedToEnd = false
    /// Whether the prompts are to be named once there is a key.
    private var awaitsKey = false
    /// The prompts and limits as the user last gave them.
    private var form = BatchForm()
    /// The slate's path as the user last gave it.
    private var slatePath = "slate.yaml"
    /// The first visible line of a proposal that is longer than the screen.
    package private(set) var scroll = 0
    /// The ends of the last requests to the models, as far as read.
    private(set) var seen: [ModelID: SeenAnswers] = [:]
    /// The request for a whole answer on its way.
    var reading: WorkID?

    static let notStored: SanitizedText = "This answer is not in the history"

    /// Shows the running batch, or the marked models.
    static func open(_ world: World) -> Outcome {
        var room = BatchRoom(stage: world.batch == nil ? .models : .progress)
        if let last = world.lastBatch { room.form = BatchForm(proposing: last) }
        guard world.batch == nil else { return [.push(room)] }
        if let followed = world.followed?.batch, !world.context.lacksKey {
            let form = BatchForm(followed)
            return [
                .push(BatchRoom(stage: .preparing(world.nextWork, form))),
                .effect(.prepareBatch(world.nextWork, followed.request)),
            ]
        }
        return [.push(room)] + wantedAnswers(world)
    }

    static func wantedAnswers(_ world: World) -> Outcome {
        let models = world.catalog.markedModels
        return models.isEmpty ? [] : [.effect(.loadSeenAnswers(models.map(\.id)))]
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Batch " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key): return press(key, world)
        case .paste(let text): paste(text)
        case .scroll(let rows): scroll(by: rows, world)
        case .row(let index):
            guard stage == .progress else { return [.pass] }
            guard index != selection else { return showAnswers(world) }
            selection = index
        case .event(.seenAnswersLoaded(let all)):
            for model in all { seen[model.modelID] = model }
        case .event(.keyLookedUp(_, isMissing: false)):
            guard awaitsKey, stage == .models else { return [.pass] }
            return beginForm(world.catalog.markedModels, world)
        case .event(.checkFinished):
            return stage == .models ? Self.wantedAnswers(world) : []
        case .event(.batchNews(_, let news)):
            let isAmongAnswers = selection >= world.batch?.summary.models.count ?? 0
            if case .progress = stage, isAmongAnswers, news.isAnswer { selection += 1 }
            return [.pass]
        case .event(.batchEnded):
            if stage != .progress { return [.pass] }
        case .event(.generationLoaded(let work, let stored)):
            guard reading == work else { return [.pass] }
            reading = nil
            guard let stored else { return [.say(Self.notStored, .warning)] }
            return [.push(AnswerRoom(stored, world))]
        case .event(.pathCompleted(let path, let choice)): return complete(path, choice)
        case .event(.batchPrepared(let work, let result)):
            guard case .preparing(work, let form) = stage else { return [.pass] }
            switch result {
            case .success(let proposal): stage = .proposal(work, proposal, form)
            case .failure(let refusal) where !refusal.unusable.isEmpty && !form.isFollowed:
                stage = .models
                let ids = refusal.unusable
                let unmark = world.keyName(.mark)
                let words: SanitizedText =
                    ids.count == 1
                    ? "is unusable; \(unmark) unmarks it"
                    : "and \(ids.count - 1) more are unusable; \(unmark) unmarks a model"
                return [.say("\(ids[0].rawValue) \(words)", .error)]
            case .failure(let refusal):
                stage = form.isFollowed ? .models : .form(form)
                let words = SanitizedText(sanitizing: refusal.description).singleLine
                return [.say(words, .error)]
            }
        default: return [.pass]
        }
        return []
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        switch stage {
        case .models: return pressInModels(key, world)
        case .slate(let field): return pressInSlate(key, field, world)
        case .form(let form): return press(key, in: form, world)
        case .preparing(_, let form):
            guard world.isWayOut(key) else { return [] }
            stage = form.isFollowed ? .models : .form(form)
            return [.effect(.cancelBatch)]
        case .proposal(let work, let proposal, let form):
            return press(key, in: proposal, work, form, world)
        case .progress: return pressInProgress(key, world)
        }
    }

    private mutating func paste(_ text: String) {
        switch stage {
        case .slate(var field):
            field.insert(text, onOneLine: true)
            stage = .slate(field)
        case .form(var form):
            form.edit { $0.insert(text, onOneLine: true) }
            stage = .form(form)
        case .models, .preparing, .proposal, .progress: break
        }
    }

    mutating func scroll(by rows: Int, _ world: World) {
        switch stage {
        case .models:
            let last = max(world.catalog.marked.count - 1, 0)
            selection = min(max(selection + rows, 0), last)
        case .proposal(_, let proposal, _):
            let rect = world.layout.insideBody
            let last = max(Self.lines(proposal, world, rect).count - rect.rows, 0)
            scroll = min(max(scroll + rows, 0), last)
        case .progress:
            let count = world.batch.map { $0.summary.models.count + $0.answers.count } ?? 0
            let last = max(count - 1, 0)
            selection = min(max(selection + rows, 0), last)
        case .slate, .form, .preparing: break
        }
    }

    // MARK: - Models

    private mutating func pressInModels(_ key: KeyPress, _ world: World) -> Outcome {
        let models = world.catalog.markedModels
        let selected = models.indices.contains(selection) ? models[selection] : nil
        switch world.action(for: key) {
        case .quit, .cancel, .interrupt, .batch: return [.pop]
        case .mark:
            guard let selected else { return Action.noModel }
            selection = min(selection, max(models.count - 2, 0))
            return [.change(.mark([selected.id], false))]
        case .undo: return [.change(.undo)]
        case .check: return CheckRoom.begin(with: models, world)
        case .why:
            guard let selected else { return Action.noModel }
            return TimelineRoom.open(selected.id)
        case .disable:
            guard let selected else { return Action.noModel }
            return [.change(.disable(selected.id, !selected.isDisabled, reason: nil))]
        case .saveFilter: return openSlate(models, world)
        case .showDetails: return beginForm(models, world)
        case let action?:
            guard let rows = action.scrollRows(page: 10) else { return [.pass] }
            scroll(by: rows, world)
            return []
        case nil: return [.pass]
        }
    }

    private mutating func openSlate(_ models: [Model], _ world: World) -> Outcome {
        guard !models.isEmpty else { return nothingMarked(world) }
        if let model = models.first(where: \.isDisabled) {
            let unmark = world.keyName(.mark)
            return [.say("\(model.id.rawValue) is disabled; \(unmark) unmarks it", .warning)]
        }
        if let model = models.first(where: { $0.id.isBatchOnly }) {
            let base = model.id.base.rawValue
            return [.say("\(model.id.rawValue) answers only the Batch API; mark \(base)", .warning)]
        }
        stage = .slate(TextField(proposing: slatePath))
        return []
    }

    private mutating func beginForm(_ models: [Model], _ world: World) -> Outcome {
        guard !models.isEmpty else { return nothingMarked(world) }
        guard !world.context.lacksKey else {
            awaitsKey = true
            return [.push(NoKeyRoom()), .effect(.lookForKey)]
        }
        awaitsKey = false
        for model in models {
            let fatal = BatchObstacle.all(of: model, now: world.now).first { $0.isFatal }
            guard let fatal else { continue }
            let unmark = world.keyName(.mark)
            return [.say("\(model.id.rawValue): \(fatal.words); \(unmark) unmarks it", .warning)]
        }
        stage = .form(form)
        return []
    }

    private func nothingMarked(_ world: World) -> Outcome {
        [.say("No model is marked: \(world.keyName(.mark)) in the table marks one")]
    }

    // MARK: - Files

    private mutating func pressInSlate(
        _ key: KeyPress,
        _ field: TextField,
        _ world: World
    ) -> Outcome {
        var field = field
        switch key {
        case _ where world.isWayOut(key): stage = .models
        case .tab: return [.effect(.completePath(field.text))]
        case .enter:
            guard !field.text.allSatisfy(\.isWhitespace) else { return [] }
            stage = .models
            slatePath = field.text
            let ids = world.catalog.markedModels.map(\.id)
            return [.effect(.saveSlate(path: field.text, ids))]
        default:
            guard field.apply(key) else { return [.pass] }
            stage = .slate(field)
        }
        return []
    }

    private mutating func press(_ key: KeyPress, in form: BatchForm, _ world: World) -> Outcome {
        var form = form
        switch key {
        case _ where world.isWayOut(key):
            self.form = form
            stage = .models
            return []
        case .tab where form.isPath && !form.field(form.part).isEmpty:
            return [.effect(.completePath(form.field(form.part).text))]
        case .tab, .down: form.move(by: 1)
        case .backTab, .up: form.move(by: -1)
        case .enter: return prepare(form, world)
        default:
            var isKnown = true
            form.edit { isKnown = $0.apply(key) }
            guard isKnown else { return [.pass] }
        }
        stage = .form(form)
        return []
    }

    private mutating func prepare(_ form: BatchForm, _ world: World) -> Outcome {
        var form = form
        if form.field(.prompts).isEmpty { form.move(to: .prompts) }
        switch form.request(world.catalog.markedModels.map(\.id)) {
        case .success(let request):
            stage = .preparing(world.nextWork, form)
            return [.effect(.prepareBatch(world.nextWork, request))]
        case .failure(let refusal):
            stage = .form(form)
            return [.say("\(refusal.description)", .warning)]
        }
    }

    /// Puts a completed path in its field; goes to the next field if it was whole.
    private mutating func complete(_ path: String, _ choice: PathChoice?) -> Outcome {
        switch stage {
        case .slate(var field) where field.text == path:
            if let choice { field.replace(with: choice.text) }
            stage = .slate(field)
        case .form(var form) where form.field(form.part).text == path:
            if let choice {
                form.edit { $0.replace(with: choice.text) }
            } else {
                form.move(by: 1)
            }
            stage = .form(form)
        default: return [.pass]
        }
        if choice?.names.isEmpty == true {
            return [.say("No file or folder begins with \(path)", .warning)]
        }
        guard let choice, choice.names.count > 1, choice.text == path else { return [] }
        let names = choice.names.prefix(8).joined(separator: "  ")
        return [.say("\(names)\(choice.names.count > 8 ? "  …" : "")")]
    }

    // MARK: - Proposal

    private mutating func press(
        _ key: KeyPress,
        in proposal: BatchProposal,
        _ work: WorkID,
        _ form: BatchForm,
        _ world: World
    ) -> Outcome {
        if world.isWayOut(key) || world.action(for: key) == .quit {
            stage = form.isFollowed ? .models : .form(form)
            return [.effect(.abandonBatch(proposal.id))]
        }
        if key == .tab, proposal.forecast.batch != nil {
            var form = form
            form.switchEngine()
            return prepare(form, world)
        }
        switch world.action(for: key) {
        case .showDetails where proposal.forecast.isEmpty:
            return [.say("Nothing left to ask: every prompt has its results", .success)]
        case .showDetails:
            guard case .success(let request) = form.request(proposal.summary.models.map(\.modelID))
            else { return [] }
            stage = .progress
            selection = 0
            self.form = BatchForm(proposing: request)
            let batch = BatchProgress(work, proposal, of: request, now: world.now)
            return [.change(.batch(batch)), .effect(.runBatch(work, proposal.id))]
        default:
            guard let rows = world.action(for: key)?.scrollRows(page: 10) else { return [.pass] }
            scroll(by: rows, world)
            return []
        }
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        guard stage == .models || stage == .progress else { return nil }
        return "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        let (enter, close) = (world.keyName(.showDetails), world.keyName(.quit))
        let back = world.wayOut
        switch stage {
        case .models where world.catalog.marked.isEmpty: return [(close, "close")]
        case .models:
            return [
                (enter, "prompts"), (world.keyName(.saveFilter), "save the slate"),
                (world.keyName(.check), "check all"), (world.keyName(.mark), "unmark"),
                (world.keyName(.undo), "undo"), (close, "close"),
            ]
        case .slate: return [("Enter", "save"), ("Tab", "complete"), (back, "back")]
        case .form:
            return [
                ("Enter", "forecast"), ("Tab", "complete, next line"), ("Down", "next line"),
                (back, "back"),
            ]
        case .preparing: return [(back, "back")]
        case .proposal(_, let proposal, _):
            let engine: [Hint] = proposal.forecast.batch == nil ? [] : [("Tab", "other engine")]
            let verb: SanitizedText = proposal.forecast.requests == 0 ? "collect" : "begin"
            return [(enter, verb)] + engine + [(world.moveKeys, "scroll"), (back, "back")]
        case .progress:
            guard let batch = world.batch, batch.isRunning else {
                return [
                    (enter, "read answers"), (world.keyName(.batch), "another batch"),
                    (world.keyName(.copyModelID), "copy the path"),
                    (close, "close"),
                ]
            }
            return [
                (world.keyName(.mark), batch.isPaused ? "resume" : "pause"),
                (enter, "read answers"), (world.keyName(.cancel), "end it"),
                (close, "close, it keeps running"),
            ]
        }
    }
}

extension Action {
    static let batch = Action("batch", "a batch or slate of the marked models", "b") {
        BatchRoom.open($0)
    }
}
