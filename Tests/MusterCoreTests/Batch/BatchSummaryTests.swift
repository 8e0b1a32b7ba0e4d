import Foundation
import Testing

@testable import MusterCore

@Suite struct BatchSummaryTests {
    /// Costs that a service reported of answers, and the sum to tell.
    @Test(
        arguments: [
            ([], 0), ([nil], nil), ([nil, nil], nil), ([Decimal(1), nil], 1), ([1, 2], 3), ([0], 0),
        ] as [([Decimal?], Decimal?)]
    )
    func whatNobodyReportedIsNotZero(costs: [Decimal?], sum: Decimal?) {
        let modelID = ModelID(rawValue: "a/b")
        var summary = BatchSummary.ModelSummary(modelID)
        for (number, cost) in costs.enumerated() {
            var result = BatchResult(
                key: BatchResult.Key(promptID: "\(number)", modelID: modelID),
                digest: BatchPrompt(id: "1", prompt: "x").digest,
                status: .completed
            )
            result.cost = cost
            result.completionTokens = cost.map { NSDecimalNumber(decimal: $0).intValue }
            summary.take(result)
        }
        #expect(summary.cost == sum)
        #expect(summary.completionTokens == sum.map { NSDecimalNumber(decimal: $0).intValue })
    }

    /// Failures that nobody reported a cost of: only those that the service refused cost nothing.
    @Test(
        arguments: [
            (429, GenerationStatus.failed, Decimal(0)), (500, .failed, 0), (nil, .failed, 0),
            (200, .failed, nil), (200, .truncated, nil),
        ] as [(Int?, GenerationStatus, Decimal?)]
    )
    func aRefusedRequestCostsNothing(status: Int?, end: GenerationStatus, cost: Decimal?) {
        var generation = Generation(id: 0, modelID: ModelID(rawValue: "a/b"), status: end)
        generation.failure = ServiceFailure(.server, httpStatus: status, message: "no")
        let result = BatchResult(generation, of: BatchPrompt(id: "1", prompt: "x"))
        var summary = BatchSummary.ModelSummary(generation.modelID)
        summary.take(result)
        #expect(summary.cost == cost)
        #expect(summary.promptTokens == cost.map { _ in 0 })
    }
}
