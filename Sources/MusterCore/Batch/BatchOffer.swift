package import Foundation

/// What a batch costs at OpenRouter's Batch API, beside what it costs when this process asks.
package struct BatchOffer: Sendable, Hashable {
    /// A model to ask.
    package struct Row: Sendable, Hashable {
        package let modelID: ModelID
        package fileprivate(set) var requests = 0
        /// Requests with an image or a file inside, which the Batch API does not take.
        package fileprivate(set) var withMedia = 0
        /// The most that its requests cost in US dollars when this process asks; `nil` if unknown.
        package fileprivate(set) var here: Decimal? = 0
        /// The same at the Batch API; `nil` if it is not offered there, or unknown.
        package fileprivate(set) var batch: Decimal?
        /// `nil` if it is not offered, or a price is unknown.
        package let comparison: PriceList.Comparison?
        package let isOffered: Bool
        /// Whether a pin names a quantization, which the Batch API does not take.
        package let losesQuantization: Bool

        /// For example `a/b: half, at most $0.008 instead of $0.016`.
        var words: String {
            guard isOffered else { return "\(modelID): not offered, runs here" }
            let media = withMedia > 0 ? "; \(withMedia) with media inside run here" : ""
            guard let batch, let here, let comparison else {
                return "\(modelID): offered, the price is unknown\(media)"
            }
            let price = "at most $\(batch.roundedUp) instead of $\(here.roundedUp)"
            return "\(modelID): \(comparison.rawValue), \(price)\(media)"
        }
    }

    package private(set) var rows: [Row]

    /// `nil` if no model still to be asked is offered.
    init?(_ plan: BatchPlan) {
        let itemsByModel = Dictionary(grouping: plan.items, by: \.modelID)
        rows = plan.models.compactMap { model in
            guard let items = itemsByModel[model.model.id] else { return nil }
            var row = Row(model)
            for item in items { row.add(item, model, plan.options) }
            return row
        }
        guard rows.contains(where: \.isOffered) else { return nil }
    }

    package var offered: Int { rows.count(where: \.isOffered) }

    /// The upper limit in US dollars, where what is not offered counts at its own price; `nil` if a
    /// price is unknown.
    package var maximumCost: Decimal? {
        rows.reduce(Decimal?(0)) { sum, row in
            sum.flatMap { sum in (row.isOffered ? row.batch : row.here).map { sum + $0 } }
        }
    }

    /// The same when this process asks everything.
    package var ownCost: Decimal? {
        rows.reduce(Decimal?(0)) { sum, row in sum.flatMap { sum in row.here.map { sum + $0 } } }
    }

    /// That of all prices if it is the same, else that of the limits; `nil` if a price is unknown.
    ///
    /// The limit from here may be that of a dearer endpoint or fallback, which the Batch API lacks.
    package var comparison: PriceList.Comparison? {
        guard let maximumCost, let ownCost else { return nil }
        let ofPrices = Set(rows.map { $0.withMedia == 0 ? $0.comparison : nil })
        if ofPrices.count == 1, let comparison = ofPrices.first ?? nil { return comparison }
        if maximumCost > ownCost { return .dearer }
        return maximumCost == ownCost ? .same : .cheaper
    }

    /// For example `by the Batch API at most about $0.008, half`; `nil` if a price is unknown.
    package var words: String? {
        guard let maximumCost, let comparison else { return nil }
        let some = offered < rows.count ? "; it offers \(offered) of \(rows.count) models" : ""
        return "by the Batch API at most about $\(maximumCost.roundedUp), "
            + "\(comparison.rawValue)\(some)"
    }

    /// What differs from asking from here.
    var warnings: [String] {
        let pinned = rows.filter { $0.isOffered && $0.losesQuantization }.map(\.modelID)
        var warnings = [
            "the service keeps prompts and answers for 30 days, even with zero data retention"
        ]
        if !pinned.isEmpty {
            warnings.append("the Batch API does not keep the quantization of \(pinned.shortList)")
        }
        return warnings
    }
}

extension BatchOffer.Row {
    fileprivate init(_ model: BatchModel) {
        modelID = model.model.id
        isOffered = model.model.batchPrices != nil
        batch = isOffered ? 0 : nil
        comparison = model.model.batchPrices?.comparison(to: model.model)
        losesQuantization = model.pin?.routing.quantizations.isEmpty == false
    }

    fileprivate mutating func add(_ item: BatchItem, _ model: BatchModel, _ options: BatchOptions) {
        requests += 1
        let cost = model.maximumCost(item.prompt, maxTokens: options.maxTokens)
        here = here.flatMap { sum in cost.map { sum + $0 } }
        if isOffered, item.prompt.hasMediaInside { withMedia += 1 }
        let offer =
            item.prompt.hasMediaInside
            ? cost : model.maximumBatchCost(item.prompt, maxTokens: options.maxTokens)
        batch = batch.flatMap { sum in offer.map { sum + $0 } }
    }
}
