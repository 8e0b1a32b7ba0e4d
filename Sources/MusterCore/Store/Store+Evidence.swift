package import Foundation
import GRDB

extension Store {
    /// Appends an observation with its requests, in one transaction.
    ///
    /// Returns the model with its verdict at `now`; `nil` if the catalog does not have it.
    @discardableResult
    package func append(
        _ evidence: Evidence,
        attempts: [Attempt] = [],
        now: Date
    ) async throws(StoreError) -> Model? {
        try await write { [self] db in
            let id = try append(evidence, db)
            for attempt in attempts {
                try append(
                    attempt,
                    evidence.modelID,
                    generation: nil,
                    evidence: id,
                    at: evidence.observedAt,
                    db
                )
            }
            return try fetchModels(db, .some([evidence.modelID]), now: now).first
        }
    }

    /// Appends observations without requests of their own, in one transaction.
    func append(_ all: [Evidence]) async throws(StoreError) {
        try await write { [self] db in
            for evidence in all { try append(evidence, db) }
        }
    }

    /// Evidence about one model, of one kind or all, newest first, at most `limit` pieces.
    package func evidence(
        of id: ModelID,
        kind: Evidence.Kind? = nil,
        limit: Int = 100
    ) async throws(StoreError) -> [Evidence] {
        try await read { db in
            try Self.fetchEvidence(of: id, kind: kind, limit: limit, db).map(\.evidence)
        }
    }

    /// The endpoints in the newest list that has any.
    package func newestEndpoints(of id: ModelID) async throws(StoreError) -> [Endpoint] {
        try await read { db in
            let evidenceID = try Int64.fetchOne(
                db,
                sql: """
                    SELECT id FROM evidence WHERE model_id = ?
                    AND EXISTS (SELECT 1 FROM endpoint WHERE evidence_id = evidence.id)
                    ORDER BY observed_ms DESC, id DESC LIMIT 1
                    """,
                arguments: [id.rawValue]
            )
            return try evidenceID.map { try Self.fetchEndpoints(seenIn: $0, db) } ?? []
        }
    }

    static func fetchEvidence(
        of id: ModelID,
        kind: Evidence.Kind? = nil,
        limit: Int,
        _ db: Database
    ) throws -> [(id: Int64, evidence: Evidence)] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM evidence WHERE model_id = ? AND kind = ifnull(?, kind)
                ORDER BY observed_ms DESC, id DESC LIMIT ?
                """,
            arguments: [id.rawValue, kind?.rawValue, limit]
        )
        return try rows.compactMap { row in
            guard var evidence = Evidence(row: row) else { return nil }
            let evidenceID: Int64 = row["id"]
            evidence.endpoints = try fetchEndpoints(seenIn: evidenceID, db)
            return (evidenceID, evidence)
        }
    }

    /// Appends evidence of the current account.
    @discardableResult
    func append(_ evidence: Evidence, _ db: Database) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO evidence (model_id, observed_ms, kind, finding, detail, sent_model,
                http_status, provider, latency_ms, cost, cause, served_model, capability, trouble,
                routing_step, account, endpoint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                evidence.modelID.rawValue, evidence.observedAt.milliseconds,
                evidence.kind.rawValue, evidence.finding.rawValue, evidence.detail,
                evidence.sentModel?.rawValue, evidence.httpStatus, evidence.provider,
                evidence.latencyMilliseconds, evidence.cost.map { "\($0)" },
                evidence.cause.rawValue, evidence.servedModel, evidence.capability?.rawValue,
                evidence.trouble?.rawValue, evidence.routingStep, account.value.rawValue,
                evidence.endpoint,
            ]
        )
        let id = db.lastInsertedRowID
        for endpoint in evidence.endpoints { try Self.append(endpoint, evidenceID: id, db) }
        try Self.takeFacts(of: evidence, db)
        return id
    }

    /// The newest evidence of each kind and finding.
    static func newestEvidence(_ db: Database, _ span: ModelSpan) throws -> [ModelID: [Evidence]] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.* FROM newest_evidence n JOIN evidence e ON e.id = n.evidence_id
                WHERE \(span.condition(on: "n.model_id"))
                """,
            arguments: span.arguments
        )
        var newest: [ModelID: [Evidence]] = [:]
        while let row = try rows.next() {
            guard let evidence = Evidence(row: row) else { continue }
            newest[evidence.modelID, default: []].append(evidence)
        }
        return newest
    }

    private static func append(_ endpoint: Endpoint, evidenceID: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO endpoint (evidence_id, provider, status, uptime, quantization,
                context_length, prompt_price, completion_price, tag, max_prompt_tokens,
                max_completion_tokens, supported_parameters, caches, latency, throughput, discount)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                evidenceID, endpoint.provider, endpoint.status, endpoint.uptime,
                endpoint.quantization, endpoint.contextLength,
                endpoint.promptPrice?.perTokenString, endpoint.completionPrice?.perTokenString,
                endpoint.tag, endpoint.maxPromptTokens, endpoint.maxCompletionTokens,
                endpoint.supportedParameters.map { JSONText($0).text },
                endpoint.cachesImplicitly, endpoint.latency.map { JSONText($0).text },
                endpoint.throughput.map { JSONText($0).text }, endpoint.discount,
            ]
        )
    }

    private static func fetchEndpoints(
        seenIn evidenceID: Int64,
        _ db: Database
    ) throws -> [Endpoint] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM endpoint WHERE evidence_id = ? ORDER BY id
                """,
            arguments: [evidenceID]
        )
        return rows.map { row in
            Endpoint(
                provider: row["provider"],
                tag: row["tag"],
                status: row["status"],
                uptime: row["uptime"],
                quantization: row["quantization"],
                contextLength: row["context_length"],
                maxPromptTokens: row["max_prompt_tokens"],
                maxCompletionTokens: row["max_completion_tokens"],
                supportedParameters: JSONText(row["supported_parameters"])?.decoded(),
                cachesImplicitly: row["caches"],
                latency: JSONText(row["latency"])?.decoded(),
                throughput: JSONText(row["throughput"])?.decoded(),
                promptPrice: (row["prompt_price"] as String?).flatMap(Price.init(decimalString:)),
                completionPrice: (row["completion_price"] as String?)
                    .flatMap(Price.init(decimalString:)),
                discount: row["discount"]
            )
        }
    }
}

extension Evidence {
    /// Reads a row; `nil` for one of a later version.
    fileprivate init?(row: Row) {
        guard let kind = Kind(rawValue: row["kind"]),
            let finding = Finding(rawValue: row["finding"])
        else { return nil }
        self.init(
            modelID: ModelID(rawValue: row["model_id"]),
            observedAt: Date(milliseconds: row["observed_ms"]),
            kind: kind,
            finding: finding,
            cause: Cause(rawValue: row["cause"]),
            detail: row["detail"]
        )
        sentModel = (row["sent_model"] as String?).map(Route.init(rawValue:))
        httpStatus = row["http_status"]
        provider = row["provider"]
        latencyMilliseconds = row["latency_ms"]
        cost = (row["cost"] as String?).flatMap { DecimalNumber($0)?.value }
        servedModel = row["served_model"]
        // Older versions did not say whose trouble it was.
        trouble =
            (row["trouble"] as String?).flatMap(Trouble.init(rawValue:))
            ?? ServiceFailure.Kind(rawValue: cause.rawValue)?.usualTrouble
        routingStep = row["routing_step"]
        endpoint = row["endpoint"]
        account = Account(rawValue: row["account"])
        capability = (row["capability"] as String?).flatMap(Capability.init(rawValue:))
    }
}
