import Foundation

/// An error before the stream, with the particulars in which such errors differ.
package struct CompletionRefusal: Sendable {
    /// What it means.
    package var kind: RefusalKind
    /// Whether `user_id` stands beside `error`; never so on 401.
    package var hasUserID: Bool
    /// The form of the provider's words, on errors that relay any.
    package var raw: RawShape
    /// The `Retry-After` header: seconds, or a date of RFC 9110; `nil` none.
    package var retryAfter: String?
    /// Whether a page of HTML comes instead of JSON, as when Cloudflare answers.
    package var isHTML: Bool
    /// The instant in `X-RateLimit-Reset`, in milliseconds since 1970.
    package var resetMilliseconds: Int

    /// Makes an error; the default reset is a midnight (UTC) far in the future.
    package init(
        _ kind: RefusalKind,
        hasUserID: Bool = true,
        raw: RawShape = .text,
        retryAfter: String? = nil,
        isHTML: Bool = false,
        resetMilliseconds: Int = 4_102_444_800_000
    ) {
        self.kind = kind
        self.hasUserID = hasUserID
        self.raw = raw
        self.retryAfter = retryAfter
        self.isHTML = isHTML
        self.resetMilliseconds = resetMilliseconds
    }

    /// The whole HTTP answer, which names the model as the client spelled it and blames a provider.
    func answer(model: String, provider: String) -> ScriptedAnswer {
        var answer = ScriptedAnswer(status: kind.status)
        if isHTML {
            answer = .html(status: kind.status)
        } else {
            answer.body = body(model: model, provider: provider).data
        }
        if let retryAfter { answer.headers["Retry-After"] = retryAfter }
        return answer
    }

    private func body(model: String, provider: String) -> JSONValue {
        let code = kind == .errorInSuccess ? 502 : kind.status
        var error = [
            JSONMember("message", .string(message(model))), JSONMember("code", .int(code)),
        ]
        let metadata = metadata(model: model, provider: provider)
        if !metadata.isEmpty { error.append(JSONMember("metadata", .object(metadata))) }
        var body = [JSONMember("error", .object(error))]
        if hasUserID, kind.status != 401 { body.append(JSONMember("user_id", "user_2simulator")) }
        return .object(body)
    }
}
