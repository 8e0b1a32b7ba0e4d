import Foundation
import GRDB

/// The table `model_capabilities`, compatible with the predecessor's scripts.
///
/// Times are milliseconds since 1970, lists are JSON arrays, prices are decimal strings in US
/// dollars per token, and booleans are 0 or 1.
enum ModelTable {
    static let name = "model_capabilities"

    /// Columns beyond `canonical_slug` and `model_id`, with SQL types and constraints.
    ///
    /// An adopted table may already have some of them, and any number of others.
    static let columns: [(name: String, definition: String)] = [
        ("hugging_face_id", "VARCHAR(200)"),
        ("hugging_face_id_source", "TEXT"),
        ("openrouter_slug", "TEXT"),
        ("name", "TEXT"),
        ("description", "TEXT"),
        ("created", "INTEGER"),
        ("context_length", "INTEGER"),
        ("max_completion_tokens", "INTEGER"),
        ("prompt_price", "TEXT"),
        ("completion_price", "TEXT"),
        ("request_price", "TEXT"),
        ("price_overrides", "TEXT"),
        ("is_free", "INTEGER NOT NULL DEFAULT 0"),
        ("is_router", "INTEGER NOT NULL DEFAULT 0"),
        ("input_modalities", "TEXT"),
        ("output_modalities", "TEXT"),
        ("supported_parameters", "TEXT"),
        ("expiration_date", "TEXT"),
        ("intelligence_index", "REAL"),
        ("coding_index", "REAL"),
        ("agentic_index", "REAL"),
        ("reasoning_mandatory", "INTEGER"),
        ("reasoning_efforts", "TEXT"),
        ("knowledge_cutoff", "TEXT"),
        ("zero_retention", "TEXT"),
        ("listed", "INTEGER NOT NULL DEFAULT 1"),
        ("disabled", "INTEGER NOT NULL DEFAULT 0"),
        ("disabled_reason", "TEXT"),
        ("favorite", "INTEGER NOT NULL DEFAULT 0"),
        ("marked", "INTEGER NOT NULL DEFAULT 0"),
        ("first_seen_ms", "INTEGER"),
        ("refreshed_ms", "INTEGER"),
    ]

