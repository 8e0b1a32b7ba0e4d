import Foundation
import MusterCore
import MusterUI

/// Prints what a check finds, model by model, and judges the whole.
actor CheckReporter {
    private let plan: CheckPlan
    private let console: Console
    private let isJSON: Bool
    private let isASCII: Bool
    private let store: Store
    private let time: TimeSource
    private var verdicts: [ModelID: Verdict] = [:]
    private var failure: (any Error)?

    init(
        plan: CheckPlan,
        console: Console,
        isJSON: Bool,
        isASCII: Bool,
        store: Store,
        time: TimeSource
    ) {
        self.plan = plan
        self.console = console
        self.isJSON = isJSON
        self.isASCII = isASCII
        self.store = store
        self.time = time
    }

    /// Prints one result, with the verdict that all evidence now gives.
    func take(_ result: CheckResult) async {
        let id = result.evidence.modelID
        guard var model = plan.items.first(where: { $0.model.id == id })?.model else { return }
        do {
            let evidence = try await store.evidence(of: id)
            let verdict = Verdict.judge(evidence, isListed: model.isListed, now: time.now())
            model.verdict = verdict
            verdicts[id] = verdict
            guard failure == nil else { return }
            if isJSON {
                try console.printData(
                    JSONDocument.data(CheckResultDocument(result: result, verdict: verdict))
                )
                try console.print("")
            } else {
                try console.print(line(result, model))
            }
        } catch {
            failure = failure ?? error
        }
    }

    /// Ends the command.
    ///
    /// - Throws: `CommandFailure` with 69 when a model is definitely unusable, with 75 when none is
    ///   but some gave no clear answer.
    func finish(isQuotaUsedUp: Bool) throws {
        if let error = failure as? StoreError { throw CommandFailure(error) }
        if let failure { throw failure }
        let all = plan.items.map { verdicts[$0.model.id]?.availability ?? .unknown }
        let dead = all.count { $0 == .unavailable }
        if dead > 0 {
            throw CommandFailure("\(dead) of \(all.count) are definitely unusable.", .unavailable)
        }
        let unclear = all.count { $0 == .unknown || $0 == .limited }
        if unclear > 0 || isQuotaUsedUp {
            throw CommandFailure("\(unclear) of \(all.count) gave no clear answer.", .tryAgain)
        }
    }

    private func line(_ result: CheckResult, _ model: Model) -> String {
        let label = Badge.label(model, isASCII: isASCII)
        let padding = String(repeating: " ", count: max(16 - label.count, 1))
        let width = plan.items.map(\.model.id.rawValue.count).max() ?? 0
        let id = model.id.rawValue
        let gap = String(repeating: " ", count: width - id.count + 2)
        let detail = SanitizedText(sanitizing: result.evidence.detail).singleLine.string
        return label + padding + id + gap + detail
    }
}
