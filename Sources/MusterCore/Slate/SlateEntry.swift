package import Foundation

/// A model of a slate, with the facts known when it was picked.
package struct SlateEntry: Sendable, Hashable {
    package var modelID: ModelID
    package var huggingFaceID: HuggingFaceID?
    /// The user's name for the service to ask; `nil` for the one that muster asks anyway.
    package var service: String?
    /// The spelling that worked last at the slate's service.
    package var route: Route?
    package var availability: Availability?
    /// The date of the evidence behind the verdict.
    package var checkedAt: Date?
    /// What a batch demands of the providers; `nil` leaves the choice to routing.
    package var routing: ProviderRouting?
    /// The provider that answered last.
    package var provider: String?
    /// That provider's quantization; without a provider, those of all endpoints.
    package var quantization: String?
    package var contextLength: Int?
    package var promptPrice: Price?
    package var completionPrice: Price?
    /// The model that answered last, as the service named it.
    package var servedModel: String?
    /// Unknown keys, each as YAML, which the program preserves.
    var extras: [String] = []
}

extension SlateEntry {
    /// The stored model, or one made from this entry if none is stored.
    package func model(in models: [Model]) -> Model {
        switch ModelLookup(modelID.rawValue, in: models) {
        case .found(let model) where model.id == modelID: model
        default: unstoredModel
        }
    }

    private var unstoredModel: Model {
        let isPricedAtZero = promptPrice?.isZero == true && completionPrice?.isZero == true
        return Model(
            entry: CatalogEntry(
                id: modelID,
                contextLength: contextLength,
                promptPrice: promptPrice,
                completionPrice: completionPrice,
                isFree: modelID.variant == "free" || isPricedAtZero
            ),
            huggingFaceID: huggingFaceID
        )
    }
}
