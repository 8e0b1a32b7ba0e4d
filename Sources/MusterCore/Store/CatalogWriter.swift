import Foundation
import GRDB

/// Writes the rows of a refresh within its transaction.
struct CatalogWriter {
    /// The cache limit for encoded lists; real catalogs have some 200 distinct ones.
    private static let knownListsLimit = 10_000

    /// What the table holds of a model before its row is written.
    private struct Known {
        var huggingFaceID: HuggingFaceID?
        var source: HuggingFaceIDSource?
        /// Whether the row as sent is the one that is stored.
        var isSame: Bool
    }

    private(set) var change = Store.CatalogChange()
    private let db: Database
    private let nowMilliseconds: Int64
    private var seen: Set<String> = []
    private var lists: [[String]: String] = [:]
    private let encoder: JSONEncoder
    private var rows: ModelRowWriter
    private let knownRow: Statement
    private let putRow: Statement

    init(_ db: Database, now: Date) throws {
        self.db = db
        nowMilliseconds = now.milliseconds
        encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        rows = try ModelRowWriter(db)
        // An adopted column may compare without case, though IDs can differ only in case, and may hold
        // values that are not text.
        knownRow = try db.makeStatement(
            sql: """
                SELECT CAST(hugging_face_id AS TEXT) AS hugging_face_id,
                CAST(hugging_face_id_source AS TEXT) AS source,
                EXISTS (
                    SELECT 1 FROM catalog_row WHERE catalog_row.model_id = ?1 AND json = ?2
                ) AS is_same
                FROM model_capabilities
                WHERE model_capabilities.model_id = ?1
                AND model_capabilities.model_id = ?1 COLLATE BINARY
                """
        )
        putRow = try db.makeStatement(sql: "INSERT OR REPLACE INTO catalog_row VALUES (?, ?)")
    }

    mutating func write(_ row: FetchedModel, index: Int) throws {
        let id = row.entry.id.rawValue
        let sent: StatementArguments = [id, row.rawJSON]
        let before = try fetchKnown(sent)
        let (huggingFaceID, source) = Self.resolve(row.huggingFaceID, over: before)
        var arguments = arguments(row, huggingFaceID: huggingFaceID, source: source)
        seen.insert(id)
        let refused: Set<String>
        do {
            if let before {
                arguments =
                    arguments &+ ["is_changed": !before.isSame, "is_filled_in": row.isFilledIn]
                refused = try rows.update(arguments)
                change.updated += db.changesCount
            } else {
                refused = try rows.insert(arguments)
                change.added += 1
            }
            if before == nil || db.changesCount > 0 {
                try putRow.execute(arguments: sent)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            change.rejected.append(
                RejectedRow(
                    index: index,
                    id: id,
                    reason: error.message ?? "constraint failed",
                    isRefusedByDatabase: true
                )
            )
            return
        }
        change.total += 1
        let isRefused = refused.contains("hugging_face_id")
        if isRefused, let huggingFaceID {
            change.repeated.append(.init(modelID: row.entry.id, huggingFaceID: huggingFaceID))
        }
        let kept = isRefused ? before?.huggingFaceID : huggingFaceID
        if kept != nil { change.withHuggingFaceID += 1 }
    }

    /// Marks models missing from the catalog as unlisted; an unreadable row still lists its model.
    mutating func finish(_ rejected: [RejectedRow]) throws {
        seen.formUnion(rejected.compactMap(\.id))
        let unlist = try db.makeStatement(
            sql: "UPDATE model_capabilities SET listed = 0 WHERE model_id = ? AND listed"
        )
        let listed = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT CAST(model_id AS TEXT) FROM model_capabilities
                WHERE listed AND model_id <> ''
                """
        )
        for id in listed where !seen.contains(id) {
            try unlist.execute(arguments: [id])
            change.removed += 1
        }
    }

    /// Decides a row's Hugging Face ID after a refresh.
    ///
    /// It never overwrites the user's own, does not replace the Hub's correction with a spelling
    /// that differs only in case, and keeps an ID that the catalog now withholds.
    private static func resolve(
        _ offered: HuggingFaceID?,
        over known: Known?
    ) -> (HuggingFaceID?, HuggingFaceIDSource?) {
        guard let known, let current = known.huggingFaceID else {
            return (offered, offered == nil ? nil : .catalog)
        }
        guard let offered, known.source != .manual, offered != current else {
            return (current, known.source)
        }
        if known.source == .hub, offered.differsOnlyInCase(from: current) {
            return (current, known.source)
        }
        return (offered, .catalog)
    }

    private mutating func arguments(
        _ row: FetchedModel,
        huggingFaceID: HuggingFaceID?,
        source: HuggingFaceIDSource?
    ) -> StatementArguments {
        let entry = row.entry
        return [
            "model_id": entry.id.rawValue,
            "canonical_slug": entry.id.canonicalSlug,
            "hugging_face_id": huggingFaceID?.rawValue,
            "hugging_face_id_source": source?.rawValue,
            "openrouter_slug": entry.openRouterSlug,
            "name": entry.name,
            "description": row.description,
            "created": entry.created.map { Int64($0.timeIntervalSince1970) },
            "context_length": entry.contextLength,
            "max_completion_tokens": entry.maxCompletionTokens,
            "prompt_price": entry.promptPrice?.perTokenString,
            "completion_price": entry.completionPrice?.perTokenString,
            "request_price": entry.requestPrice?.perTokenString,
            "price_overrides": entry.overrides.isEmpty ? nil : encoded(entry.overrides),
            "is_free": entry.isFree,
            "is_router": entry.isRouter,
            "input_modalities": json(entry.inputModalities),
            "output_modalities": json(entry.outputModalities),
            "supported_parameters": json(entry.supportedParameters),
            "expiration_date": entry.expirationDate,
            "intelligence_index": entry.traits.intelligence,
            "coding_index": entry.traits.coding,
            "agentic_index": entry.traits.agentic,
            "reasoning_mandatory": entry.traits.reasoning?.isMandatory,
            "reasoning_efforts": entry.traits.reasoning.map { json($0.efforts) },
            "knowledge_cutoff": entry.traits.knowledgeCutoff,
            "now": nowMilliseconds,
        ]
    }

    /// A list as JSON, encoded once, because rows share few distinct lists.
    private mutating func json(_ list: [String]) -> String {
        if let known = lists[list] { return known }
        let json = encoded(list)
        if lists.count < Self.knownListsLimit { lists[list] = json }
        return json
    }

    private func encoded(_ list: some Encodable) -> String {
        (try? encoder.encode(list)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    private func fetchKnown(_ sent: StatementArguments) throws -> Known? {
        try Row.fetchOne(knownRow, arguments: sent).map { row in
            Known(
                huggingFaceID: (row["hugging_face_id"] as String?).flatMap(
                    HuggingFaceID.init(validating:)
                ),
                source: (row["source"] as String?).flatMap(
                    HuggingFaceIDSource.init(rawValue:)
                ),
                isSame: row["is_same"]
            )
        }
    }
}
