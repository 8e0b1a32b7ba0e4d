import Foundation

/// The body of an error answer: `{"error":{"code","message","metadata"}}`.
///
/// Codes are numbers or strings; `metadata.raw` is text, JSON in a string, or an object; a Hub
/// error is a plain string.
struct ErrorResponse: Decodable {
    let error: Detail

    private enum CodingKeys: String, CodingKey {
        case error
    }

    /// Throws if there are no words in it.
    init(from decoder: any Decoder) throws {
        let container = try? decoder.container(keyedBy: CodingKeys.self)
        if let detail = container.flatMap({ Detail(in: $0, forKey: .error) }) {
            error = detail
            return
        }
        guard let detail = Detail(bare: decoder) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no error")
            )
        }
        error = detail
    }

    struct Detail: Decodable {
        var code: Int?
        var message: String
        var provider: String?
        var raw: String?
        var limitSource: String?
        /// `metadata.headers.X-RateLimit-Reset`, as sent.
        var reset: String?
        /// `metadata.headers.X-RateLimit-Limit`.
        var limitSize: Int?
        /// `availability.code`, sent since 2026.
        var availabilityCode: String?
        var retryAfterSeconds: Int?
        var errorType: String?
        /// `metadata.failed_routing_step`, such as `Filter by Data Policy`.
        var routingStep: String?
        /// Whether the provider was asked with a key of the account's own (`is_byok`).
        var isOwnProviderKey = false
        /// Who serves the model, if the account's settings left none of them.
        var availableProviders: [String] = []
        /// More about the reason: what a moderation found, or where a setting can be changed.
        var reasons: [String] = []
        /// Whether it quotes the part of the prompt, or names the patterns, that a filter found.
        var isOfPrompt = false
        /// Whether it lacks the service's envelope: another server, or a gateway, may have sent it.
        var isForeign = false
    }
}

extension ErrorResponse.Detail {
    private enum CodingKeys: String, CodingKey {
        case code
        case message
        case metadata
        case httpStatus = "http_status"
        case availability
        case errorType = "error_type"
        case type
    }

    private enum MetadataKeys: String, CodingKey {
        case provider = "provider_name"
        case raw
        case limitSource = "limit_source"
        case isOwnProviderKey = "is_byok"
        case headers
        case errorType = "error_type"
        case routingStep = "failed_routing_step"
        case availableProviders = "available_providers"
        case reasons, patterns
        case flaggedInput = "flagged_input"
        case ineligibility = "ineligibility_reasons"
    }

    /// Why a provider is not eligible, and the page of the setting.
    private struct Ineligibility: Decodable {
        let reason: String?
        let page: String?

        private enum CodingKeys: String, CodingKey {
            case reason
            case page = "configure_url"
        }
    }

    private enum HeaderKeys: String, CodingKey {
        case reset = "X-RateLimit-Reset"
        case limit = "X-RateLimit-Limit"
    }

    private enum AvailabilityKeys: String, CodingKey {
        case code
        case retryAfter = "retry_after"
    }

    /// An error of any shape; `nil` if there is none or it says nothing.
    init?<Key: CodingKey>(in container: KeyedDecodingContainer<Key>, forKey key: Key) {
        guard container.contains(key) else { return nil }
        if let detail = try? container.decode(Self.self, forKey: key) {
            self = detail
        } else {
            guard let words = try? container.decode(ErrorWords.self, forKey: key).text else {
                return nil
            }
            self.init(message: words)
            isForeign = true
        }
    }

    /// An error without its envelope, such as `{"code":500,"message":"..."}` or `{"detail":"..."}`.
    init?(bare decoder: any Decoder) {
        if let detail = try? Self(from: decoder) {
            self = detail
        } else {
            guard let words = try? ErrorWords(from: decoder).text else { return nil }
            self.init(message: words)
        }
        isForeign = true
    }

    /// Throws unless it is an object with words or with a code.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let code =
            container.lenientInteger(forKey: .code)
            ?? container.lenientInteger(forKey: .httpStatus)
        let words =
            container.lenientString(forKey: .message) ?? (try? ErrorWords(from: decoder).text)
        guard words != nil || code != nil else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no words")
            )
        }
        self.init(code: code, message: words ?? "no message")
        // OpenAI and its imitators have a word in `code` or in `type`.
        errorType =
            container.lenientString(forKey: .errorType)
            ?? container.lenientString(forKey: .code).flatMap { Int($0) == nil ? $0 : nil }
            ?? container.lenientString(forKey: .type)
        if let metadata = container.lenientContainer(keyedBy: MetadataKeys.self, forKey: .metadata)
        {
            provider = metadata.lenientString(forKey: .provider)
            raw = try? metadata.decode(ErrorWords.self, forKey: .raw).text
            limitSource = metadata.lenientString(forKey: .limitSource)
            isOwnProviderKey = (try? metadata.decode(Bool.self, forKey: .isOwnProviderKey)) ?? false
            routingStep = metadata.lenientString(forKey: .routingStep)
            availableProviders = metadata.lenientStrings(forKey: .availableProviders)
            isOfPrompt =
                !metadata.lenientStrings(forKey: .patterns).isEmpty
                || metadata.lenientString(forKey: .flaggedInput) != nil
            let ineligibility = try? metadata.decode([Ineligibility].self, forKey: .ineligibility)
            reasons =
                metadata.lenientStrings(forKey: .reasons)
                + (ineligibility ?? []).flatMap { [$0.reason, $0.page].compactMap { $0 } }
            errorType = metadata.lenientString(forKey: .errorType) ?? errorType
            let headers = metadata.lenientContainer(keyedBy: HeaderKeys.self, forKey: .headers)
            limitSize = headers?.lenientInteger(forKey: .limit)
            reset =
                headers?.lenientString(forKey: .reset)
                ?? headers?.lenientInteger(forKey: .reset).map(String.init)
        }
        let availability = container.lenientContainer(
            keyedBy: AvailabilityKeys.self,
            forKey: .availability
        )
        availabilityCode = availability?.lenientString(forKey: .code)
        retryAfterSeconds = availability?.lenientInteger(forKey: .retryAfter)
    }
}
