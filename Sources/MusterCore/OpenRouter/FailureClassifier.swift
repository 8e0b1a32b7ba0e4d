import Foundation

/// Tells why the service refused, from the status and body of its answer.
///
/// The rules are those of `docs/errors-and-debugging` and of bodies recorded in the wild: the
/// message decides where one status stands for several causes.
enum FailureClassifier {
    /// Classifies an error answer.
    static func classify(status: Int, body: Data) -> ServiceFailure {
        guard let answer = try? JSONDecoder().decode(ErrorResponse.self, from: body) else {
            return unreadable(status: status, body: body)
        }
        return classify(answer.error, status: status)
    }

    /// Classifies an error object, be it a whole answer or part of a stream.
    static func classify(_ error: ErrorResponse.Detail, status: Int?) -> ServiceFailure {
        let code = status.flatMap { $0 == 200 ? nil : $0 } ?? error.code ?? status ?? 0
        return ServiceFailure(
            kind(code: code, error: error),
            httpStatus: status ?? error.code,
            message: words(of: error),
            provider: error.provider
        )
    }

    private static func kind(code: Int, error: ErrorResponse.Detail) -> ServiceFailure.Kind {
        let message = error.message
        switch code {
        case 400, 413, 422:
            if message.contains("is not a valid model ID") { return .invalidModelID }
            if message.localizedCaseInsensitiveContains("context length") { return .contextLength }
            return .badRequest
        case 401: return .unauthorized
        case 402: return .noCredits
        case 403:
            return message.localizedCaseInsensitiveContains("key limit") ? .keyLimit : .forbidden
        case 404:
            if message.hasPrefix("No endpoints found for ") { return .noEndpoints }
            if message.hasPrefix("No endpoints") { return .filteredEndpoints }
            return .notFound
        case 408, 504, 524: return .timeout
        case 429:
            let isDaily = error.limitSource == "openrouter_free_tier_daily"
            return isDaily || message.contains("free-models-per-day") ? .dailyQuota : .rateLimited
        default: return .server
        }
    }

    /// The provider's own words are the ones that help; the service's often say only
    /// "Provider returned error".
    private static func words(of error: ErrorResponse.Detail) -> String {
        guard let raw = error.raw, !raw.isEmpty, raw != error.message else { return error.message }
        return "\(error.message): \(raw)"
    }

    /// An answer without the promised object: HTML from a proxy, or nothing at all.
    private static func unreadable(status: Int, body: Data) -> ServiceFailure {
        let kind: ServiceFailure.Kind =
            switch status {
            case 401: .unauthorized
            case 402: .noCredits
            case 403: .forbidden
            case 404: .notFound
            case 408, 504, 524: .timeout
            case 429: .rateLimited
            case 500...: .server
            default: .malformed
            }
        let start = String(decoding: body.prefix(256), as: UTF8.self)
        let isHTML = start.drop { $0.isWhitespace }.hasPrefix("<")
        let words =
            isHTML
            ? "the server sent an HTML page instead of an answer; is a proxy in between?"
            : body.isEmpty ? "the answer was empty" : start
        return ServiceFailure(kind, httpStatus: status, message: words)
    }
}
