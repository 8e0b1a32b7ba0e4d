import Foundation
import Hummingbird

extension SimulatorResponder {
    /// `/batches`: submit, list, read, page through the results, cancel and delete.
    func batches(_ rest: [String], _ request: Request, _ body: Data) -> ScriptedAnswer {
        if let refusal = keyRefusal(request) { return plainRefusal(refusal) }
        let key = bearerKey(request) ?? ""
        switch (request.method, rest.count, rest.last) {
        case (.post, 1, _): return submit(body, key)
        case (.get, 1, _): return list(request)
        case (.get, 2, _): return read(rest[1])
        case (.delete, 2, _): return delete(rest[1])
        case (.get, 3, "results"?): return results(rest[1], request)
        case (.post, 3, "cancel"?): return cancel(rest[1])
        default: return .notFound
        }
    }

    private func submit(_ data: Data, _ key: String) -> ScriptedAnswer {
        if let refusal = state.account(for: key)?.standingRefusal { return plainRefusal(refusal) }
        let submission: BatchSubmission
        do throws(BatchSubmission.Refusal) {
            submission = try BatchSubmission(data)
        } catch {
            return .error(error.message, status: 400)
        }
        let suffix = ":\(BatchRows.variant)"
        let isBatchID = submission.model.hasSuffix(suffix)
        let id = isBatchID ? String(submission.model.dropLast(suffix.count)) : submission.model
        guard let plain = state.index.row(id), let offer = state.index.row(id + suffix),
            let row = CatalogRow(
                json: plain.json.setting("pricing", to: offer.json["pricing"] ?? [:])
            )
        else { return .error("\(id) does not support the Batch API", status: 400) }
        let script = state.script(for: plain.id)
        if let refusal = script.batch.refusal { return refusal }
        let endpoints = script.endpoints.served(for: plain)
        let allowed = endpoints.filter { endpoint in
            submission.only.isEmpty || submission.only.contains(where: endpoint.answers)
        }
        guard let endpoint = allowed.first ?? (submission.only.isEmpty ? .main(row) : nil) else {
            return .error("No provider of \(id) in `only` supports batches", status: 400)
        }
        let batch = SimulatedBatch(
            id: state.makeGenerationID().replacing("gen-", with: "batch-"),
            model: submission.model,
            key: key,
            createdAt: Int(state.configuration.now().timeIntervalSince1970),
            provider: endpoint.provider,
            items: items(of: submission, row, script, endpoint),
            script: script.batch
        )
        state.add(batch)
        switch script.batch.acceptance {
        case .told: return .json(batch.json(withResults: true).text, status: 202)
        case .cut: return ScriptedAnswer(body: Data("{}".utf8), cutAfterBytes: 0)
        case .gatewayTimeout: return .html(status: 504)
        }
    }

    private func items(
        of submission: BatchSubmission,
        _ row: CatalogRow,
        _ script: ModelScript,
        _ endpoint: SimulatedEndpoint
    ) -> [SimulatedBatch.Item] {
        submission.requests.enumerated().map { number, request in
            let asked = request.body.setting("model", to: .string(row.id))
            guard let chat = ChatRequest(body: asked.data, key: nil, wantsMetadata: true),
                script.batch.failure?(number) == nil
            else {
                let kind = script.batch.failure?(number) ?? .badParameters
                let answer = CompletionRefusal(kind).answer(model: row.id, provider: "")
                return item(request.customID, number, answer)
            }
            switch completion(of: chat, row, script, endpoint) {
            case .completion(let completion):
                return item(request.customID, number, completion, script.batch.costs)
            case .answer(let answer): return item(request.customID, number, answer)
            case .silence: return item(request.customID, number, plainRefusal(.timeout))
            }
        }
    }

    private func item(
        _ customID: String,
        _ number: Int,
        _ completion: Completion,
        _ costs: BatchScript.CostReport
    ) -> SimulatedBatch.Item {
        let whole = completion.object
        let body = costs == .byRequest ? whole : whole.setting("usage", to: nil)
        return SimulatedBatch.Item(
            json: Self.result(customID, number, status: 200, body),
            isFailed: false,
            cost: completion.cost,
            promptTokens: whole["usage"]?["prompt_tokens"]?.intValue ?? 0,
            completionTokens: whole["usage"]?["completion_tokens"]?.intValue ?? 0
        )
    }

