/// Whose trouble a refusal is: who has to change something before the same request can succeed.
///
/// Only the model's own trouble makes it unavailable.
package enum Trouble: String, Sendable, CaseIterable {
    /// Nobody serves it, its ID is not valid, or it is retired.
    case model
    /// The key, its budget, credit, privacy settings, guardrails, allowed providers, or the region.
    case account
    /// The prompt, its length, a parameter, or a tool.
    case request
    /// A limit, an outage, or too little capacity: time will tell.
    case moment
    /// This program may not ask: some free models answer only coding agents.
    case program
    /// A proxy, TLS, an HTML page, or an address that is not this API.
    case way
}

extension Trouble {
    /// In words: `account problem`.
    package var words: String {
        switch self {
        case .model: "model problem"
        case .account: "account problem"
        case .request: "request problem"
        case .moment: "temporary problem"
        case .program: "not for this program"
        case .way: "connection problem"
        }
    }
}

extension ServiceFailure.Kind {
    /// Whose trouble it is where neither the status nor the words say otherwise.
    var usualTrouble: Trouble {
        switch self {
        case .invalidModelID, .noEndpoints, .notFound: .model
        case .filteredEndpoints, .unauthorized, .keyLimit, .forbidden, .noCredits, .noKey: .account
        case .badRequest, .contextLength, .batchOnly, .refusal, .contentFilter, .toolCall,
            .onlyReasoning, .onlyMedia, .notAsAsked:
            .request
        case .drifted, .rateLimited, .minuteQuota, .dailyQuota, .server, .timeout, .empty,
            .cancelled:
            .moment
        case .connection, .tls, .redirect, .malformed, .tooLarge: .way
        }
    }
}
