import Foundation

/// The body of an error answer: `{"error":{"code","message","metadata"}}`.
///
/// Codes come as numbers or strings, `metadata.raw` as text, as JSON in a string or as an object,
/// and a Hub error is a plain string.
struct ErrorResponse: Decodable {
    let error: Detail

    struct Detail: Decodable {
        let code: Int?
        let message: String
        let provider: String?
        let raw: String?
        let limitSource: String?

        private enum CodingKeys: String, CodingKey {
            case code
            case message
            case metadata
            case httpStatus = "http_status"
        }

        private enum MetadataKeys: String, CodingKey {
            case provider = "provider_name"
            case raw
            case limitSource = "limit_source"
        }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                (code, message, provider, raw, limitSource) = (nil, text, nil, nil, nil)
                return
            }
            let container = try decoder.container(keyedBy: CodingKeys.self)
            code =
                container.lenientInteger(forKey: .code)
                ?? container.lenientInteger(forKey: .httpStatus)
            message = container.lenientString(forKey: .message) ?? "no message"
            let metadata = container.lenientContainer(
                keyedBy: MetadataKeys.self,
                forKey: .metadata
            )
            provider = metadata?.lenientString(forKey: .provider)
            raw = metadata?.lenientString(forKey: .raw).map(Self.innerMessage)
            limitSource = metadata?.lenientString(forKey: .limitSource)
        }

        /// The message within a provider's own JSON, or its text as it is.
        private static func innerMessage(_ raw: String) -> String {
            guard raw.contains("\"error\""),
                let inner = try? JSONDecoder().decode(ErrorResponse.self, from: Data(raw.utf8))
            else { return raw }
            return inner.error.message
        }
    }
}
