import Foundation
import MusterCore

extension World {
    /// The requests that a check of models would send.
    func plan(_ models: [Model], _ kind: CheckKind) -> CheckPlan {
        CheckPlanner.plan(
            models,
            CheckOptions(kind, preferred: catalog.marked, routes: context.routes),
            budget: CheckBudget(freeTier: freeTier ?? FreeTier()),
            now: now
        )
    }

    mutating func begin(_ plan: CheckPlan, isMonitor: Bool = false) -> [AppEffect] {
        lastWork = nextWork
        check = CheckProgress(lastWork, total: plan.items.count, isMonitor: isMonitor)
        return [.check(lastWork, plan)]
    }

    mutating func take(_ result: CheckResult, of work: WorkID) -> [AppEffect] {
        guard check?.work == work else { return [] }
        check?.take(result)
        let id = result.evidence.modelID
        if let model = result.model {
            catalog.change(id) { ($0.verdict, $0.changes) = (model.verdict, model.changes) }
        }
        details.expire(id)
        return wantedDetails()
    }

    mutating func finishCheck(
        _ work: WorkID,
        _ result: Result<CheckOutcome, StoreError>
    ) -> [AppEffect] {
        guard let progress = check, progress.work == work else { return [] }
        check = nil
        switch result {
        case .failure(.cancelled):
            say("Check cancelled; the results so far are kept")
        case .failure(let error):
            say("Not checked: \(error.description)", .error)
        case .success(let outcome):
            switch outcome.stop {
            case .key(let failure):
                say("The check was stopped: \(failure.description)", .warning)
            case .dailyQuota(let failure):
                let until = failure.resetsAt.map { " until \($0.formatted(.iso8601))" } ?? ""
                say("The free tier is used up\(until): \(failure.description)", .warning)
            case .noEndpointsLists:
                say(
                    """
                    This service has no endpoints lists; \(keyName(.check)) again sends a completion
                    """,
                    .warning
                )
            case nil:
                report(progress)
            }
        }
        let isLong = !progress.isMonitor && progress.done > 1
        return [.loadModels] + (isLong ? notice("\(counted(progress.done)) checked") : [])
    }

    private mutating func report(_ progress: CheckProgress) {
        // The monitor works silently: its rows show the findings.
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
        let hint: SanitizedText =
            result.evidence.kind == .endpoints && model.verdict.isUsable
            ? "; \(keyName(.check)) again sends a completion" : "; \(keyName(.why)) shows why"
        let id = model.id.rawValue
        let word = model.verdict.availability.rawValue
        say(
            result.isConclusive
                ? "\(id) is \(word): \(model.verdict.reason)\(hint)"
                : "\(id): no clear answer: \(result.evidence.detail.paragraph)",
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
        let watched = watched
        say(
            watched.isEmpty
                ? "The monitor is on: mark models, or make them favourites, to have them watched"
                : """
                The monitor is on: it watches the endpoints of \(counted(watched.count)), free
                """
        )
        return monitorNow()
    }

    /// Starts the monitor's due check, and schedules its next wake-up.
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

    /// The marked and favourite models that it may ask.
    private var watched: [Model] {
        catalog.models.filter {
            ($0.isFavorite || $0.isMarked) && $0.isListed && !$0.isDisabled
        }
    }
}
