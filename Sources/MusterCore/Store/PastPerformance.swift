import Foundation
import GRDB

/// Statistics of a model's last answers, for forecasts.
package struct PastPerformance: Sendable, Hashable {
    /// The median duration of an answer in milliseconds.
    package var medianMilliseconds: Int
    /// The mean number of an answer's tokens; `nil` if the service did not report any.
    package var meanCompletionTokens: Int?
}

extension Store {
    /// Summarises at most 50 answers of each model, and omits models that never answered.
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
