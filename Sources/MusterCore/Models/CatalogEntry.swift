package import Foundation

/// What the catalog says of one model, as far as lists and filters need it.
package struct CatalogEntry: Sendable, Hashable {
    /// The catalog's ID, byte for byte.
    package var id: ModelID
    /// OpenRouter's own `canonical_slug`: dated, and shared by a model and its variants.
    package var openRouterSlug: String?
    /// The display name as sent; not unique, and it may carry trailing spaces.
    package var name: String
    /// When OpenRouter added the model.
    package var created: Date?
    /// How many tokens prompt and answer may have together; `nil` where unknown or sent as 0.
    package var contextLength: Int?
    /// The longest answer in tokens, where the top provider states one.
    package var maxCompletionTokens: Int?
    /// The price of prompt tokens; `nil` where it is unknown or varies, as with routers.
    package var promptPrice: Price?
    /// The price of completion tokens; `nil` where it is unknown or varies.
    package var completionPrice: Price?
    /// The fee for each request beside its tokens, where there is one.
    package var requestPrice: Price?
    /// Whether prompt, completion and request are all priced at zero.
    package var isFree: Bool
    /// Whether this row picks another model for each request, as `openrouter/auto` does.
    package var isRouter: Bool
    /// `text`, `image`, `file`, `audio`, `video`, or whatever comes next.
    package var inputModalities: [String]
    /// `text`, `image`, and so on.
    package var outputModalities: [String]
    /// The request parameters that at least one provider honours, such as `tools`.
    package var supportedParameters: [String]
    /// The day, `YYYY-MM-DD`, on which the model leaves the catalog; `2098-12-31` is a sentinel.
    package var expirationDate: String?

    /// Creates an entry; all but the ID have the value that means "not said".
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
        isFree: Bool = false,
        isRouter: Bool = false,
        inputModalities: [String] = [],
        outputModalities: [String] = [],
        supportedParameters: [String] = [],
        expirationDate: String? = nil
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
        self.isFree = isFree
        self.isRouter = isRouter
        self.inputModalities = inputModalities
        self.outputModalities = outputModalities
        self.supportedParameters = supportedParameters
        self.expirationDate = expirationDate
    }
}
