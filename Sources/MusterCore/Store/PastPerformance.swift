import Foundation
import GRDB

/// How a model's last answers were: what can be expected of the next.
package struct PastPerformance: Sendable, Hashable {
    /// The median of the milliseconds that an answer took.
    package var medianMilliseconds: Int
    /// The mean of the tokens that it had; `nil` where the service did not say.
    package var meanCompletionTokens: Int?
}

extension Store {
    /// How the last answers of models were, at most 50 of each; those that never answered are not
    /// in it.
    package func pastPerformance(
        of ids: [ModelID]
    ) async throws(StoreError) -> [ModelID: PastPerformance] {
        try await read { db in
            var performances: [ModelID: PastPerformance] = [:]
            for id in ids {
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT duration_ms, completion_tokens FROM generation
                        WHERE model_id = ? AND status = 'completed' AND duration_ms IS NOT NULL
                        AND answering_model_id IS NULL ORDER BY id DESC LIMIT 50
                        """,
                    arguments: [id.rawValue]
                )
                let durations = rows.map { $0["duration_ms"] as Int }.sorted()
                guard !durations.isEmpty else { continue }
                let tokens = rows.compactMap { $0["completion_tokens"] as Int? }
                performances[id] = PastPerformance(
                    medianMilliseconds: durations[durations.count / 2],
                    meanCompletionTokens: tokens.isEmpty
                        ? nil : tokens.reduce(0, +) / tokens.count
                )
            }
            return performances
        }
    }
}
