package import Foundation
import GRDB

extension Store {
    /// Every model, unlisted and disabled ones too, in the order of their IDs, judged at `now`.
    package func models(now: Date) throws(StoreError) -> [Model] {
        try readNow { db in try Self.fetchModels(db, now: now, lifetimes) }
    }

    /// The same, without blocking the caller.
    package func modelsInBackground(now: Date) async throws(StoreError) -> [Model] {
        try await read { [lifetimes] db in try Self.fetchModels(db, now: now, lifetimes) }
    }

    /// What is stored of one model but not kept in memory: its description and its row as sent.
    package func catalogText(
        of id: ModelID
    ) async throws(StoreError) -> (description: String, rawJSON: String) {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT description, catalog_json FROM model_capabilities WHERE model_id = ?",
                arguments: [id.rawValue]
            )
            return (row?["description"] ?? "", row?["catalog_json"] ?? "{}")
        }
    }

    /// Disables or enables models; returns how many rows there were to change.
    @discardableResult
    package func setDisabled(
        _ isDisabled: Bool,
        reason: String?,
        ids: [ModelID]
    ) async throws(StoreError) -> Int {
        try await write { db in
            var changed = 0
            for id in ids {
                try db.execute(
                    sql: """
                        UPDATE model_capabilities SET disabled = ?, disabled_reason = ?
                        WHERE model_id = ?
                        """,
                    arguments: [isDisabled, isDisabled ? reason : nil, id.rawValue]
                )
                changed += db.changesCount
            }
            try Self.countModelWrite(db)
            return changed
        }
    }

    /// Makes models favourites, or no longer.
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

    /// Marks models, or takes their marks away.
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

    /// Sets a Hugging Face ID for the user, or clears one.
    ///
    /// - Parameters:
    ///   - huggingFaceID: the name, or `nil` for none.
    ///   - source: `manual`, unless an earlier state is restored.
    ///   - id: the model.
    /// - Throws: `StoreError`; then nothing was changed.
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

    /// Models in the order of their IDs; only the one with `id` unless that is `nil`.
    static func fetchModels(
        _ db: Database,
        id: ModelID? = nil,
        now: Date,
        _ lifetimes: VerdictLifetimes
    ) throws -> [Model] {
        let evidence = try newestEvidence(db, id: id)
        let verifications = try verifications(db, id: id)
        var models: [Model] = []
        var lists: [String: [String]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(ModelRecord.selection) FROM model_capabilities
                WHERE model_id \(id == nil ? "IS NOT NULL" : "= ?") ORDER BY model_id
                """,
            arguments: id.map { [$0.rawValue] } ?? []
        )
        while let row = try rows.next() {
            let record = ModelRecord(row: row, lists: &lists)
            // An adopted table need not be unique by model ID; the first row speaks for it.
            if models.last?.id == record.entry.id { continue }
            let verdict = Verdict.judge(
                evidence[record.entry.id, default: []],
                isListed: record.isListed,
                now: now,
                lifetimes: lifetimes
            )
            var model = record.model(verdict: verdict)
            model.changes = verifications[model.id]?.changes(of: model) ?? []
            models.append(model)
        }
        return models
    }
}

extension Store {
    /// The IDs of all models that are listed, in order; without what is known of them, so that a
    /// shell can ask at each press of a key.
    package func modelIDs() async throws(StoreError) -> [ModelID] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT model_id FROM model_capabilities
                    WHERE listed AND model_id IS NOT NULL ORDER BY model_id
                    """
            ).map(ModelID.init(rawValue:))
        }
    }
}

extension Store {
    /// A Hugging Face ID found for a model, with where it was found.
    package struct HuggingFaceIDAssignment: Sendable, Hashable {
        /// The model.
        package var modelID: ModelID
        /// The name found.
        package var huggingFaceID: HuggingFaceID
        /// Where.
        package var source: HuggingFaceIDSource
        /// The spelling that it replaces; `nil` fills an empty place.
        package var replaces: HuggingFaceID?
    }

    /// Stores Hugging Face IDs in one transaction; returns how many rows changed.
    ///
    /// A row is changed only if it still holds what the assignment expects, and never if the user
    /// has set it by hand meanwhile.
    package func assign(_ assignments: [HuggingFaceIDAssignment]) async throws(StoreError) -> Int {
        guard !assignments.isEmpty else { return 0 }
        return try await write { db in
            let statement = try db.makeStatement(
                sql: """
                    UPDATE model_capabilities
                    SET hugging_face_id = ?, hugging_face_id_source = ?
                    WHERE model_id = ? AND NULLIF(hugging_face_id, '') IS ?
                    AND hugging_face_id_source IS NOT 'manual'
                    """
            )
            var changed = 0
            for assignment in assignments {
                try statement.execute(
                    arguments: [
                        assignment.huggingFaceID.rawValue, assignment.source.rawValue,
                        assignment.modelID.rawValue, assignment.replaces?.rawValue,
                    ]
                )
                changed += db.changesCount
            }
            return changed
        }
    }
}
