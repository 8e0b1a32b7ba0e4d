package import Foundation

/// A failure to get a usable answer from a service.
package struct ServiceFailure: Error, Sendable, Hashable {
    /// The cause, as far as status, headers and body reveal it.
    package enum Kind: String, Sendable, CaseIterable {
        /// 400 "X is not a valid model ID".
        case invalidModelID = "invalid_model_id"
        /// 404 "No endpoints found for X.": perhaps listed, but nobody serves it.
        case noEndpoints = "no_endpoints"
        /// 404: the model answers only the Batch API.
        case batchOnly = "batch_only"
        /// The account's settings, or the request's parameters, leave no endpoint; mostly 404.
        case filteredEndpoints = "filtered_endpoints"
        /// 404 from the provider, or from the service about the requested resource.
        case notFound = "not_found"
        /// 400, 413, 422: the request itself is invalid.
        case badRequest = "bad_request"
        /// The prompt exceeds the model's context.
        case contextLength = "context_length"
        /// 401.
        case unauthorized
        /// 403 "Key limit exceeded" or "budget limit exceeded".
        case keyLimit = "key_limit"
        /// 403 for any other reason: moderation, a region, a program that may not ask.
        case forbidden
        /// 402.
        case noCredits = "no_credits"
        /// 429, temporary.
        case rateLimited = "rate_limited"
        /// 429 after 20 free requests within a minute.
        case minuteQuota = "minute_quota"
        /// 429 until the daily free quota renews: every free model fails until then.
        case dailyQuota = "daily_quota"
        /// 5xx, or a provider's own failure during a stream.
        case server
        /// 408, 504, 524, or no answer in time.
        case timeout
        /// The connection was refused or lost, or the name does not resolve.
        case connection
        /// The server's certificate was rejected.
        case tls
        /// A redirect to another host, which muster does not follow.
        case redirect
        /// A violation of the API: HTML from a proxy, broken JSON, a truncated answer.
        case malformed
        case tooLarge = "too_large"
        /// The model refused to answer.
        case refusal
        /// A content filter kept the answer back, or cut it.
        case contentFilter = "content_filter"
        /// The model called a tool that nobody offered.
        case toolCall = "tool_call"
        /// The answer ended before the first word after the reasoning.
        case onlyReasoning = "only_reasoning"
        /// The answer is a picture or sound without words.
        case onlyMedia = "only_media"
        /// The model stopped without a word.
        case empty
        /// The answer is not JSON, or does not fit the schema, that the prompt asked for.
        case notAsAsked = "not_as_asked"
        /// Another endpoint answered than the pinned ones.
        case drifted
        case cancelled
        /// The request needs a key, and there is none.
        case noKey = "no_key"
    }

    package var kind: Kind
    package var trouble: Trouble
    /// The step of the service's routing that left no endpoint, such as `Filter by Data Policy`.
    package var routingStep: String?
    /// The HTTP status, if an answer arrived.
    package var httpStatus: Int?
    /// The service's or the provider's message, at most 2 KiB: hostile until sanitised.
    package var message: String
    package var provider: String?
    /// The wait that the service asks for, unchecked; callers must clamp it.
    package var retryAfter: Duration?
    /// The time at which the exhausted limit renews.
    package var resetsAt: Date?
    /// The number of requests that the limit allows, from `X-RateLimit-Limit`.
    package var limitSize: Int?
    /// Whether the request had a key, so that the key may be at fault.
    package var wasKeySent = true
    /// Whether a 400 names a parameter that is not supported.
    package var namesParameter = false
    /// Whether an HTML page came instead of an answer.
    package var isPage = false
    /// Whether the account's privacy settings left no endpoint, whatever the request chose.
    package var isOfPrivacy = false
    /// Whether the credit suffices for a cheaper model or a shorter answer.
    package var allowsCheaperModels = false
    /// Whether a provider behind the service sent it.
    package var isOfProvider = false
    /// Whether its words say that the model is gone.
    package var saysModelIsGone = false

    /// Creates a failure; truncates the message to 2 KiB.
    package init(_ kind: Kind, httpStatus: Int? = nil, message: String, provider: String? = nil) {
        self.kind = kind
        trouble = kind.usualTrouble
        self.httpStatus = httpStatus
        self.message = Self.start(of: message, bytes: 2048)
        self.provider = provider.map { Self.start(of: $0, bytes: 200) }
        isOfProvider = provider != nil
    }

    /// The longest prefix of whole characters that fits `bytes`.
    static func start(of text: String, bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var cut = text.utf8.index(text.startIndex, offsetBy: bytes)
        while cut.samePosition(in: text.unicodeScalars) == nil {
            cut = text.utf8.index(before: cut)
        }
        return String(text[..<cut])
    }

    /// The failure of an exchange that took longer than a limit.
    static func late(beyond limit: Duration, status: Int? = nil) -> ServiceFailure {
        let seconds = limit / .seconds(1)
        // What is left of a longer limit has many digits.
        let hundredths = (seconds * 100).rounded() / 100
        let isWhole = seconds >= 10 || hundredths == hundredths.rounded()
        let number = isWhole ? "\(Int64(seconds.rounded()))" : "\(hundredths)"
        return ServiceFailure(
            .timeout,
            httpStatus: status,
            message: "no whole answer within \(number) s"
        )
    }

    /// Whether another spelling of the model may succeed.
    package var isAboutTheRoute: Bool { kind.isAboutTheRoute }

    /// Whether no request with this key can succeed.
    package var isAboutTheKey: Bool {
        kind == .unauthorized && wasKeySent || kind == .keyLimit || kind == .noKey
    }

    /// Whether the key or the credit is at fault, so that other models would likely fail alike.
    package var holdsForEveryModel: Bool { kind.holdsForEveryModel && !allowsCheaperModels }

    /// Whether every other request to the model would fail alike, until the service, the account's
    /// settings or the program change.
    package var holdsForTheModel: Bool {
        isAboutTheRoute || kind == .filteredEndpoints || kind == .batchOnly
            || kind == .forbidden && trouble != .request
    }

    /// Whether only another account, other settings of it or another program would be answered.
    package var isRuledOut: Bool {
        switch trouble {
        case .program: true
        case .account: kind == .filteredEndpoints || wasKeySent && kind != .noKey
        case .model, .request, .moment, .way: false
        }
    }

    /// Whether the service was not reached, so nothing was asked: no server, or one in between.
    ///
    /// A page with an error may be about one prompt, such as a firewall's or of one that is too large.
    var isUnreachable: Bool {
        switch kind {
        case .connection: httpStatus == nil
        case .tls, .redirect: true
        default: isPage && httpStatus == 200
        }
    }

    /// Whether the model did answer, although not with the text asked for.
    package var isAnswerWithoutText: Bool {
        switch kind {
        case .refusal, .contentFilter, .toolCall, .onlyReasoning, .onlyMedia, .notAsAsked, .drifted:
            true
        default: false
        }
    }

    /// Whether a limit was hit: the model exists and will answer later.
    package var isLimit: Bool {
        kind == .rateLimited || kind == .minuteQuota || kind == .dailyQuota
    }

    /// What is wrong with the account or the program, if that is at fault rather than the model.
    private var outerTrouble: String? {
        if trouble == .program { return "only coding agents may ask this model" }
        return switch kind {
        case .noCredits: "the account lacks credits"
        case .filteredEndpoints where trouble == .account:
            "the account's settings leave no endpoint"
        case .unauthorized: wasKeySent ? "the key was refused" : "the service wants a key"
        case .keyLimit: "the key's limit is reached"
        default: nil
        }
    }

    /// The failure in one short paragraph, after what is wrong with the account or the program.
    package var explanation: String {
        outerTrouble.map { "\($0): \(description)" } ?? description
    }

    /// The service's whole message; `nil` if the paragraph has all of it.
    package var wholeMessage: String? {
        message.onOneLine == message.paragraph ? nil : message
    }

    /// Whether it says nothing about the model, so that a later attempt may well succeed.
    package var isInconclusive: Bool {
        switch kind {
        case .rateLimited, .minuteQuota, .dailyQuota, .server, .timeout, .connection, .cancelled,
            .tls, .redirect,
            .malformed, .tooLarge, .empty:
            true
        default:
            false
        }
    }
}

extension ServiceFailure.Kind {
    /// Whether another spelling of the model may succeed.
    var isAboutTheRoute: Bool {
        self == .invalidModelID || self == .noEndpoints || self == .notFound
    }

    /// Whether the key or the credit is at fault, not the account's settings for one model.
    package var holdsForEveryModel: Bool {
        self == .unauthorized || self == .keyLimit || self == .noCredits
    }
}

extension ServiceFailure: CustomStringConvertible {
    package var description: String {
        let words = message.paragraph
        // For a failure within a 200 answer, only the message means anything.
        guard let httpStatus, httpStatus != 200 else { return words }
        guard kind == .dailyQuota, let resetsAt else { return "\(httpStatus) \(words)" }
        return "\(httpStatus) \(words) (renewed at \(resetsAt.formatted(.iso8601)))"
    }
}
