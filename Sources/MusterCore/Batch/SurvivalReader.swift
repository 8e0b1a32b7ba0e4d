/// Reads what foretells how likely models are to answer.
package struct SurvivalReader: Sendable {
    /// How many observations of a model are looked at.
    private static let limit = 50

    private let store: Store

    /// Creates a reader.
    package init(store: Store) { self.store = store }

    /// A forecast for each model, in their order.
    package func forecasts(
        of ids: [ModelID]
    ) async throws(StoreError) -> [SurvivalForecast] {
        let past = try await store.pastPerformance(of: ids)
        var forecasts: [SurvivalForecast] = []
        for id in ids {
            let evidence = try await store.evidence(of: id, limit: Self.limit)
            forecasts.append(SurvivalForecast(id, evidence: evidence, past: past[id]))
        }
        return forecasts
    }

    /// What to expect of a plan.
    package func outlook(of plan: BatchPlan) async throws(StoreError) -> SurvivalOutlook {
        let counts = Dictionary(grouping: plan.items, by: \.modelID).mapValues(\.count)
        let forecasts = try await forecasts(of: plan.models.map(\.model.id))
        return SurvivalOutlook(forecasts.map { ($0, counts[$0.modelID] ?? 0) })
    }
}
