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
