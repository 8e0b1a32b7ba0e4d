import Foundation
import Hummingbird

extension SimulatorResponder {
    /// The headers of the list on 2026-08-04: cacheable for five minutes, no ETag.
    private static let listHeaders = [
        "Content-Type": "application/json",
        "Cache-Control": "public, max-age=300, stale-while-revalidate=3600, stale-if-error=3600",
        "CF-Cache-Status": "HIT",
        "Age": "162",
        "Vary": "Host",
        "Access-Control-Expose-Headers": "X-Generation-Id,X-Provider-Name,cf-ray",
    ]

    private var catalog: SimulatorCatalog { state.configuration.catalog }

    /// `GET /models`: the whole list, or a page with `limit` or `offset`.
    func models(_ request: Request) -> ScriptedAnswer {
        let query = request.uri.queryParameters
        guard query["limit"] != nil || query["offset"] != nil else {
            return ScriptedAnswer(headers: Self.listHeaders, body: catalog.body)
        }
        let limit = query["limit"].map { Int($0) ?? 0 } ?? 500
        let offset = query["offset"].map { Int($0) ?? -1 } ?? 0
        guard (1...1_000).contains(limit), offset >= 0 else {
            return .error("Invalid pagination parameters", status: 400)
        }
        let rows = catalog.rows
        let next = offset + limit
        let link = "/api/v1/models?offset=\(next)&limit=\(limit)"
        let body: JSONValue = [
            "data": .array(rows.dropFirst(offset).prefix(limit).map(\.json)),
            "total_count": .int(rows.count),
            "links": ["next": next < rows.count ? .string(link) : .null],
        ]
        return ScriptedAnswer(headers: Self.listHeaders, body: body.data)
    }

    /// `GET /models/count`.
    func modelCount() -> ScriptedAnswer {
        let body: JSONValue = ["data": ["count": .int(catalog.rows.count)]]
        return ScriptedAnswer(body: body.data)
    }

    /// `GET /model/{author}/{slug}`: one row, with the fields that the list withholds.
    func model(_ id: String) -> ScriptedAnswer {
        guard let row = state.index.row(id) else {
            return .error("Model not found", status: 404)
        }
        let body: JSONValue = ["data": catalog.lookups[row.id] ?? row.json]
        return ScriptedAnswer(body: body.data)
    }

    /// `GET /models/{author}/{slug}/endpoints`: the providers of a model, and their health.
    func endpoints(_ id: String) -> ScriptedAnswer {
        guard let row = state.index.row(id) else {
            return .error("Resource not found", status: 404)
        }
        switch state.script(for: row.id).endpoints {
        case .notFound:
            return .error("Resource not found", status: 404)
        case .answer(let answer):
            return answer
        case .statuses(let statuses, let uptime):
            let providers = Provider.all(for: row, count: statuses.count)
            let endpoints = zip(providers, statuses).map {
                endpoint($0, row: row, status: $1, uptime: uptime)
            }
            let body: JSONValue = [
                "data": [
                    "id": .string(row.id), "name": .string(row.name),
                    "created": row.json["created"] ?? 0,
                    "description": row.json["description"] ?? "",
                    "architecture": row.json["architecture"] ?? [:],
                    "endpoints": .array(endpoints),
                ]
            ]
            return ScriptedAnswer(body: body.data)
        }
    }

    private func endpoint(
        _ provider: Provider,
        row: CatalogRow,
        status: Int?,
        uptime: Double?
    ) -> JSONValue {
        let up = uptime.map(JSONValue.decimal) ?? .null
        let top = row.json["top_provider"]
        var members = [
            JSONMember("name", .string("\(provider.name) | \(row.canonicalSlug)")),
            JSONMember("model_id", .string(row.id)),
            JSONMember("model_name", .string(row.name)),
            JSONMember("context_length", row.json["context_length"] ?? .null),
            JSONMember("pricing", (row.json["pricing"] ?? [:]).setting("discount", to: 0)),
            JSONMember("provider_name", .string(provider.name)),
            JSONMember("tag", .string(provider.tag)),
            JSONMember("quantization", .string(provider.quantization)),
            JSONMember("max_completion_tokens", top?["max_completion_tokens"] ?? .null),
            JSONMember("max_prompt_tokens", nil),
            JSONMember("supported_parameters", row.json["supported_parameters"] ?? []),
        ]
        if let status { members.append(JSONMember("status", .int(status))) }
        members += [
            JSONMember("uptime_last_30m", up), JSONMember("uptime_last_5m", up),
            JSONMember("uptime_last_1d", up), JSONMember("supports_implicit_caching", false),
            JSONMember("supports_voice_cloning", false), JSONMember("latency_last_30m", nil),
            JSONMember("throughput_last_30m", nil),
        ]
        return .object(members)
    }
}

extension SimulatorResponder {
    /// `GET /api/models/{author}/{name}` of the Hugging Face Hub.
    ///
    /// The Hub ignores the case of a name and returns its own spelling as `id`. It redirects
    /// renamed repositories, and answers anonymous requests for missing or private ones with 401
    /// rather than 404.
    func repository(_ name: String) -> ScriptedAnswer {
        let hub = state.configuration.catalog.hub
        if let newName = hub.newName(name) {
            let body: JSONValue = ["error": "Moved"]
            var answer = ScriptedAnswer(status: 307, body: body.data)
            answer.headers["Location"] = "/api/models/\(newName)"
            return answer
        }
        guard let canonical = hub.canonicalName(name) else {
            let body: JSONValue = ["error": "Invalid username or password."]
            return ScriptedAnswer(status: 401, body: body.data)
        }
        var random = SeededGenerator(seed: state.configuration.seed, text: canonical)
        let digits = String(random.next(), radix: 16) + String(random.next(), radix: 16)
        let objectID = String((digits + String(repeating: "0", count: 24)).prefix(24))
        let body: JSONValue = [
            "_id": .string(objectID), "id": .string(canonical), "modelId": .string(canonical),
            "author": .string(String(canonical.prefix { $0 != "/" })), "private": false,
            "disabled": false, "gated": false, "pipeline_tag": "text-generation",
            "library_name": "transformers", "downloads": .int(Int(random.next() % 2_000_000)),
            "likes": .int(Int(random.next() % 5_000)),
            "tags": ["transformers", "safetensors", "text-generation", "conversational"],
        ]
        return ScriptedAnswer(body: body.data)
    }
}

extension SimulatorResponder {
    /// The reason to reject a request's key; `nil` accepts it.
    func keyRefusal(_ request: Request) -> RefusalKind? {
        guard let accepted = state.configuration.acceptedKeys else { return nil }
        guard let value = request.headers[.authorization],
            value.lowercased().hasPrefix("bearer ")
        else { return .missingKey }
        let key = value.dropFirst("bearer ".count).trimmingCharacters(in: .whitespaces)
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
