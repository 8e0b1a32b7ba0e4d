import Foundation
import NIOHTTP1

/// Classifies refusals of the service: a total function of status, headers and body.
///
/// The rules come from OpenRouter's page on errors and from recorded bodies. `error.availability`
/// (since 2026) takes precedence, then `metadata.limit_source`, then the message, which decides if
/// one status has several causes.
enum FailureClassifier {
    static func classify(
        status: Int,
        headers: HTTPHeaders = [:],
        body: Data,
        now: Date = .distantFuture
    ) -> ServiceFailure {
        var failure: ServiceFailure
        if let answer = try? JSONDecoder().decode(ErrorResponse.self, fromForeign: body) {
            failure = classify(answer.error, status: status)
        } else {
            failure = unreadable(status: status, headers: headers, body: body)
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

    static func classify(_ error: ErrorResponse.Detail, status: Int?) -> ServiceFailure {
        let code =
            status.flatMap { $0 == 200 ? nil : $0 } ?? error.code
            ?? error.errorType.flatMap { statuses[$0] } ?? status ?? 0
        var failure = ServiceFailure(
            error.availabilityCode.flatMap(kind(availability:)) ?? kind(code: code, error: error),
            httpStatus: status ?? error.code,
            message: words(of: error),
            provider: error.provider
        )
        // Ignore an untrusted number that is negative or longer than a year.
        failure.retryAfter = error.retryAfterSeconds.flatMap {
            (0...31_536_000).contains($0) ? .seconds($0) : nil
        }
        failure.resetsAt = error.reset.flatMap(RetryAfter.readReset)
        failure.limitSize = error.limitSize
        failure.trouble = trouble(failure.kind, error)
        failure.isOfPrivacy =
            failure.kind == .filteredEndpoints && RefusalWords.isAboutPrivacy(error)
        failure.allowsCheaperModels =
            failure.kind == .noCredits && RefusalWords.allowsCheaperModels(error)
        failure.isOfProvider =
            failure.isOfProvider || error.availabilityCode == "capacity_exhausted"
            || error.limitSource == "upstream_provider_shared_pool"
        failure.routingStep = error.routingStep.map { String($0.prefix(100)) }
        failure.namesParameter = failure.kind == .badRequest && RefusalWords.namesParameter(error)
        failure.saysModelIsGone =
            code == 410 || RefusalWords.saysModelIsGone(error.message.lowercased())
        return failure
    }

    /// The status that belongs to a word, where it came without one: within a 200 or a stream.
    private static let statuses = [
        "invalid_api_key": 401, "authentication_error": 401, "authentication": 401,
        "insufficient_quota": 429, "payment_required": 402, "permission_error": 403,
        "permission_denied": 403, "model_not_found": 404, "not_found": 404, "not_found_error": 404,
        "rate_limit_exceeded": 429, "rate_limit_error": 429, "invalid_request_error": 400,
        "invalid_request": 400, "context_length_exceeded": 400, "timeout": 504,
    ]

    /// The meaning of `error.availability.code`; for unknown codes the status decides.
    private static func kind(availability code: String) -> ServiceFailure.Kind? {
        switch code {
        case "model_not_found": .invalidModelID
        case "no_endpoints", "model_deprecated", "free_variant_ended": .noEndpoints
        case "model_unavailable_upstream": .notFound
        case "privacy_restricted", "constraint_filtered": .filteredEndpoints
        case "region_restricted": .forbidden
        case "capacity_exhausted": .rateLimited
        case "temporarily_unavailable": .server
        case "wrong_endpoint": .batchOnly
        default: nil
        }
    }

    /// Whose trouble a cause is that several may have.
    private static func trouble(
        _ kind: ServiceFailure.Kind,
        _ error: ErrorResponse.Detail
    ) -> Trouble {
        switch kind {
        case .filteredEndpoints:
            let isConstraint = error.availabilityCode == "constraint_filtered"
            return isConstraint || RefusalWords.isAboutParameters(error) ? .request : .account
        case .forbidden:
            if RefusalWords.isAboutTheProgram(error) { return .program }
            if RefusalWords.isAboutThePrompt(error) { return .request }
            // A provider that refuses the key the service has for it is out for the moment.
            let isProvider = error.provider != nil && !error.isOwnProviderKey
            return isProvider && error.availabilityCode == nil ? .moment : .account
        default:
            return kind.usualTrouble
        }
    }

    private static func kind(code: Int, error: ErrorResponse.Detail) -> ServiceFailure.Kind {
        let message = error.message
        switch code {
        // What a provider is owed is the service's bill, unless the key was the user's.
        case 402: return error.provider == nil || error.isOwnProviderKey ? .noCredits : .forbidden
        case 400, 401, 403, 404, 410, 413, 422, 451:
            if let kind = RefusalWords.kind(of: error) { return kind }
        default: break
        }
        switch code {
        // The provider refuses the key that the service has for it.
        case 401: return error.provider == nil ? .unauthorized : .forbidden
        case 410: return .notFound
        case 400, 413, 422: return .badRequest
        case 403, 451: return .forbidden
        case 404:
            if message.hasPrefix("No endpoints found for ") { return .noEndpoints }
            if message.hasPrefix("No endpoints") { return .filteredEndpoints }
            // This service never sends plain strings: the address is wrong, or a proxy answered. Of an
            // unknown address OpenAI says `unknown_url`, and servers hardly more than the status.
            let isOfAddress =
                error.isForeign || error.errorType == "unknown_url"
                || ["not found", "file not found", "page not found"].contains(message.lowercased())
            return isOfAddress ? .malformed : .notFound
        case 408, 504, 524: return .timeout
        case 429: return limit(error)
        default: return .server
        }
    }

    /// Determines which of the three limits caused a 429.
    private static func limit(_ error: ErrorResponse.Detail) -> ServiceFailure.Kind {
        switch error.limitSource {
        case "openrouter_free_tier_daily": return .dailyQuota
        case "openrouter_free_models_per_min": return .minuteQuota
        case "upstream_provider_shared_pool": return .rateLimited
        default: break
        }
        if error.errorType == "budget_exceeded" { return .keyLimit }
        // OpenAI: the account has no credit left, which no wait mends.
        if error.errorType == "insufficient_quota" { return .noCredits }
        if error.message.contains("free-models-per-day") { return .dailyQuota }
        if error.message.contains("free-models-per-min") { return .minuteQuota }
        return .rateLimited
    }

    /// Prefers the provider's message: the service's often says only "Provider returned error".
    private static func words(of error: ErrorResponse.Detail) -> String {
        var words = error.message
        if let raw = error.raw, !raw.isEmpty, raw != words { words += ": \(raw)" }
        if let step = error.routingStep { words += " (\(step))" }
        // A service may repeat one reason for each provider.
        var seen: Set<String> = []
        let reasons = error.reasons.filter { seen.insert($0).inserted }.prefix(4)
        if !reasons.isEmpty { words += ": \(reasons.joined(separator: ", "))" }
        guard !error.availableProviders.isEmpty else { return words }
        let providers = error.availableProviders.prefix(5).joined(separator: ", ")
        return words.trimmingCharacters(in: CharacterSet(charactersIn: ". "))
            + "; it is served by \(providers): https://openrouter.ai/settings/preferences"
    }

    /// An answer without the promised object: HTML from a proxy, or nothing at all.
    ///
    /// Its status does not count as a definitive no: a 404 in HTML comes from a proxy or a wrong
    /// address, and says nothing about a model.
    private static func unreadable(
        status: Int,
        headers: HTTPHeaders,
        body: Data
    ) -> ServiceFailure {
        let page = ErrorPage(body, headers: headers)
        let kind: ServiceFailure.Kind =
            switch status {
            case 300..<400: .redirect
            // A page is a proxy's, which asks for its own password; the account is not at fault.
            case 401 where page == nil: .unauthorized
            case 402 where page == nil: .noCredits
            case 403 where page == nil: .forbidden
            case 408, 504, 524: .timeout
            case 429: .rateLimited
            case 500...: .server
            default: .malformed
            }
        var failure = ServiceFailure(
            kind,
            httpStatus: status,
            message: page?.words ?? words(unreadable: body, kind)
        )
        failure.isPage = page != nil
        if failure.isPage { failure.trouble = .way }
        return failure
    }

    private static func words(unreadable body: Data, _ kind: ServiceFailure.Kind) -> String {
        let start = String(decoding: body.prefix(256), as: UTF8.self).paragraph
        switch kind {
        case .redirect: return "the service redirects to another place; not followed"
        case _ where body.isEmpty: return "the answer was empty"
        // Plain text is the gateway's own sentence: `error code: 502`, `upstream connect error`.
        case .malformed: return "the answer cannot be read: \(start)"
        case _ where start.first?.isLetter == true && start.contains(" "): return start
        default: return "the answer cannot be read: \(start)"
        }
    }
}