    private func item(
        _ customID: String,
        _ number: Int,
        _ answer: ScriptedAnswer
    ) -> SimulatedBatch.Item {
        let body = JSONValue(parsing: answer.body) ?? ["error": ["message": "Bad gateway"]]
        return SimulatedBatch.Item(
            json: Self.result(customID, number, status: answer.status, body),
            isFailed: true,
            cost: 0,
            promptTokens: 0,
            completionTokens: 0
        )
    }

    private static func result(
        _ customID: String,
        _ number: Int,
        status: Int,
        _ body: JSONValue
    ) -> JSONValue {
        [
            "id": .string("batch_req_\(number)"), "custom_id": .string(customID),
            "response": [
                "status_code": .int(status), "request_id": .string("req_\(number)"), "body": body,
            ],
            "error": nil,
        ]
    }

    private func read(_ id: String) -> ScriptedAnswer {
        guard let batch = state.advancedBatch(id) else { return Self.unknown(id) }
        return ScriptedAnswer(body: batch.json(withResults: true).data)
    }

    private func results(_ id: String, _ request: Request) -> ScriptedAnswer {
        guard let batch = state.batch(id), !batch.isUnknown, batch.hasResultsRoute else {
            return Self.unknown(id)
        }
        guard batch.status.isFinal else {
            return .error("Batch \(id) is \(batch.status.rawValue)", status: 409)
        }
        guard !batch.areResultsGone else {
            return .error("The results of batch \(id) have expired", status: 410)
        }
        let query = request.uri.queryParameters
        let start = query["cursor"].flatMap { Int($0) } ?? 0
        let limit = query["limit"].flatMap { Int($0) } ?? 100
        guard (1...1_000).contains(limit), start >= 0 else {
            return .error("limit: from 1 through 1000", status: 400)
        }
        let page = batch.results.dropFirst(start).prefix(limit)
        let next = start + page.count
        let hasMore = next < batch.results.count
        let body: JSONValue = [
            "object": "list", "data": .array(page.map(\.json)), "has_more": .bool(hasMore),
            "next_cursor": hasMore ? .string("\(next)") : nil,
        ]
        return ScriptedAnswer(body: body.data)
    }

    private func list(_ request: Request) -> ScriptedAnswer {
        let query = request.uri.queryParameters
        let statuses = query.getAll("status").map { String($0) }
        let isRefused = statuses.contains { BatchStatus(rawValue: $0)?.isFinal != true }
        guard !isRefused else { return .error("status: Invalid option", status: 400) }
        let limit = query["limit"].flatMap { Int($0) } ?? 20
        guard (1...100).contains(limit) else { return .error("limit: 1 to 100", status: 400) }
        let after = query["created_after"].map { Self.seconds(String($0)) }
        var batches = state.listedBatches.filter { batch in
            (statuses.isEmpty || statuses.contains(batch.status.rawValue))
                && (after.map { Double(batch.createdAt) > $0 } ?? true)
        }
        if let last = query["after"].map(String.init),
            let index = batches.firstIndex(where: { $0.id == last })
        {
            batches.removeSubrange(...index)
        }
        let page = batches.prefix(limit)
        let body: JSONValue = [
            "object": "list", "data": .array(page.map { $0.json(withResults: false) }),
            "first_id": page.first.map { JSONValue.string($0.id) } ?? .null,
            "last_id": page.last.map { JSONValue.string($0.id) } ?? .null,
            "has_more": .bool(batches.count > page.count),
        ]
        return ScriptedAnswer(body: body.data)
    }

    private func cancel(_ id: String) -> ScriptedAnswer {
        guard let batch = state.batch(id), !batch.isUnknown else { return Self.unknown(id) }
        guard batch.isCancellable else { return .notFound }
        guard !batch.status.isFinal else {
            return .error("Batch \(id) is \(batch.status.rawValue)", status: 409)
        }
        return ScriptedAnswer(body: state.cancelBatch(id)?.json(withResults: true).data ?? Data())
    }

    private func delete(_ id: String) -> ScriptedAnswer {
        guard let batch = state.batch(id) else { return Self.unknown(id) }
        guard batch.status.isFinal else {
            return .error("Batch \(id) is \(batch.status.rawValue)", status: 409)
        }
        state.removeBatch(id)
        let body: JSONValue = ["id": .string(id), "object": "batch.deleted", "deleted": true]
        return ScriptedAnswer(body: body.data)
    }

    private static func unknown(_ id: String) -> ScriptedAnswer {
        .error("Batch \(id) not found", status: 404)
    }

    /// Unix seconds, or a date as in ISO 8601.
    private static func seconds(_ text: String) -> Double {
        let date = try? Date(text, strategy: .iso8601)
        return Double(text) ?? date?.timeIntervalSince1970 ?? 0
    }
}
