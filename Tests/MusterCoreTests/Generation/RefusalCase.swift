import MusterCore
import OpenRouterSimulator
import Testing

/// A refusal after which no other spelling is tried, and what it says of the model.
struct RefusalCase: Sendable, CustomTestStringConvertible {
    let refusal: RefusalKind
    let kind: ServiceFailure.Kind
    let finding: Evidence.Finding?

    var testDescription: String { refusal.rawValue }

    private static let table: [(RefusalKind, ServiceFailure.Kind, Evidence.Finding?)] = [
        (.badParameters, .badRequest, nil),
        (.contextLength, .contextLength, nil),
        (.credits, .noCredits, .excluded),
        (.keyLimit, .keyLimit, .excluded),
        (.moderation, .forbidden, nil),
        (.timeout, .timeout, .inconclusive),
        (.upstreamRateLimit, .rateLimited, .limited),
        (.freeMinuteLimit, .minuteQuota, .limited),
        (.freeDailyLimit, .dailyQuota, .limited),
        (.internalError, .server, .inconclusive),
        (.badGateway, .server, .inconclusive),
        (.unavailable, .server, .inconclusive),
        (.gatewayTimeout, .timeout, .inconclusive),
        (.overloaded, .server, .inconclusive),
        (.errorInSuccess, .server, .inconclusive),
    ]

    static let all = table.map(RefusalCase.init)
}
