package import Foundation

/// One model of a slate: what was known of it when it was picked.
package struct SlateEntry: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Its cased name.
    package var huggingFaceID: HuggingFaceID?
    /// The spelling that worked last at the slate's service.
    package var route: Route?
    /// The verdict.
    package var availability: Availability?
    /// When the evidence behind the verdict was gathered.
    package var checkedAt: Date?
    /// Who answered last.
    package var provider: String?
    /// That provider's quantization; without a provider, those of all endpoints.
    package var quantization: String?
    /// How many tokens prompt and answer may have together.
    package var contextLength: Int?
    /// The price of prompt tokens.
    package var promptPrice: Price?
    /// The price of completion tokens.
    package var completionPrice: Price?
    /// The model that answered last, as the service named it.
    package var servedModel: String?
    /// Keys that this version does not know, each as YAML; they are kept.
    var extras: [String] = []

    /// Creates an entry; what is not given is unknown.
    package init(
        modelID: ModelID,
        huggingFaceID: HuggingFaceID? = nil,
        route: Route? = nil,
        availability: Availability? = nil,
        checkedAt: Date? = nil,
        provider: String? = nil,
        quantization: String? = nil,
        contextLength: Int? = nil,
        promptPrice: Price? = nil,
        completionPrice: Price? = nil,
        servedModel: String? = nil
    ) {
        self.modelID = modelID
        self.huggingFaceID = huggingFaceID
        self.route = route
        self.availability = availability
        self.checkedAt = checkedAt
        self.provider = provider
        self.quantization = quantization
        self.contextLength = contextLength
        self.promptPrice = promptPrice
        self.completionPrice = completionPrice
        self.servedModel = servedModel
    }
}

extension SlateEntry {
    /// The model as it is stored; as far as the entry tells for one that is not.
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
