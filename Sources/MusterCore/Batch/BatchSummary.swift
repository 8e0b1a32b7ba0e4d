package import Foundation

/// Totals of a batch by model, over all runs.
package struct BatchSummary: Sendable, Hashable {
    package struct ModelSummary: Sendable, Hashable {
        /// The requested model.
        package let modelID: ModelID
        package var answered = 0
        /// Answers that the token limit cut off.
        package var cut = 0
        /// Failed prompts by cause.
        package var failures: [String: Int] = [:]
        package var left = 0
        package var promptTokens = 0
        package var completionTokens = 0
        /// US dollars, as far as the service reported them.
        package var cost: Decimal = 0
        private var durations: [Int] = []

        init(_ modelID: ModelID) {
            self.modelID = modelID
        }

        package var failed: Int { failures.values.reduce(0, +) }

        /// The median duration of answers in milliseconds.
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

    /// Models in the order of the slate.
    package private(set) var models: [ModelSummary]
    /// Failures that a later attempt cannot fix.
    package private(set) var definitiveFailures = 0
    /// Failures that a later attempt may fix.
    package private(set) var inconclusiveFailures = 0

    /// Starts with the results of earlier runs.
    package init(_ plan: BatchPlan) {
        models = plan.models.map { ModelSummary($0.model.id) }
        for item in plan.items {
            guard let index = index(of: item.modelID) else { continue }
            models[index].left += 1
        }
        for result in plan.earlier { count(result) }
    }

    package mutating func take(_ result: BatchResult) {
        count(result)
        guard let index = index(of: result.key.modelID) else { return }
        models[index].left -= 1
    }

    package var answered: Int { models.reduce(0) { $0 + $1.answered } }

    package var failed: Int { models.reduce(0) { $0 + $1.failed } }

    package var left: Int { models.reduce(0) { $0 + $1.left } }

    /// US dollars, as far as the service reported them.
    package var cost: Decimal { models.reduce(0) { $0 + $1.cost } }

    private mutating func count(_ result: BatchResult) {
        guard let index = index(of: result.key.modelID) else { return }
        models[index].take(result)
        guard !result.isAnswered else { return }
        if result.isInconclusive { inconclusiveFailures += 1 } else { definitiveFailures += 1 }
    }

    private func index(of id: ModelID) -> Int? { models.firstIndex { $0.modelID == id } }
}