    /// Creates the table, or adds missing columns to the predecessor's.
    static func createOrAdopt(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS model_capabilities (
                    canonical_slug VARCHAR(200) NOT NULL,
                    model_id VARCHAR(200) NOT NULL PRIMARY KEY
                )
                """
        )
        let present = try Set(db.columns(in: name).map { $0.name.lowercased() })
        for column in columns where !present.contains(column.name) {
            try db.execute(
                sql: "ALTER TABLE model_capabilities ADD COLUMN \(column.name) \(column.definition)"
            )
        }
        try db.execute(
            sql: """
                CREATE INDEX IF NOT EXISTS idx_model_hf_id ON model_capabilities (hugging_face_id);
                CREATE INDEX IF NOT EXISTS idx_model_slug ON model_capabilities (canonical_slug);
                CREATE INDEX IF NOT EXISTS idx_model_id ON model_capabilities (model_id);
                CREATE INDEX IF NOT EXISTS idx_model_unlisted ON model_capabilities (model_id)
                WHERE NOT listed;
                """
        )
    }
}

/// A leniently read row of `model_capabilities`: an adopted table may hold any value anywhere.
struct ModelRecord {
    /// The columns of ``selection`` in order; start-up reads them by position for speed.
    private enum Column: Int {
        case modelID, openRouterSlug, name, created, contextLength, maxCompletionTokens
        case promptPrice, completionPrice, requestPrice, isFree, isRouter
        case inputModalities, outputModalities, supportedParameters, expirationDate
        case huggingFaceID, huggingFaceIDSource, isListed, isDisabled, disabledReason
        case isFavorite, isMarked, overrides
        case intelligence, coding, agentic, isReasoningMandatory, reasoningEfforts, knowledgeCutoff
        case zeroRetention
    }

    static let selection = """
        model_id, openrouter_slug, name, created, context_length, max_completion_tokens, \
        prompt_price, completion_price, request_price, is_free, is_router, \
        input_modalities, output_modalities, supported_parameters, expiration_date, \
        hugging_face_id, hugging_face_id_source, listed, disabled, disabled_reason, \
        favorite, marked, price_overrides, intelligence_index, coding_index, agentic_index, \
        reasoning_mandatory, reasoning_efforts, knowledge_cutoff, zero_retention
        """

    /// The cache limit for decoded lists; real catalogs have some 200 distinct ones.
    private static let knownListsLimit = 10_000

    let entry: CatalogEntry
    let huggingFaceID: HuggingFaceID?
    let huggingFaceIDSource: HuggingFaceIDSource?
    let isListed: Bool
    let isDisabled: Bool
    let disabledReason: String?
    let isFavorite: Bool
    let isMarked: Bool

    /// Reads a row selected by ``selection``.
    ///
    /// `lists` caches the lists of earlier rows. Few distinct ones occur, and sharing them makes
    /// reading a hundred thousand models faster and smaller.
    init(row: Row, lists: inout [String: [String]]) {
        entry = CatalogEntry(
            id: ModelID(rawValue: Self.text(row, .modelID) ?? ""),
            openRouterSlug: Self.text(row, .openRouterSlug),
            name: Self.text(row, .name),
            created: Self.created(row),
            contextLength: Self.integer(row, .contextLength),
            maxCompletionTokens: Self.integer(row, .maxCompletionTokens),
            promptPrice: Self.text(row, .promptPrice).flatMap(Price.init(decimalString:)),
            completionPrice: Self.text(row, .completionPrice).flatMap(Price.init(decimalString:)),
            requestPrice: Self.text(row, .requestPrice).flatMap(Price.init(decimalString:)),
            overrides: Self.text(row, .overrides).map { PriceOverrides(json: $0).list } ?? [],
            isFree: Self.flag(row, .isFree),
            isRouter: Self.flag(row, .isRouter),
            inputModalities: Self.list(row, .inputModalities, &lists),
            outputModalities: Self.list(row, .outputModalities, &lists),
            supportedParameters: Self.list(row, .supportedParameters, &lists),
            expirationDate: Self.text(row, .expirationDate),
            traits: Self.traits(row, &lists)
        )
        huggingFaceID = Self.text(row, .huggingFaceID).flatMap(HuggingFaceID.init(validating:))
        huggingFaceIDSource = Self.text(row, .huggingFaceIDSource).flatMap(
            HuggingFaceIDSource.init(rawValue:)
        )
        isListed = Self.flag(row, .isListed)
        isDisabled = Self.flag(row, .isDisabled)
        disabledReason = Self.text(row, .disabledReason)
        isFavorite = Self.flag(row, .isFavorite)
        isMarked = Self.flag(row, .isMarked)
    }

    private static func traits(_ row: Row, _ lists: inout [String: [String]]) -> ModelTraits {
        var traits = ModelTraits()
        traits.intelligence = Double.fromDatabaseValue(row[Column.intelligence.rawValue])
        traits.coding = Double.fromDatabaseValue(row[Column.coding.rawValue])
        traits.agentic = Double.fromDatabaseValue(row[Column.agentic.rawValue])
        if let isMandatory = integer(row, .isReasoningMandatory) {
            traits.reasoning = ModelTraits.Reasoning(
                isMandatory: isMandatory != 0,
                efforts: list(row, .reasoningEfforts, &lists)
            )
        }
        traits.knowledgeCutoff = text(row, .knowledgeCutoff)
        traits.zeroRetention = text(row, .zeroRetention).map { list($0, &lists) }
        return traits
    }

    func model(verdict: Verdict) -> Model {
        Model(
            entry: entry,
            huggingFaceID: huggingFaceID,
            huggingFaceIDSource: huggingFaceID == nil ? nil : huggingFaceIDSource,
            isListed: isListed,
            isDisabled: isDisabled,
            disabledReason: disabledReason,
            isFavorite: isFavorite,
            isMarked: isMarked,
            verdict: verdict
        )
    }

    private static func text(_ row: Row, _ column: Column) -> String? {
        String.fromDatabaseValue(row[column.rawValue])
    }

    private static func integer(_ row: Row, _ column: Column) -> Int? {
        let value: DatabaseValue = row[column.rawValue]
        return Int.fromDatabaseValue(value) ?? String.fromDatabaseValue(value).flatMap { Int($0) }
    }

    /// The date of creation; an adopted table may hold it as the text of a date.
    private static func created(_ row: Row) -> Date? {
        if let seconds = integer(row, .created) {
            return seconds > 0 ? Date(timeIntervalSince1970: Double(seconds)) : nil
        }
        guard let text = text(row, .created) else { return nil }
        let day = text.prefix(10)
        let time = text.count >= 19 ? text.dropFirst(11).prefix(8) : "00:00:00"
        let date = try? Date.ISO8601FormatStyle().parse("\(day)T\(time)Z")
        return date.flatMap { $0.timeIntervalSince1970 > 0 ? $0 : nil }
    }

    private static func flag(_ row: Row, _ column: Column) -> Bool {
        (integer(row, column) ?? 0) != 0
    }

    private static func list(
        _ row: Row,
        _ column: Column,
        _ lists: inout [String: [String]]
    ) -> [String] {
        text(row, column).map { list($0, &lists) } ?? []
    }

    /// Reads a list such as `["text","image"]`; `lists` caches those of earlier rows.
    static func list(_ text: String, _ lists: inout [String: [String]]) -> [String] {
        guard text.utf8.count > 2 else { return [] }
        if let known = lists[text] { return known }
        let list = list(text)
        if lists.count < Self.knownListsLimit { lists[text] = list }
        return list
    }

    /// Parses a list such as `["text","image"]`.
    ///
    /// Elements are nearly always plain words of the API. A JSON parser would take longer than the
    /// rest of start-up, so only other lists go through one.
    private static func list(_ text: String) -> [String] {
        let isPlain = text.utf8.allSatisfy { $0 != UInt8(ascii: "\\") && $0 != 0x20 }
        if isPlain, text.hasPrefix("[\""), text.hasSuffix("\"]") {
            // Between quotation marks, every second part is an element.
            let parts = text.utf8.split(
                separator: UInt8(ascii: "\""),
                omittingEmptySubsequences: false
            )
            return stride(from: 1, to: parts.count, by: 2).map { String(Substring(parts[$0])) }
        }
        return (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }
}
