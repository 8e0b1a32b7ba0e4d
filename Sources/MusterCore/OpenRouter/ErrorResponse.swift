import Foundation

/// The body of an error answer: `{"error":{"code","message","metadata"}}`.
///
/// Codes are numbers or strings; `metadata.raw` is text, JSON in a string, or an object; a Hub
/// error is a plain string.
struct ErrorResponse: Decodable {
    let error: Detail

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
        /// Whether the error is a string instead of an object.
        var isPlain = false
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
    }

    private enum MetadataKeys: String, CodingKey {
        case provider = "provider_name"
        case raw
        case limitSource = "limit_source"
        case headers
        case errorType = "error_type"
    }

    private enum HeaderKeys: String, CodingKey {
        case reset = "X-RateLimit-Reset"
        case limit = "X-RateLimit-Limit"
    }

    private enum AvailabilityKeys: String, CodingKey {
        case code
        case retryAfter = "retry_after"
    }

    private enum BareKeys: String, CodingKey {
        case message
        case detail
    }

    /// An error without its envelope: an object with a message, or with a detail in its place.
    init?(bare decoder: any Decoder) {
        guard let container = try? decoder.container(keyedBy: BareKeys.self) else { return nil }
        if container.lenientString(forKey: .message) != nil {
            try? self.init(from: decoder)
        } else if let detail = container.lenientString(forKey: .detail) {
            self.init(message: detail)
        } else {
            return nil
        }
    }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(message: text)
            isPlain = true
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(message: container.lenientString(forKey: .message) ?? "no message")
        code =
            container.lenientInteger(forKey: .code)
            ?? container.lenientInteger(forKey: .httpStatus)
        errorType = container.lenientString(forKey: .errorType)
        if let metadata = container.lenientContainer(keyedBy: MetadataKeys.self, forKey: .metadata)
        {
            provider = metadata.lenientString(forKey: .provider)
            raw = Self.raw(metadata)
            limitSource = metadata.lenientString(forKey: .limitSource)
            errorType = errorType ?? metadata.lenientString(forKey: .errorType)
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

    /// The provider's message: plain text, or the message within its JSON.
    private static func raw(_ metadata: KeyedDecodingContainer<MetadataKeys>) -> String? {
        if let text = metadata.lenientString(forKey: .raw) { return innerMessage(text) }
        if let inner = try? metadata.decode(ErrorResponse.self, forKey: .raw) {
            return inner.error.message
        }
        // One recorded body wraps the provider's answer as {"data": "..."}.
        let wrapped = try? metadata.decode([String: String].self, forKey: .raw)
        return wrapped?["data"].map(innerMessage)
    }

    private static func innerMessage(_ raw: String) -> String {
        let json = raw.hasPrefix("data: ") ? String(raw.dropFirst(6)) : raw
        guard json.contains("\"error\""),
            let inner = try? JSONDecoder().decode(ErrorResponse.self, fromForeign: Data(json.utf8))
        else { return raw }
        return inner.error.message
    }
}
