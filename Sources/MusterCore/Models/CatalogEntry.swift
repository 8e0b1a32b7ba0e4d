package import Foundation

/// A model's catalog data, as far as lists and filters need it.
package struct CatalogEntry: Sendable, Hashable {
    package var id: ModelID
    /// OpenRouter's own `canonical_slug`: dated, and shared by a model and its variants.
    package var openRouterSlug: String?
    /// The display name as sent, which is not unique and may have trailing spaces.
    package var name: String
    package var created: Date?
    /// The token limit of prompt plus answer; `nil` if unknown or sent as 0.
    package var contextLength: Int?
    /// The token limit of an answer, if the top provider states one.
    package var maxCompletionTokens: Int?
    /// The price of prompt tokens; `nil` if unknown or variable, as for routers.
    package var promptPrice: Price?
    /// The price of completion tokens; `nil` if unknown or variable.
    package var completionPrice: Price?
    /// The fee per request on top of the tokens, if there is one.
    package var requestPrice: Price?
    /// Prices for long prompts or for some hours; later ones win.
    package var overrides: [PriceOverride]
    /// Whether prompt, completion and request all cost nothing.
    package var isFree: Bool
    /// Whether it picks another model for each request, as `openrouter/auto` does.
    package var isRouter: Bool
    /// `text`, `image`, `file`, `audio`, `video`, or future values.
    package var inputModalities: [String]
    /// `text`, `image`, and so on.
    package var outputModalities: [String]
    /// Request parameters that at least one provider honours, such as `tools`.
    package var supportedParameters: [String]
    /// The date, `YYYY-MM-DD`, on which the model leaves the catalog; `2098-12-31` is a sentinel.
    package var expirationDate: String?
    package var traits: ModelTraits

    /// Creates an entry; every default means "not stated".
    package init(
        id: ModelID,
        openRouterSlug: String? = nil,
        name: String? = nil,
        created: Date? = nil,
        contextLength: Int? = nil,
        maxCompletionTokens: Int? = nil,
        promptPrice: Price? = nil,
        completionPrice: Price? = nil,
        requestPrice: Price? = nil,
        overrides: [PriceOverride] = [],
        isFree: Bool = false,
        isRouter: Bool = false,
        inputModalities: [String] = [],
        outputModalities: [String] = [],
        supportedParameters: [String] = [],
        expirationDate: String? = nil,
        traits: ModelTraits = ModelTraits()
    ) {
        self.id = id
        self.openRouterSlug = openRouterSlug
        self.name = name ?? id.rawValue
        self.created = created
        self.contextLength = contextLength
        self.maxCompletionTokens = maxCompletionTokens
        self.promptPrice = promptPrice
        self.completionPrice = completionPrice
        self.requestPrice = requestPrice
        self.overrides = overrides
        self.isFree = isFree
        self.isRouter = isRouter
        self.inputModalities = inputModalities
        self.outputModalities = outputModalities
        self.supportedParameters = supportedParameters
        self.expirationDate = expirationDate
        self.traits = traits
    }
}
