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
        return accepted.contains(key) || state.account(for: key) != nil ? nil : .unknownKey
    }

    /// `GET /models/user`: the rows that the key's account may use.
    func userModels(_ request: Request) -> ScriptedAnswer {
        guard let key = bearerKey(request) else { return plainRefusal(.missingKey) }
        if let refusal = keyRefusal(request) { return plainRefusal(refusal) }
        let account = state.account(for: key)
        let rows = state.configuration.catalog.rows.filter { account?.excludes($0.id) != true }
        let body: JSONValue = ["data": .array(rows.map(\.json))]
        return ScriptedAnswer(body: body.data)
    }

    /// `GET /key`: the key's limits.
    func key(_ request: Request) -> ScriptedAnswer {
        if let refusal = keyRefusal(request) { return plainRefusal(refusal) }
        var data: JSONValue = [
            "label": "sk-or-v1-sim...ulator", "limit": 20, "limit_remaining": 18.25,
            "limit_reset": nil, "include_byok_in_limit": false, "usage": 1.75,
            "usage_daily": 0.25, "usage_weekly": 1.5, "usage_monthly": 1.75, "byok_usage": 0,
            "byok_usage_daily": 0, "byok_usage_weekly": 0, "byok_usage_monthly": 0,
            "is_free_tier": false, "is_management_key": false, "is_provisioning_key": false,
            "creator_user_id": "user_2simulator", "expires_at": nil,
            "rate_limit": ["requests": -1, "interval": "10s", "note": "This field is deprecated."],
        ]
        if let account = bearerKey(request).flatMap(state.account) {
            for member in account.keyMembers { data = data.setting(member.key, to: member.value) }
        }
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

extension SimulatorAccount {
    /// The members of `GET /key` in which accounts differ; all was spent today, so to speak.
    fileprivate var keyMembers: [JSONMember] {
        let usage = JSONValue.amount(spent)
        return [
            JSONMember("limit", limit.map(JSONValue.amount) ?? .null),
            JSONMember("limit_remaining", remaining.map(JSONValue.amount) ?? .null),
            JSONMember("limit_reset", limitReset.map(JSONValue.string) ?? .null),
            JSONMember("usage", usage), JSONMember("usage_daily", usage),
            JSONMember("usage_weekly", usage), JSONMember("usage_monthly", usage),
            JSONMember("is_free_tier", .bool(isFreeTier)),
            JSONMember("expires_at", expiresAt.map(JSONValue.string) ?? .null),
        ]
    }
}
