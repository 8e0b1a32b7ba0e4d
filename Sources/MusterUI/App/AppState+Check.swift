import Foundation
import MusterCore

extension AppState {
    /// Checks models: by their endpoints lists, which cost nothing, as long as one of them has not
    /// been asked lately; then, after a question, by completions.
    mutating func beginCheck(of models: [Model]) -> [AppEffect] {
        guard check == nil else {
            say("A check is still running; \(keyName(.cancel)) cancels it", .warning)
            return []
        }
        let enabled = models.filter { !$0.isDisabled }
        guard !enabled.isEmpty else {
            say(
                models.count == 1
                    ? "\(models[0].id.rawValue) is disabled; \(keyName(.disable)) enables it"
                    : "There is nothing to check",
                .warning
            )
            return []
        }
        let due = enabled.filter { $0.verdict.isWorthAsking }
        guard !due.isEmpty else { return confirmDeepCheck(enabled) }
        if due.count < enabled.count {
            say("Checking \(due.count); the others still hold")
        }
        return begin(plan(due, .shallow))
    }

    /// The models that `c` is about: the marked ones, or the one under the cursor.
    var checkTargets: [Model] {
        guard catalog.marked.isEmpty else { return catalog.markedModels }
        return catalog.selected.map { [$0] } ?? []
    }

    private mutating func confirmDeepCheck(_ models: [Model]) -> [AppEffect] {
        overlay = .confirmCheck(CheckConfirmation(models: models, plan: plan(models, .deep)))
        return models.contains(where: \.isFree) && !context.lacksKey ? [.loadFreeTier] : []
    }

    mutating func begin(_ plan: CheckPlan, isMonitor: Bool = false) -> [AppEffect] {
        check = CheckProgress(total: plan.items.count, isMonitor: isMonitor)
        return [.check(plan)]
    }

    func plan(_ models: [Model], _ kind: CheckKind) -> CheckPlan {
        CheckPlanner.plan(
            models,
            CheckOptions(kind, preferred: catalog.marked, routes: context.routes),
            budget: CheckBudget(freeTier: freeTier ?? FreeTier()),
            now: now
        )
    }

    /// Gives a key to the question whether to send completions.
    mutating func pressInConfirmation(
        _ key: KeyPress,
        _ confirmation: CheckConfirmation
    ) -> [AppEffect] {
        switch key {
        case .enter, .character("y"):
            guard !context.lacksKey, !confirmation.plan.items.isEmpty else { return [] }
            overlay = nil
            return begin(confirmation.plan)
        case .character("e"):
            overlay = nil
            return begin(plan(confirmation.models, .shallow))
        case .escape, .control("c"), .character("q"), .character("n"):
            overlay = nil
        default:
            break
        }
        return []
    }

    // MARK: - News

    mutating func takeResult(_ result: CheckResult) -> [AppEffect] {
        guard check != nil else { return [] }
        check?.take(result)
        let id = result.evidence.modelID
        if let model = result.model {
            catalog.change(id) { ($0.verdict, $0.changes) = (model.verdict, model.changes) }
        }
        var effects: [AppEffect] = []
        if case .timeline(let timeline) = overlay, timeline.modelID == id {
            effects.append(.loadTimeline(id))
        }
        if catalog.selected?.id == id { effects.append(.loadDetails(id)) }
        return effects
    }

    mutating func finishCheck(_ result: Result<CheckOutcome, StoreError>) -> [AppEffect] {
        let progress = check
        check = nil
        switch result {
        case .failure(.cancelled):
            say("Check cancelled; what was found is kept")
        case .failure(let error):
            say("Not checked: \(error.description)", .error)
        case .success(let outcome):
            if let stop = outcome.stop {
                let until = stop.resetsAt.map { " until \($0.formatted(.iso8601))" } ?? ""
                let what =
                    stop.isAboutTheKey
                    ? "The check was stopped" : "The free tier is used up\(until)"
                say("\(what): \(stop.description)", .warning)
            } else if let progress {
                report(progress)
            }
        }
        return [.loadModels]
    }

    private mutating func report(_ progress: CheckProgress) {
        // The monitor works quietly: its rows tell what it found.
        guard !progress.isMonitor else { return }
        guard progress.done < progress.total || progress.total > 1 else {
            if let last = progress.last { report(last) }
            return
        }
        let unclear = progress.done - progress.usable - progress.dead
        let cut = progress.done < progress.total ? " of \(progress.total)" : ""
        say(
            """
            Checked \(progress.done)\(cut): \(progress.usable) usable, \
            \(progress.dead) unavailable, \(unclear) unclear
            """,
            progress.dead + unclear > 0 ? .warning : .success
        )
    }

    private mutating func report(_ result: CheckResult) {
        guard let model = result.model else { return }
        let hint =
            result.evidence.kind == .endpoints && model.verdict.isUsable
            ? "; c again sends a completion" : "; w tells why"
        let id = model.id.rawValue
        let word = model.verdict.availability.rawValue
        say(
            result.isConclusive
                ? "\(id) is \(word): \(model.verdict.reason)\(hint)"
                : "\(id): no clear answer: \(result.evidence.detail)",
            model.verdict.isUsable && result.isConclusive ? .success : .warning
        )
    }

    // MARK: - Monitor

    mutating func toggleMonitor() -> [AppEffect] {
        var monitor = monitor ?? MonitorState(budget: context.monitorBudget, isOn: false)
        monitor.isOn.toggle()
        monitor.wakesAt = nil
        self.monitor = monitor
        guard monitor.isOn else {
            say("The monitor is off")
            return [.wake(at: nil)]
        }
        say(
            watched.isEmpty
                ? "The monitor is on: mark models, or make them favourites, to have them watched"
                : """
                The monitor is on: it watches \(watched.count) \
                \(watched.count == 1 ? "model" : "models") by their endpoints, free
                """
        )
        return monitorNow()
    }

    /// What the monitor has to do at this moment, and when it wants to be asked again.
    mutating func monitorNow() -> [AppEffect] {
        guard var monitor, monitor.isOn else { return [] }
        let watched = watched
        if check == nil {
            let due = monitor.takeDue(watched, now: now)
            if !due.isEmpty {
                self.monitor = monitor
                return begin(plan(due, .shallow), isMonitor: true)
            }
        }
        let next = check == nil ? monitor.nextDue(watched, now: now) : nil
        guard next != monitor.wakesAt else { return [] }
        monitor.wakesAt = next
        self.monitor = monitor
        return [.wake(at: next)]
    }

    /// Marked and favourite models that may be asked.
    private var watched: [Model] {
        catalog.models.filter {
            ($0.isFavorite || $0.isMarked) && $0.isListed && !$0.isDisabled
        }
    }
}

extension Verdict {
    /// Whether asking again, for free, may well tell something new.
    fileprivate var isWorthAsking: Bool {
        isDue || availability == .unknown
    }
}
