/// How one model behaves, apart from what the catalog says of it.
package struct ModelScript: Sendable {
    /// The spellings of `model` that chat takes.
    package var accepts: AcceptedSpelling
    /// What the endpoints list says.
    package var endpoints: EndpointsScript
    /// What chat answers to an accepted spelling.
    package var completion: CompletionScript
    /// What chat answers to a known spelling that is not accepted; `nil` is what OpenRouter would.
    ///
    /// That is 400 "not a valid model ID" for the cased ID of a model that wants its catalog ID,
    /// 404 "Provider returned error" for the reverse, and 404 "No endpoints found" when none is
    /// accepted.
    package var refusal: CompletionRefusal?
    /// Whether tools are called and schemas kept to, where the catalog says that they are known.
    package var honorsParameters: Bool

    /// Makes a script; the default is a healthy model that takes only its catalog ID.
    package init(
        accepts: AcceptedSpelling = .catalogID,
        endpoints: EndpointsScript = .healthy,
        completion: CompletionScript = .plain,
        refusal: CompletionRefusal? = nil,
        honorsParameters: Bool = true
    ) {
        self.accepts = accepts
        self.endpoints = endpoints
        self.completion = completion
        self.refusal = refusal
        self.honorsParameters = honorsParameters
    }

    /// Listed, but served by nobody under any spelling.
    package static let dead = ModelScript(accepts: .none, endpoints: .empty)

    /// What a known but unaccepted spelling is answered.
    var effectiveRefusal: CompletionRefusal {
        if let refusal { return refusal }
        return switch accepts {
        case .catalogID, .any: CompletionRefusal(.invalidModelID)
        case .casedID: CompletionRefusal(.providerNotFound)
        case .none: CompletionRefusal(.noEndpoints)
        }
    }
}
