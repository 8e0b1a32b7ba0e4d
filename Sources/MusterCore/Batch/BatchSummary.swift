package import Foundation

/// What a batch came to, model by model: all runs together.
package struct BatchSummary: Sendable, Hashable {
    /// What it came to on one model.
    package struct ModelSummary: Sendable, Hashable {
        /// The model asked for.
        package let modelID: ModelID
        /// How many prompts were answered.
        package var answered = 0
        /// How many of the answers were cut at the longest that was allowed.
        package var cut = 0
        /// How many prompts failed, by cause.
        package var failures: [String: Int] = [:]
        /// How many prompts have no result.
        package var left = 0
        /// Tokens of the prompts.
        package var promptTokens = 0
        /// Tokens of the answers.
        package var completionTokens = 0
        /// US dollars, as far as the service said.
        package var cost: Decimal = 0
        private var durations: [Int] = []

        init(_ modelID: ModelID) {
            self.modelID = modelID
        }

        /// How many prompts failed.
        package var failed: Int { failures.values.reduce(0, +) }

        /// The median of the milliseconds that answers took.
        package var medianMilliseconds: Int? {
            durations.isEmpty ? nil : durations.sorted()[durations.count / 2]
        }

        mutating func take(_ result: BatchResult) {
            if result.isAnswered {
                answered += 1
                if result.isCut { cut += 1 }
                if let duration = result.durationMilliseconds { durations.append(duration) }
            } else {
                failures[result.failureKind?.rawValue ?? result.status.rawValue, default: 0] += 1
            }
            promptTokens += result.promptTokens ?? 0
            completionTokens += result.completionTokens ?? 0
            cost += result.cost ?? 0
        }
    }

    /// The models, in the order of the slate.
    package private(set) var models: [ModelSummary]
    /// How many failed in a way that no later try mends.
    package private(set) var definitiveFailures = 0
    /// How many failed in a way that a later try may mend.
    package private(set) var inconclusiveFailures = 0

    /// Begins with what earlier runs brought.
    package init(_ plan: BatchPlan) {
        models = plan.models.map { ModelSummary($0.model.id) }
        for item in plan.items {
            guard let index = index(of: item.modelID) else { continue }
            models[index].left += 1
        }
        for result in plan.earlier { count(result) }
    }

    /// Adds a result of this run.
    package mutating func take(_ result: BatchResult) {
        count(result)
        guard let index = index(of: result.key.modelID) else { return }
        models[index].left -= 1
    }

    /// How many prompts were answered.
    package var answered: Int { models.reduce(0) { $0 + $1.answered } }

    /// How many failed.
    package var failed: Int { models.reduce(0) { $0 + $1.failed } }

    /// How many have no result.
    package var left: Int { models.reduce(0) { $0 + $1.left } }

    /// US dollars, as far as the service said.
    package var cost: Decimal { models.reduce(0) { $0 + $1.cost } }

    private mutating func count(_ result: BatchResult) {
        guard let index = index(of: result.key.modelID) else { return }
        models[index].take(result)
        guard !result.isAnswered else { return }
        if result.isInconclusive { inconclusiveFailures += 1 } else { definitiveFailures += 1 }
    }

    private func index(of id: ModelID) -> Int? { models.firstIndex { $0.modelID == id } }
}
