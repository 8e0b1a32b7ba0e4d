import Foundation
import GRDB

/// Writes the rows of a refresh within its transaction.
struct CatalogWriter {
    /// The cache limit for encoded lists; real catalogs have some 200 distinct ones.
    private static let knownListsLimit = 10_000

    private struct Known {
        var huggingFaceID: HuggingFaceID?
        var source: HuggingFaceIDSource?
        var isListed: Bool
    }

    private(set) var change = Store.CatalogChange()
    private let db: Database
    private let nowMilliseconds: Int64
    private let known: [String: Known]
    private var seen: Set<String> = []
    private var lists: [[String]: String] = [:]
    private let encoder: JSONEncoder
    private var rows: ModelRowWriter
    private let sameRow: Statement
    private let putRow: Statement

    init(_ db: Database, now: Date) throws {
        self.db = db
        nowMilliseconds = now.milliseconds
        encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        known = try Self.fetchKnown(db)
        rows = try ModelRowWriter(db)
        sameRow = try db.makeStatement(
            sql: "SELECT 1 FROM catalog_row WHERE model_id = ? AND json = ?"
        )
        putRow = try db.makeStatement(sql: "INSERT OR REPLACE INTO catalog_row VALUES (?, ?)")
    }

    mutating func write(_ row: FetchedModel, index: Int) throws {
        let id = row.entry.id.rawValue
        let before = known[id]
        let (huggingFaceID, source) = Self.resolve(row.huggingFaceID, over: before)
        var arguments = arguments(row, huggingFaceID: huggingFaceID, source: source)
        seen.insert(id)
        let refused: Set<String>
        let sent: StatementArguments = [id, row.rawJSON]
        do {
            if before == nil {
                refused = try rows.insert(arguments)
                change.added += 1
            } else {
                arguments =
                    arguments &+ ["is_changed": try Bool.fetchOne(sameRow, arguments: sent) != true]
                refused = try rows.update(arguments)
                change.updated += db.changesCount
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

    /// Marks models missing from the catalog as unlisted.
    mutating func finish() throws {
        let unlist = try db.makeStatement(
            sql: "UPDATE model_capabilities SET listed = 0 WHERE model_id = ? AND listed"
        )
        for (id, row) in known where row.isListed && !seen.contains(id) {
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

    private static func fetchKnown(_ db: Database) throws -> [String: Known] {
        var known: [String: Known] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT CAST(model_id AS TEXT) AS id, hugging_face_id, hugging_face_id_source,
                IFNULL(listed, 0) <> 0 AS listed FROM model_capabilities WHERE model_id <> ''
                """
        )
        while let row = try rows.next() {
            known[row["id"]] = Known(
                huggingFaceID: (row["hugging_face_id"] as String?).flatMap(
                    HuggingFaceID.init(validating:)
                ),
                source: (row["hugging_face_id_source"] as String?).flatMap(
                    HuggingFaceIDSource.init(rawValue:)
                ),
                isListed: row["listed"]
            )
        }
        return known
    }
}
