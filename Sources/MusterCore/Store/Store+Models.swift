package import Foundation
import GRDB

extension Store {
    /// Reads every model, including unlisted and disabled ones, ordered by ID and judged at `now`.
    package func models(now: Date) throws(StoreError) -> [Model] {
        try readNow { db in try fetchModels(db, now: now) }
    }

    /// Reads the first models by ID, for a screen that shows no others yet, and counts all that are
    /// listed and answer chats; `nil` if there are too few for that to be worth it.
    package func firstModels(now: Date) throws(StoreError) -> (models: [Model], count: Int)? {
        try readNow { db in
            func id(at place: Int) throws -> String? {
                try String.fetchOne(
                    db,
                    sql: """
                        SELECT model_id FROM model_capabilities WHERE model_id <> ''
                        ORDER BY model_id LIMIT 1 OFFSET \(place)
                        """
                )
            }
            guard try id(at: Self.wholeLimit) != nil,
                let last = try id(at: Self.firstCount - 1).map(ModelID.init(rawValue:))
            else { return nil }
            // Two indexes hold all that it counts.
            let chats = "FROM model_capabilities WHERE substr(model_id, -6) <> ':batch'"
            let count = try Int.fetchOne(
                db,
                sql: """
                    SELECT (SELECT COUNT(*) \(chats) AND model_id <> '')
                    - (SELECT COUNT(*) \(chats) AND model_id <> '' AND NOT listed)
                    """
            )
            return (try fetchModels(db, .through(last), now: now), count ?? 0)
        }
    }

    /// Up to this number, all models are read at once.
    private static let wholeLimit = 250
    private static let firstCount = 150

    /// Whether there is no model at all, unlisted ones included.
    package func isEmpty() async throws(StoreError) -> Bool {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT 1 FROM model_capabilities WHERE model_id <> '' LIMIT 1"
            ) == nil
        }
    }

    /// Reads every model, without blocking the caller.
    package func modelsInBackground(now: Date) async throws(StoreError) -> [Model] {
        try await read { [self] db in try fetchModels(db, now: now) }
    }

    /// Stored data of a model that is not kept in memory: its description and its row as sent.
    package func catalogText(
        of id: ModelID
    ) async throws(StoreError) -> (description: String, rawJSON: String) {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT description, json FROM model_capabilities m
                    LEFT JOIN catalog_row r ON r.model_id = m.model_id WHERE m.model_id = ?
                    """,
                arguments: [id.rawValue]
            )
            return (row?["description"] ?? "", row?["json"] ?? "{}")
        }
    }

    /// Disables or enables models; returns the number of rows changed.
    ///
    /// Without a new reason, a model that is disabled already keeps its own. A reason is one line; one
    /// without words is none.
    @discardableResult
    package func setDisabled(
        _ isDisabled: Bool,
        reason: String?,
        ids: [ModelID]
    ) async throws(StoreError) -> Int {
        let words = reason?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        let reason = words.isEmpty ? nil : words
        return try await write { db in
            var changed = 0
            for id in ids {
                try db.execute(
                    sql: """
                        UPDATE model_capabilities SET disabled = :is_disabled, disabled_reason =
                        CASE WHEN :is_disabled
                        THEN COALESCE(:reason, CASE WHEN disabled THEN disabled_reason END) END
                        WHERE model_id = :id
                        """,
                    arguments: ["is_disabled": isDisabled, "reason": reason, "id": id.rawValue]
                )
                changed += db.changesCount
            }
            try Self.countModelWrite(db)
            return changed
        }
    }

    package func setFavorite(_ isFavorite: Bool, ids: [ModelID]) async throws(StoreError) {
        try await write { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE model_capabilities SET favorite = ? WHERE model_id = ?",
                    arguments: [isFavorite, id.rawValue]
                )
            }
            try Self.countModelWrite(db)
        }
    }

    package func setMarked(_ isMarked: Bool, ids: [ModelID]) async throws(StoreError) {
        try await write { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE model_capabilities SET marked = ? WHERE model_id = ?",
                    arguments: [isMarked, id.rawValue]
                )
            }
            try Self.countModelWrite(db)
        }
    }

    /// Sets or clears a user's Hugging Face ID; another `source` restores an earlier state.
    package func setHuggingFaceID(
        _ huggingFaceID: HuggingFaceID?,
        source: HuggingFaceIDSource? = .manual,
        id: ModelID
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE model_capabilities
                    SET hugging_face_id = ?, hugging_face_id_source = ? WHERE model_id = ?
                    """,
                arguments: [
                    huggingFaceID?.rawValue,
                    huggingFaceID == nil ? nil : source?.rawValue,
                    id.rawValue,
                ]
            )
            try Self.countModelWrite(db)
        }
    }

    /// Reads models ordered by ID.
    func fetchModels(
        _ db: Database,
        _ span: ModelSpan = .all,
        now: Date
    ) throws -> [Model] {
        let account = account.value
        let evidence = try Self.newestEvidence(db, span)
        let verifications = try Self.verifications(db, span)
        let exclusions = try Self.exclusions(db, account, span)
        let pins = try Self.pins(db, span)
        let admissions = try Self.admissions(db, account, span, now: now)
        var models: [Model] = []
        // Each time that a list grows, the system has to find memory for a whole copy.
        if case .some = span {} else { models.reserveCapacity(512) }
        var lists: [String: [String]] = [:]
        let endpoints = try Self.endpointsSummaries(db, span, lists: &lists)
        // A model's batch-only row has its batch prices.
        let isAmong =
            if case .some = span {
                "model_id IN (SELECT value FROM json_each(?1) UNION ALL "
                    + "SELECT value || ':batch' FROM json_each(?1))"
            } else {
                span.condition(on: "model_id")
            }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(ModelRecord.selection) FROM model_capabilities
                WHERE model_id <> '' AND \(isAmong)
                ORDER BY model_id
                """,
            arguments: span.arguments
        )
        while let row = try rows.next() {
            let record = ModelRecord(row: row, lists: &lists)
            // An adopted table may repeat a model ID; the first row counts.
            if models.last?.id == record.entry.id { continue }
            let membership = exclusions.map { date, ids in
                CatalogMembership(
                    date: date,
                    isIncluded: !ids.contains(record.entry.id.rawValue)
                )
            }
            let verdict = Verdict.judge(
                evidence[record.entry.id, default: []],
                isListed: record.isListed,
                now: now,
                account: account,
                membership: membership,
                lifetimes: lifetimes
            )
            let admission = admissions[record.entry.id.rawValue]
            var model = record.model(
                verdict: record.entry.isFree ? verdict.onFreeModel(admission) : verdict
            )
            model.admission = admission
            model.pin = pins[record.entry.id.rawValue]
            model.endpoints = endpoints[record.entry.id.rawValue]
            model.isMine = membership?.isIncluded
            model.changes = verifications[model.id]?.changes(of: model) ?? []
            models.append(model)
        }
        models.attachBatchPrices()
        if case .some(let ids) = span { models.removeAll { !ids.contains($0.id) } }
        return models
    }
}

extension Store {
    /// IDs of all listed models, in order; quick enough for a shell to ask at each keystroke.
    package func modelIDs() async throws(StoreError) -> [ModelID] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT model_id FROM model_capabilities
                    WHERE listed AND model_id <> '' ORDER BY model_id
                    """
            ).map(ModelID.init(rawValue:))
        }
    }
}

