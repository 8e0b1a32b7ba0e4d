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
        private var reportedPromptTokens: Int?
        private var reportedCompletionTokens: Int?
        fileprivate var reportedCost: Decimal?
        private var durations = DurationTally()
        /// Of answers whose tokens and duration are known.
        private var answerTokens = 0
        private var answerMilliseconds = 0
        /// Whether a result may have cost something.
        private var mayHaveCost = false
        /// Whether a result may have cost something that nobody reported, so that the sum is a part.
        package private(set) var hasUnknownCost = false

        init(_ modelID: ModelID) {
            self.modelID = modelID
        }

        package var failed: Int { failures.values.reduce(0, +) }

        /// Tokens as far as the service reported them; `nil` if it answered without a number.
        package var promptTokens: Int? { reportedPromptTokens ?? nothing() }
        package var completionTokens: Int? { reportedCompletionTokens ?? nothing() }
        /// US dollars, likewise.
        package var cost: Decimal? { reportedCost ?? nothing() }

        private func nothing<Number: Numeric>() -> Number? { mayHaveCost ? nil : .zero }

        /// The median duration of answers in milliseconds.
        package var medianMilliseconds: Int? { durations.median }

        /// The time within which 95 of 100 answers came, in milliseconds.
        package var percentile95Milliseconds: Int? { durations.percentile95 }

        /// Tokens a second of answers, from the first request to the end of each.
        package var tokensPerSecond: Double? {
            guard answerMilliseconds > 0 else { return nil }
            return Double(answerTokens) * 1000 / Double(answerMilliseconds)
        }

        /// How long the newest 20 answers took, in milliseconds.
        package var newestDurations: [Int] { durations.newest }

        mutating func take(_ result: BatchResult) {
            if result.isAnswered {
                answered += 1
                if result.isCut { cut += 1 }
                if let duration = result.durationMilliseconds {
                    durations.add(duration)
                    if let tokens = result.completionTokens {
                        answerTokens += tokens
                        answerMilliseconds += duration
                    }
                }
            } else {
                failures[result.failureKind?.rawValue ?? result.status.rawValue, default: 0] += 1
            }
            takeCost(result)
        }

        /// Counts what a result cost, also if a later one replaces it.
        mutating func takeCost(_ result: BatchResult) {
            if !result.wasRefused { mayHaveCost = true }
            if !result.wasRefused, result.cost == nil { hasUnknownCost = true }
            Self.add(result.promptTokens, to: &reportedPromptTokens)
            Self.add(result.completionTokens, to: &reportedCompletionTokens)
            Self.add(result.cost, to: &reportedCost)
        }

        private static func add<Number: Numeric>(_ number: Number?, to sum: inout Number?) {
            if let number { sum = (sum ?? .zero) + number }
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
        for item in plan.items + plan.submitted.values {
            guard let index = index(of: item.modelID) else { continue }
            models[index].left += 1
        }
        for result in plan.earlier { count(result) }
        for result in plan.superseded {
            guard let index = index(of: result.key.modelID) else { continue }
            models[index].takeCost(result)
        }
    }

    /// The totals of results alone, with the models in the order in which they first occur.
    package init(results: [BatchResult]) {
        models = []
        var newest: [BatchResult.Key: BatchResult] = [:]
        var order: [BatchResult.Key] = []
        for result in results {
            if index(of: result.key.modelID) == nil {
                models.append(ModelSummary(result.key.modelID))
            }
            guard let known = newest[result.key] else {
                newest[result.key] = result
                order.append(result.key)
                continue
            }
            // As a batch that resumes and a merge have it: the first answer, else the last result.
            if !known.isAnswered { newest[result.key] = result }
            if let index = index(of: result.key.modelID) {
                models[index].takeCost(known.isAnswered ? result : known)
            }
        }
        for key in order { newest[key].map { count($0) } }
    }

    package mutating func take(_ result: BatchResult) {
        count(result)
        guard let index = index(of: result.key.modelID) else { return }
        models[index].left -= 1
    }

    package var answered: Int { models.reduce(0) { $0 + $1.answered } }

    package var failed: Int { models.reduce(0) { $0 + $1.failed } }

    package var left: Int { models.reduce(0) { $0 + $1.left } }

    /// US dollars as far as the service reported them; `nil` if it reported none of what may cost.
    package var cost: Decimal? {
        let costs = models.compactMap(\.reportedCost)
        let isKnown = models.allSatisfy { $0.cost != nil }
        return costs.isEmpty && !isKnown ? nil : costs.reduce(0, +)
    }

    private mutating func count(_ result: BatchResult) {
        guard let index = index(of: result.key.modelID) else { return }
        models[index].take(result)
        guard !result.isAnswered else { return }
        if result.isInconclusive { inconclusiveFailures += 1 } else { definitiveFailures += 1 }
    }

    private func index(of id: ModelID) -> Int? { models.firstIndex { $0.modelID == id } }
}
