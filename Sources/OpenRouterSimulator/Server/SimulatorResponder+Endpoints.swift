import Foundation
import Hummingbird

extension SimulatorResponder {
    /// `GET /models/{author}/{slug}/endpoints`: the providers of a model, and their health.
    func endpoints(_ id: String, _ request: Request) -> ScriptedAnswer {
        guard let row = state.index.row(id) else {
            return .error("Resource not found", status: 404)
        }
        let script = state.script(for: row.id).endpoints
        if case .answer(let answer) = script { return answer }
        guard let endpoints = script.endpoints(of: row) else {
            return .error("Resource not found", status: 404)
        }
        // OpenRouter measures paid endpoints only, and tells the measures only to its customers.
        let tellsSpeed =
            !row.isFree && bearerKey(request) != nil && keyRefusal(request) == nil
        let body: JSONValue = [
            "data": [
                "id": .string(row.id), "name": .string(row.name),
                "created": row.json["created"] ?? 0,
                "description": row.json["description"] ?? "",
                "architecture": row.json["architecture"] ?? [:],
                "endpoints": .array(endpoints.map { $0.json(row: row, tellsSpeed: tellsSpeed) }),
            ]
        ]
        return ScriptedAnswer(body: body.data)
    }

    /// `GET /endpoints/zdr`: the endpoints of all models that keep no data, with no speeds.
    func zeroRetentionEndpoints() -> ScriptedAnswer {
        let rows = state.configuration.catalog.rows.flatMap { row in
            (state.script(for: row.id).endpoints.endpoints(of: row) ?? [])
                .filter { $0.keepsNoData(of: row) }
                .map { $0.json(row: row, tellsSpeed: false) }
        }
        let body: JSONValue = ["data": .array(rows)]
        return ScriptedAnswer(body: body.data)
    }
}

extension SimulatedEndpoint {
    /// Whether the provider keeps no data of the row's requests; no free endpoint does without.
    fileprivate func keepsNoData(of row: CatalogRow) -> Bool {
        !row.isFree && SeededGenerator.hash("zdr \(tag)") % 3 > 0
    }

    /// The entry in the endpoints list of a row.
    fileprivate func json(row: CatalogRow, tellsSpeed: Bool) -> JSONValue {
        let top = row.json["top_provider"]
        let context = contextLength.map(JSONValue.int) ?? row.json["context_length"]
        let longest = maxCompletionTokens.map(JSONValue.int) ?? top?["max_completion_tokens"]
        let parameters = supportedParameters.map { JSONValue.array($0.map(JSONValue.string)) }
        var members = [
            JSONMember("name", .string("\(provider) | \(row.canonicalSlug)")),
            JSONMember("model_id", .string(row.id)),
            JSONMember("model_name", .string(row.name)),
            JSONMember("context_length", context ?? .null),
            JSONMember("pricing", pricing(of: row)),
            JSONMember("provider_name", .string(provider)),
            JSONMember("tag", .string(tag)),
            JSONMember("quantization", quantization.map(JSONValue.string) ?? .null),
            JSONMember("max_completion_tokens", longest ?? .null),
            JSONMember("max_prompt_tokens", maxPromptTokens.map(JSONValue.int) ?? .null),
            JSONMember(
                "supported_parameters",
                parameters ?? row.json["supported_parameters"] ?? []
            ),
        ]
        if let status { members.append(JSONMember("status", .int(status))) }
        let up = uptime.map(JSONValue.decimal) ?? .null
        members += [
            JSONMember("uptime_last_30m", up), JSONMember("uptime_last_5m", up),
            JSONMember("uptime_last_1d", up),
            JSONMember("supports_implicit_caching", .bool(caches)),
            JSONMember("supports_voice_cloning", false),
            JSONMember("latency_last_30m", tellsSpeed ? latencies : .null),
            JSONMember("throughput_last_30m", tellsSpeed ? throughputs : .null),
        ]
        return .object(members)
    }

    /// The provider's prices; the discount is told apart and not taken off.
    private func pricing(of row: CatalogRow) -> JSONValue {
        (row.json["pricing"] ?? [:]).scalingPrices { _ in priceFactor }
            .setting("discount", to: .decimal(discount))
    }

    /// Latencies have a long tail.
    private var latencies: JSONValue { Self.percentiles(latency, [1, 1.5, 2.2, 6.4]) }

    private var throughputs: JSONValue { Self.percentiles(throughput, [1, 0.8, 0.6, 0.4]) }

    private static func percentiles(_ median: Double, _ factors: [Double]) -> JSONValue {
        let values = zip(["p50", "p75", "p90", "p99"], factors)
        return .object(values.map { JSONMember($0, .decimal(median * $1)) })
    }
}