extension Store {
    /// A Hugging Face ID found for a model, with its source.
    package struct HuggingFaceIDAssignment: Sendable, Hashable {
        package var modelID: ModelID
        package var huggingFaceID: HuggingFaceID
        package var source: HuggingFaceIDSource
        /// The spelling to replace; `nil` for a model without an ID.
        package var replaces: HuggingFaceID?
    }

    /// Results of storing Hugging Face IDs.
    package struct HuggingFaceIDChange: Sendable, Hashable {
        package var changed = 0
        /// IDs that the table may hold once, and another row has.
        package var repeated: [RepeatedHuggingFaceID] = []
    }

    /// Stores Hugging Face IDs in one transaction.
    ///
    /// It changes a row only if the row still holds the expected value, and never if the user has
    /// set it by hand in the meantime.
    package func assign(
        _ assignments: [HuggingFaceIDAssignment]
    ) async throws(StoreError) -> HuggingFaceIDChange {
        guard !assignments.isEmpty else { return HuggingFaceIDChange() }
        let sql = """
            UPDATE OR ABORT model_capabilities
            SET hugging_face_id = ?, hugging_face_id_source = ?
            WHERE model_id = ? AND NULLIF(hugging_face_id, '') IS ?
            AND hugging_face_id_source IS NOT 'manual'
            """
        return try await write { db in
            var change = HuggingFaceIDChange()
            var statement = try db.makeStatement(sql: sql)
            for assignment in assignments {
                do {
                    try statement.execute(
                        arguments: [
                            assignment.huggingFaceID.rawValue, assignment.source.rawValue,
                            assignment.modelID.rawValue, assignment.replaces?.rawValue,
                        ]
                    )
                    change.changed += db.changesCount
                } catch DatabaseError.SQLITE_CONSTRAINT {
                    change.repeated.append(
                        .init(
                            modelID: assignment.modelID,
                            huggingFaceID: assignment.huggingFaceID
                        )
                    )
                    // The one that failed would fail again when it is reset.
                    statement = try db.makeStatement(sql: sql)
                }
            }
            if change.changed > 0 { try Self.countModelWrite(db) }
            return change
        }
    }
}
