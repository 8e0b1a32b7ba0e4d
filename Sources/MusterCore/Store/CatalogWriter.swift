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
    private let update: Statement
    private let insert: Statement

    init(_ db: Database, now: Date) throws {
        self.db = db
        nowMilliseconds = now.milliseconds
        encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        known = try Self.fetchKnown(db)
        let columns = Self.columns
        // An adopted table may declare some of our columns NOT NULL.
        let emptyValues = try Self.emptyValuesOfRequiredColumns(db)
        let values = Dictionary(
            uniqueKeysWithValues: columns.map { column in
                (column, emptyValues[column].map { "COALESCE(:\(column), \($0))" } ?? ":\(column)")
            }
        )
        func value(_ column: String) -> String { values[column] ?? ":\(column)" }
        let assignments = columns.map { "\($0) = \(value($0))" }.joined(separator: ", ")
        update = try db.makeStatement(
            sql: """
                UPDATE model_capabilities SET \(assignments), listed = 1, refreshed_ms = :now
                WHERE model_id = :model_id
                AND (catalog_json IS NOT :catalog_json
                OR hugging_face_id IS NOT \(value("hugging_face_id")) OR NOT listed)
                """
        )
        // Columns of an adopted table without a default may also be NOT NULL: write an empty value.
        let required = try Self.requiredForeignColumns(db)
        let names = ["model_id"] + columns + ["listed", "first_seen_ms", "refreshed_ms"]
        let inserted = [":model_id"] + columns.map(value) + ["1", ":now", ":now"]
        insert = try db.makeStatement(
            sql: """
                INSERT INTO model_capabilities
                (\((names + required.map(\.name)).joined(separator: ", ")))
                VALUES (\((inserted + required.map(\.emptyValue)).joined(separator: ", ")))
                """
        )
    }

    mutating func write(_ row: FetchedModel, index: Int) throws {
        let id = row.entry.id.rawValue
        let before = known[id]
        let (huggingFaceID, source) = Self.resolve(row.huggingFaceID, over: before)
        let arguments = arguments(row, huggingFaceID: huggingFaceID, source: source)
        seen.insert(id)
        if before == nil {
            do {
                try insert.execute(arguments: arguments)
                change.added += 1
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                change.rejected.append(
                    RejectedRow(index: index, id: id, reason: error.message ?? "constraint failed")
                )
                return
            }
        } else {
            try update.execute(arguments: arguments)
            change.updated += db.changesCount
        }
        change.total += 1
        if huggingFaceID != nil { change.withHuggingFaceID += 1 }
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

    private static let columns = [
        "canonical_slug", "hugging_face_id", "hugging_face_id_source", "openrouter_slug", "name",
        "description", "created", "context_length", "max_completion_tokens", "prompt_price",
        "completion_price", "request_price", "is_free", "is_router", "input_modalities",
        "output_modalities",
        "supported_parameters", "expiration_date", "catalog_json",
    ]

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
            "is_free": entry.isFree,
            "is_router": entry.isRouter,
            "input_modalities": json(entry.inputModalities),
            "output_modalities": json(entry.outputModalities),
            "supported_parameters": json(entry.supportedParameters),
            "expiration_date": entry.expirationDate,
            "catalog_json": row.rawJSON,
            "now": nowMilliseconds,
        ]
    }

    /// A list as JSON, encoded once, because rows share few distinct lists.
    private mutating func json(_ list: [String]) -> String {
        if let known = lists[list] { return known }
        let json = (try? encoder.encode(list)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        if lists.count < Self.knownListsLimit { lists[list] = json }
        return json
    }

    private static func fetchKnown(_ db: Database) throws -> [String: Known] {
        var known: [String: Known] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT CAST(model_id AS TEXT) AS id, hugging_face_id, hugging_face_id_source,
                IFNULL(listed, 0) <> 0 AS listed FROM model_capabilities WHERE model_id IS NOT NULL
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

    /// Placeholders for unknown values in our columns that are NOT NULL.
    private static func emptyValuesOfRequiredColumns(_ db: Database) throws -> [String: String] {
        let required = try db.columns(in: ModelTable.name).filter(\.isNotNull)
        return Dictionary(
            required.map { ($0.name.lowercased(), emptyValue(ofType: $0.type)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func emptyValue(ofType type: String) -> String {
        let isNumeric = ["INT", "REAL", "NUM", "BOOL", "FLOA", "DOUB", "DEC"]
            .contains { type.uppercased().contains($0) }
        return isNumeric ? "0" : "''"
    }

    private static func requiredForeignColumns(
        _ db: Database
    ) throws -> [(name: String, emptyValue: String)] {
        let ours = Set(ModelTable.columns.map(\.name) + ["canonical_slug", "model_id"])
        return try db.columns(in: ModelTable.name).compactMap { column in
            let isRequired = column.isNotNull && column.defaultValueSQL == nil
            // SQLite fills an INTEGER PRIMARY KEY itself.
            let isRowID = column.primaryKeyIndex > 0 && column.type.uppercased() == "INTEGER"
            guard isRequired, !isRowID, !ours.contains(column.name.lowercased()) else { return nil }
            let name = "\"\(column.name.replacing("\"", with: "\"\""))\""
            return (name, emptyValue(ofType: column.type))
        }
    }
}
