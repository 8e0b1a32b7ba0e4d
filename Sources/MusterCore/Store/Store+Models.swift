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
