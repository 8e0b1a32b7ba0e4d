import Foundation
import Hummingbird

extension SimulatorResponder {
    /// The key of an `Authorization: Bearer` header.
    func bearerKey(_ request: Request) -> String? {
        guard let value = request.headers[.authorization],
            value.lowercased().hasPrefix("bearer ")
        else { return nil }
        return value.dropFirst("bearer ".count).trimmingCharacters(in: .whitespaces)
    }

    /// The reason to reject a request's key; `nil` accepts it.
    func keyRefusal(_ request: Request) -> RefusalKind? {
        guard let accepted = state.configuration.acceptedKeys else { return nil }
        guard let key = bearerKey(request) else { return .missingKey }
        return accepted.contains(key) ? nil : .unknownKey
    }

    /// `GET /key`: the key's limits.
    func key(_ request: Request) -> ScriptedAnswer {
        if let refusal = keyRefusal(request) { return plainRefusal(refusal) }
        let data: JSONValue = [
            "label": "sk-or-v1-sim...ulator", "limit": 20, "limit_remaining": 18.25,
            "limit_reset": nil, "include_byok_in_limit": false, "usage": 1.75,
            "usage_daily": 0.25, "usage_weekly": 1.5, "usage_monthly": 1.75, "byok_usage": 0,
            "byok_usage_daily": 0, "byok_usage_weekly": 0, "byok_usage_monthly": 0,
            "is_free_tier": false, "is_management_key": false, "is_provisioning_key": false,
            "creator_user_id": "user_2simulator", "expires_at": nil,
            "rate_limit": ["requests": -1, "interval": "10s", "note": "This field is deprecated."],
        ]
        let body: JSONValue = ["data": data]
        return ScriptedAnswer(body: body.data)
    }

    /// `GET /generation?id=`: the record of an earlier completion.
    func generation(_ request: Request) -> ScriptedAnswer {
        if let refusal = keyRefusal(request) { return plainRefusal(refusal) }
        let id = request.uri.queryParameters["id"].map(String.init) ?? ""
        guard let generation = state.generation(id: id) else {
            return .error("Generation \(id) not found", status: 404)
        }
        let body: JSONValue = ["data": generation]
        return ScriptedAnswer(body: body.data)
    }

    /// An error that names neither model nor provider.
    func plainRefusal(_ kind: RefusalKind) -> ScriptedAnswer {
        CompletionRefusal(kind).answer(model: "", provider: "")
    }
}
