import Foundation
import NIOHTTP1

/// Tells why the service refused: a total function of status, headers and body.
///
/// The rules are those of OpenRouter's page on errors and of bodies recorded in the wild. What the
/// service says in `error.availability` (since 2026) goes first, then `metadata.limit_source`, then
/// the message, which decides wherever one status stands for several causes.
enum FailureClassifier {
    /// Classifies an error answer.
    static func classify(
        status: Int,
        headers: HTTPHeaders = [:],
        body: Data,
        now: Date = .distantFuture
    ) -> ServiceFailure {
        var failure: ServiceFailure
        if let answer = try? JSONDecoder().decode(ErrorResponse.self, from: body) {
            failure = classify(answer.error, status: status)
        } else {
            failure = unreadable(status: status, body: body)
        }
        if let text = headers.first(name: "Retry-After") {
            failure.retryAfter = RetryAfter.read(text, now: now) ?? failure.retryAfter
        }
        if let text = headers.first(name: "X-RateLimit-Reset") {
            failure.resetsAt = RetryAfter.readReset(text) ?? failure.resetsAt
        }
        if let text = headers.first(name: "X-RateLimit-Limit") {
            failure.limitSize = Int(text) ?? failure.limitSize
        }
        return failure
    }

    /// Classifies an error object, be it a whole answer or part of a stream.
    static func classify(_ error: ErrorResponse.Detail, status: Int?) -> ServiceFailure {
        let code = status.flatMap { $0 == 200 ? nil : $0 } ?? error.code ?? status ?? 0
        var failure = ServiceFailure(
            error.availabilityCode.flatMap(kind(availability:)) ?? kind(code: code, error: error),
            httpStatus: status ?? error.code,
            message: words(of: error),
            provider: error.provider
        )
        // A number from outside: more than a year, or less than nothing, is no advice.
        failure.retryAfter = error.retryAfterSeconds.flatMap {
            (0...31_536_000).contains($0) ? .seconds($0) : nil
        }
        failure.resetsAt = error.reset.flatMap(RetryAfter.readReset)
        failure.limitSize = error.limitSize
        failure.isAboutParameters =
            failure.kind == .filteredEndpoints
            && (failure.message.contains("support tool use")
                || failure.message.contains("requested parameters"))
        return failure
    }

    /// The meaning of `error.availability.code`; an unknown one is left to the status.
    private static func kind(availability code: String) -> ServiceFailure.Kind? {
        switch code {
        case "model_not_found": .invalidModelID
        case "no_endpoints", "model_deprecated", "free_variant_ended": .noEndpoints
        case "model_unavailable_upstream": .notFound
        case "privacy_restricted", "constraint_filtered": .filteredEndpoints
        case "region_restricted": .forbidden
        case "capacity_exhausted": .rateLimited
        case "temporarily_unavailable": .server
        case "wrong_endpoint": .badRequest
        default: nil
        }
    }

    private static func kind(code: Int, error: ErrorResponse.Detail) -> ServiceFailure.Kind {
        let message = error.message
        switch code {
        case 400, 413, 422:
            if message.contains("is not a valid model ID") { return .invalidModelID }
            let isTooLong =
                error.errorType == "context_length_exceeded"
                || message.lowercased().contains("context length")
            return isTooLong ? .contextLength : .badRequest
        case 401: return .unauthorized
        case 402: return .noCredits
        case 403: return message.lowercased().contains("key limit") ? .keyLimit : .forbidden
        case 404:
            if message.hasPrefix("No endpoints found for ") { return .noEndpoints }
            // "No allowed providers are available for the selected model.": the account's list.
            let isFiltered =
                message.hasPrefix("No endpoints") || message.hasPrefix("No allowed providers")
            if isFiltered { return .filteredEndpoints }
            // A plain string is not how this service speaks: the address is wrong, or a proxy's.
            return error.isPlain ? .malformed : .notFound
        case 408, 504, 524: return .timeout
        case 429: return limit(error)
        default: return .server
        }
    }

    /// Which of the three limits behind a 429 was hit.
    private static func limit(_ error: ErrorResponse.Detail) -> ServiceFailure.Kind {
        switch error.limitSource {
        case "openrouter_free_tier_daily": return .dailyQuota
        case "openrouter_free_models_per_min": return .minuteQuota
        case "upstream_provider_shared_pool": return .rateLimited
        default: break
        }
        if error.message.contains("free-models-per-day") { return .dailyQuota }
        if error.message.contains("free-models-per-min") { return .minuteQuota }
        return .rateLimited
    }

    /// The provider's own words are the ones that help; the service's often say only
    /// "Provider returned error".
    private static func words(of error: ErrorResponse.Detail) -> String {
        guard let raw = error.raw, !raw.isEmpty, raw != error.message else { return error.message }
        return "\(error.message): \(raw)"
    }

    /// An answer without the promised object: HTML from a proxy, or nothing at all.
    ///
    /// Its status is not to be trusted with a definitive no: a 404 in HTML is that of a proxy or of
    /// a wrong address, not the service's word on a model.
    private static func unreadable(status: Int, body: Data) -> ServiceFailure {
        let kind: ServiceFailure.Kind =
            switch status {
            case 300..<400: .redirect
            case 401: .unauthorized
            case 402: .noCredits
            case 403: .forbidden
            case 408, 504, 524: .timeout
            case 429: .rateLimited
            case 500...: .server
            default: .malformed
            }
        let start = String(decoding: body.prefix(256), as: UTF8.self)
        let isHTML = start.drop { $0.isWhitespace }.hasPrefix("<")
        let words =
            isHTML
            ? "the server sent an HTML page instead of an answer, as proxies do"
            : kind == .redirect
                ? "the service redirects to another place; not followed"
                : body.isEmpty ? "the answer was empty" : "the answer cannot be read: \(start)"
        return ServiceFailure(kind, httpStatus: status, message: words)
    }
}
