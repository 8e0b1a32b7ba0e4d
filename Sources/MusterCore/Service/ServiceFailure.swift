package import Foundation

/// Why a request to a service brought no usable answer.
package struct ServiceFailure: Error, Sendable, Hashable {
    /// The cause, as far as status, headers and body tell it.
    package enum Kind: String, Sendable, CaseIterable {
        /// 400 "X is not a valid model ID".
        case invalidModelID = "invalid_model_id"
        /// 404 "No endpoints found for X.": listed, perhaps, but served by nobody.
        case noEndpoints = "no_endpoints"
        /// 404 for want of an endpoint that supports tools, a parameter, or the privacy settings.
        case filteredEndpoints = "filtered_endpoints"
        /// 404 from the provider, or from the service for the thing asked for.
        case notFound = "not_found"
        /// 400, 413, 422: the request itself is wrong.
        case badRequest = "bad_request"
        /// The prompt is longer than the model's context.
        case contextLength = "context_length"
        /// 401.
        case unauthorized
        /// 403 "Key limit exceeded".
        case keyLimit = "key_limit"
        /// 403 for any other reason: moderation, a region, a guardrail.
        case forbidden
        /// 402.
        case noCredits = "no_credits"
        /// 429 for a while.
        case rateLimited = "rate_limited"
        /// 429 for more than 20 free requests within a minute.
        case minuteQuota = "minute_quota"
        /// 429 until the day's free quota is renewed: every free model fails until then.
        case dailyQuota = "daily_quota"
        /// 5xx, or a provider's own failure in the middle of a stream.
        case server
        /// 408, 504, 524, or no answer in time.
        case timeout
        /// The connection was refused or lost, or the name does not resolve.
        case connection
        /// The server's certificate was not accepted.
        case tls
        /// A redirect to another host, which is not followed.
        case redirect
        /// Not what the API promises: HTML from a proxy, broken JSON, an answer cut short.
        case malformed
        /// An answer larger than its limit.
        case tooLarge = "too_large"
        /// The task was cancelled.
        case cancelled
        /// There is no key, and this request needs one.
        case noKey = "no_key"
    }

    /// The cause.
    package var kind: Kind
    /// The HTTP status, where there was an answer.
    package var httpStatus: Int?
    /// The service's or the provider's words, at most 2 KiB; hostile until sanitised.
    package var message: String
    /// The provider that failed, where it is named.
    package var provider: String?
    /// How long the service asks to wait, as it said it; to be clamped by whoever waits.
    package var retryAfter: Duration?
    /// When the limit that was hit is renewed.
    package var resetsAt: Date?
    /// How many requests that limit allows, as `X-RateLimit-Limit` says.
    package var limitSize: Int?
    /// Whether endpoints were left out for what was asked, and not for the account's settings.
    package var isAboutParameters = false

    /// Creates a failure; the message is cut to 2 KiB.
    package init(_ kind: Kind, httpStatus: Int? = nil, message: String, provider: String? = nil) {
        self.kind = kind
        self.httpStatus = httpStatus
        self.message = Self.start(of: message, bytes: 2048)
        self.provider = provider.map { Self.start(of: $0, bytes: 200) }
    }

    /// As many whole characters of a text as these bytes hold.
    private static func start(of text: String, bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var cut = text.utf8.index(text.startIndex, offsetBy: bytes)
        while cut.samePosition(in: text.unicodeScalars) == nil {
            cut = text.utf8.index(before: cut)
        }
        return String(text[..<cut])
    }

    /// The failure without a secret that a server may have echoed in its words.
    package func redacting(_ secret: String?) -> ServiceFailure {
        guard let secret, !secret.isEmpty else { return self }
        var redacted = self
        redacted.message = Self.redacted(message, secret)
        redacted.provider = provider.map { Self.redacted($0, secret) }
        return redacted
    }

    /// The text without the secret, and without its start where the text was cut within it.
    ///
    /// It is looked for byte by byte: before an accent its last letter is another character.
    private static func redacted(_ text: String, _ secret: String) -> String {
        let (bytes, key) = (Array(text.utf8), Array(secret.utf8))
        let mark = Array("[key]".utf8)
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let rest = bytes[index...]
            let isCut = rest.count >= 12 && rest.count < key.count && key.starts(with: rest)
            if rest.starts(with: key) || isCut {
                kept += mark
                index += min(key.count, rest.count)
            } else {
                kept.append(bytes[index])
                index += 1
            }
        }
        return start(of: String(decoding: kept, as: UTF8.self), bytes: 2048)
    }

    /// Whether another spelling of the model may fare better.
    package var isAboutTheRoute: Bool {
        kind == .invalidModelID || kind == .noEndpoints || kind == .notFound
    }

    /// Whether no request with this key can succeed.
    package var isAboutTheKey: Bool {
        kind == .unauthorized || kind == .keyLimit || kind == .noKey
    }

    /// Whether a limit was hit: the model exists, and will answer later.
    package var isLimit: Bool {
        kind == .rateLimited || kind == .minuteQuota || kind == .dailyQuota
    }

    /// Whose trouble it is, in words, when it is the account's and not the model's.
    package var accountTrouble: String? {
        switch kind {
        case .noCredits: "the account lacks credits"
        case .filteredEndpoints where !isAboutParameters: "the account's settings leave no endpoint"
        case .unauthorized: "the key was refused"
        case .keyLimit: "the key's limit is reached"
        default: nil
        }
    }

    /// The failure in words, beginning with whose trouble it is where it is the account's.
    package var explanation: String {
        accountTrouble.map { "\($0): \(description)" } ?? description
    }

    /// Whether it says nothing about the model: trying again later may well work.
    package var isInconclusive: Bool {
        switch kind {
        case .rateLimited, .minuteQuota, .dailyQuota, .server, .timeout, .connection, .cancelled,
            .tls, .redirect,
            .malformed, .tooLarge:
            true
        default:
            false
        }
    }
}

extension ServiceFailure: CustomStringConvertible {
    package var description: String {
        // A failure within a 200 answer is told by its words alone.
        guard let httpStatus, httpStatus != 200 else { return message }
        guard kind == .dailyQuota, let resetsAt else { return "\(httpStatus) \(message)" }
        return "\(httpStatus) \(message) (renewed at \(resetsAt.formatted(.iso8601)))"
    }
}
