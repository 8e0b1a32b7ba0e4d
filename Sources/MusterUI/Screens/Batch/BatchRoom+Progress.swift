import MusterCore

extension BatchRoom {
    mutating func pressInProgress(_ key: KeyPress, _ world: World) -> Outcome {
        guard var batch = world.batch else { return [.pop] }
        let action = world.action(for: key)
        let isAsked = isAskedToEnd
        isAskedToEnd = false
        switch action {
        case .mark where batch.isRunning && !batch.isCancelling:
            batch.isPaused.toggle()
            return [.change(.batch(batch)), .effect(.pauseBatch(batch.isPaused))]
        case .cancel where batch.isRunning, .interrupt where batch.isRunning:
            guard isAsked || batch.isCancelling else {
                isAskedToEnd = true
                let (end, pause) = (key.description, world.keyName(.mark))
                let verb = batch.isPaused ? "resumes" : "pauses"
                return [.say("Press \(end) again to end the batch; \(pause) \(verb) it", .warning)]
            }
            batch.isCancelling = true
            return [
                .change(.batch(batch)),
                .say("The batch ends after the running requests; the same files resume it"),
                .effect(.cancelBatch),
            ]
        case .showDetails: return showAnswers(world)
        case .batch where !batch.isRunning:
            stage = .models
            selection = 0
            return [.change(.batch(nil))] + Self.wantedAnswers(world)
        case .quit, .cancel, .interrupt, .batch:
            guard batch.isRunning else { return [.pop, .change(.batch(nil))] }
            return [.pop, .say("The batch is still running; \(world.keyName(.batch)) shows it")]
        case let action? where action.scrollRows(page: 10) != nil:
            scroll(by: action.scrollRows(page: 10) ?? 0, world)
            return []
        case .copyModelID:
            let path = SanitizedText(sanitizing: batch.request.resultsPath)
            return [.say("Copied \(path)"), .effect(.copy(path))]
        default: return [.pass]
        }
    }

    /// The answer under the cursor, or those of the model there, from the history.
    mutating func showAnswers(_ world: World) -> Outcome {
        guard let batch = world.batch else { return [.pass] }
        let models = batch.summary.models
        guard models.indices.contains(selection) else {
            let index = selection - models.count
            guard batch.answers.indices.contains(index) else { return [.pass] }
            guard let id = batch.answers[index].generationID else {
                return [.say(Self.notStored, .warning)]
            }
            reading = world.nextWork
            return [.effect(.loadGeneration(world.nextWork, id))]
        }
        return HistoryRoom.open(of: models[selection].modelID, world)
    }
}

extension BatchNews {
    var isAnswer: Bool {
        switch self {
        case .ended, .collected: true
        case .began, .unasked, .submitted, .followed, .slowed, .troubled, .paused: false
        }
    }
}
