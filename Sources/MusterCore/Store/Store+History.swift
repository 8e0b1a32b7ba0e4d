import Foundation
import GRDB

extension Store {
    /// Lists past generations, newest first, with the text stored so far.
    ///
    /// `words` is text to find in the prompt, the answer or a model ID, ignoring case; with `id` the
    /// list has that model's alone. With `before` the list continues with generations older than that
    /// ID.
    package func history(
        matching words: String? = nil,
        of id: ModelID? = nil,
        limit: Int = 100,
        before: Int64? = nil
    ) async throws(StoreError) -> [HistoryEntry] {
        var conditions = ["id < ?"]
        var arguments: StatementArguments = [before ?? .max]
        if let id {
            conditions.append("(model_id = ? OR answering_model_id = ?)")
            arguments += [id.rawValue, id.rawValue]
        } else if let words, !words.isEmpty {
            let search = Self.search(words)
            conditions.append("(\(search.condition))")
            arguments += search.arguments
        }
        let sql = """
            SELECT id, created_ms, model_id, answering_model_id, served_model, provider, status,
            substr(prompt, 1, \(HistoryEntry.beginningLimit)) AS prompt,
            substr(\(Self.wholeText("text")), 1, \(HistoryEntry.beginningLimit)) AS text,
            cost, duration_ms
            FROM generation WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?
            """
        arguments += [max(limit, 0)]
        return try await read { [arguments] db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map(HistoryEntry.init)
        }
    }

    /// Reads one past generation; `nil` if there is none with this ID.
    ///
    /// For one that still streams, or was just killed, the text is what is stored so far.
    package func generation(id: Int64) async throws(StoreError) -> StoredGeneration? {
        let sql = """
            SELECT id, model_id, answering_model_id, sent_model, served_model, provider, status,
            \(Self.wholeText("text")) AS text, \(Self.wholeText("reasoning")) AS reasoning,
            finish_reason, prompt_tokens, completion_tokens, reasoning_tokens, cost,
            time_to_first_token_ms, duration_ms, failure, failure_kind, created_ms, system_prompt, prompt
            FROM generation WHERE id = ?
            """
        return try await read { db in
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]) else { return nil }
            let attempts = try Self.fetchAttempts(db, "generation_id = ? ORDER BY id", [id])
            return StoredGeneration(row, attempts: attempts.map(\.attempt))
        }
    }

    /// Joins the row's text with its pieces; a finished generation has none.
    private static func wholeText(_ column: String) -> String {
        """
        CASE status WHEN 'streaming' THEN \(column) || COALESCE((SELECT group_concat(\(column), '')
        FROM (SELECT \(column) FROM generation_piece WHERE generation_id = generation.id
        ORDER BY id)), '') ELSE \(column) END
        """
    }

    /// Builds a search that ignores case.
    ///
    /// SQLite's LIKE is fast, but only folds ASCII letters, and limits the pattern's length. For
    /// other words it preselects rows, so that few need a closer look.
    private static func search(
        _ words: String
    ) -> (condition: String, arguments: StatementArguments) {
        var pattern = ""
        var isExact = words.unicodeScalars.count <= patternLimit
        for scalar in words.unicodeScalars.prefix(patternLimit) {
            if scalar == "%" || scalar == "_" || scalar == "\\" { pattern += "\\" }
            let isFolded = scalar.isASCII || !scalar.properties.isCased
            if isFolded, scalar != "\0" {
                pattern.unicodeScalars.append(scalar)
            } else {
                pattern += "%"
                isExact = false
            }
        }
        let columns = ["prompt", wholeText("text"), "model_id", "answering_model_id"]
        let conditions = columns.map { column in
            let like = "\(column) LIKE ? ESCAPE '\\'"
            return isExact ? like : "(\(like) AND holds_words(\(column), ?))"
        }
        let values = isExact ? ["%\(pattern)%"] : ["%\(pattern)%", words.lowercased()]
        return (
            conditions.joined(separator: " OR "),
            StatementArguments(columns.flatMap { _ in values })
        )
    }

    /// The pattern's limit in characters; LIKE takes 50,000 bytes (SQLITE_MAX_LIKE_PATTERN_LENGTH).
    private static let patternLimit = 1000

    /// `holds_words(text, words)`: whether `text` contains `words`, which must be in lower case.
    static let holdsWords = DatabaseFunction("holds_words", argumentCount: 2, pure: true) {
        values in
        guard let text = String.fromDatabaseValue(values[0]),
            let words = String.fromDatabaseValue(values[1])
        else { return false }
        return strstr(text.lowercased(), words) != nil
    }
}

extension HistoryEntry {
    fileprivate init(_ row: Row) {
        self.init(
            id: row["id"],
            createdAt: Date(milliseconds: row["created_ms"]),
            modelID: ModelID(rawValue: row["model_id"]),
            answeringModelID: (row["answering_model_id"] as String?).map(ModelID.init(rawValue:)),
            servedModel: row["served_model"],
            provider: row["provider"],
            status: GenerationStatus(rawValue: row["status"]) ?? .interrupted,
            promptBeginning: row["prompt"],
            textBeginning: row["text"],
            cost: (row["cost"] as String?).flatMap { DecimalNumber($0)?.value },
            durationMilliseconds: row["duration_ms"]
        )
    }
}

extension StoredGeneration {
    fileprivate init(_ row: Row, attempts: [Attempt]) {
        var generation = Generation(
            id: row["id"],
            modelID: ModelID(rawValue: row["model_id"]),
            status: GenerationStatus(rawValue: row["status"]) ?? .interrupted
        )
        generation.answeringModelID = (row["answering_model_id"] as String?)
            .map(ModelID.init(rawValue:))
        generation.sentModel = (row["sent_model"] as String?).map(Route.init(rawValue:))
        generation.servedModel = row["served_model"]
        generation.provider = row["provider"]
        generation.text = row["text"]
        generation.reasoning = row["reasoning"]
        generation.finishReason = (row["finish_reason"] as String?)
            .map(FinishReason.init(rawValue:))
        generation.usage = TokenUsage(row)
        generation.timeToFirstTokenMilliseconds = row["time_to_first_token_ms"]
        generation.durationMilliseconds = row["duration_ms"]
        generation.attempts = attempts
        generation.failure = (row["failure"] as String?).map { words in
            let kind = (row["failure_kind"] as String?).flatMap(ServiceFailure.Kind.init(rawValue:))
            // The stored words already start with the status: don't repeat it.
            return ServiceFailure(kind ?? .server, message: words)
        }
        self.init(
            createdAt: Date(milliseconds: row["created_ms"]),
            systemPrompt: row["system_prompt"],
            prompt: row["prompt"],
            generation: generation
        )
    }
}

extension TokenUsage {
    /// Reads the usage from a row; `nil` if the row has none.
    fileprivate init?(_ row: Row) {
        self.init(
            promptTokens: row["prompt_tokens"],
            completionTokens: row["completion_tokens"],
            reasoningTokens: row["reasoning_tokens"],
            cost: (row["cost"] as String?).flatMap { DecimalNumber($0)?.value }
        )
        if self == TokenUsage() { return nil }
    }
}
