import GRDB

/// Writes single rows of `model_capabilities`, whatever an adopted table demands of them.
struct ModelRowWriter {
    private enum Operation: Hashable {
        case insert, update
    }

    private struct Key: Hashable {
        var operation: Operation
        var omitted: Set<String>
    }

    private let db: Database
    private let required: [RequiredColumn]
    /// What goes into our columns, as SQL expressions.
    private let values: [String: String]
    private var statements: [Key: Statement] = [:]
    /// Values for the required columns; the first are in use, the others for when a CHECK refuses them.
    private var fillings: [[String]]
    /// The number of refused rows for which the other fillings are still tried.
    private var trials = 100

    init(_ db: Database) throws {
        self.db = db
        values = try Self.values(db)
        required = try RequiredColumn.fetchAll(db)
        fillings = RequiredColumn.fillings(of: required)
        try RequiredColumn.repair(db, required)
    }

    /// Inserts a row; returns the columns whose values another row has and only one may have.
    mutating func insert(_ arguments: StatementArguments) throws -> Set<String> {
        do {
            return try write(.insert, arguments)
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_CONSTRAINT && trials > 0
        {
            trials -= fillings.count > 1 ? 1 : 0
            for index in fillings.indices.dropFirst() {
                useFilling(index)
                do {
                    return try write(.insert, arguments)
                } catch DatabaseError.SQLITE_CONSTRAINT {
                    useFilling(index)
                }
            }
            throw error
        }
    }

    /// Updates a row if its data changed; returns the same.
    mutating func update(_ arguments: StatementArguments) throws -> Set<String> {
        try write(.update, arguments)
    }

    /// Exchanges the filling in use with another, or takes that back.
    private mutating func useFilling(_ index: Int) {
        fillings.swapAt(0, index)
        statements = [:]
    }

    /// Writes a row without the values that the table refuses to hold twice.
    private mutating func write(
        _ operation: Operation,
        _ arguments: StatementArguments
    ) throws -> Set<String> {
        var omitted: Set<String> = []
        while true {
            do {
                try execute(Key(operation: operation, omitted: omitted), arguments)
                return omitted
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                guard let column = Self.repeatedColumn(error, in: operation),
                    omitted.insert(column).inserted
                else { throw error }
            }
        }
    }

    private mutating func execute(_ key: Key, _ arguments: StatementArguments) throws {
        // A statement that failed would fail again when it is reset, so it is not kept.
        let statement = try statements.removeValue(forKey: key) ?? db.makeStatement(sql: sql(key))
        try statement.execute(arguments: arguments)
        statements[key] = statement
    }

    /// The first of our columns that a message such as `UNIQUE constraint failed: t.a, t.b` names.
    private static func repeatedColumn(_ error: DatabaseError, in operation: Operation) -> String? {
        guard let message = error.message, message.hasPrefix("UNIQUE constraint failed: ") else {
            return nil
        }
        let names = message.matches(of: /\.(\w+)/).map { $0.output.1.lowercased() }
        return names.first { name in
            columns.contains(name) && (operation == .update || name != "canonical_slug")
        }
    }

    // MARK: - SQL

    /// All columns that a row gets from the catalog or the clock.
    static let writtenColumns = Set(
        columns + ["model_id", "listed", "first_seen_ms", "refreshed_ms"]
    )

    /// What a server may tell besides the row, so that it changes while the row does not.
    private static let filledInColumns = [
        "context_length", "max_completion_tokens", "prompt_price", "completion_price",
        "supported_parameters",
    ]

    private static let columns = [
        "canonical_slug", "hugging_face_id", "hugging_face_id_source", "openrouter_slug", "name",
        "description", "created", "context_length", "max_completion_tokens", "prompt_price",
        "completion_price", "request_price", "price_overrides", "is_free", "is_router",
        "input_modalities",
        "output_modalities", "supported_parameters", "expiration_date", "intelligence_index",
        "coding_index", "agentic_index", "reasoning_mandatory", "reasoning_efforts",
        "knowledge_cutoff",
    ]

    private func sql(_ key: Key) -> String {
        let columns = Self.columns.filter { column in
            !key.omitted.contains(column)
                && !(column == "hugging_face_id_source" && key.omitted.contains("hugging_face_id"))
        }
        func value(_ column: String) -> String { values[column] ?? ":\(column)" }
        // OR ABORT outdoes what the table itself may say, such as to replace the row in conflict.
        switch key.operation {
        case .insert:
            let names = ["model_id"] + columns + ["listed", "first_seen_ms", "refreshed_ms"]
            let inserted = [":model_id"] + columns.map(value) + ["1", ":now", ":now"]
            return """
                INSERT OR ABORT INTO model_capabilities
                (\((names + required.map(\.name)).joined(separator: ", ")))
                VALUES (\((inserted + fillings[0]).joined(separator: ", ")))
                """
        case .update:
            let assignments = columns.map { "\($0) = \(value($0))" }.joined(separator: ", ")
            func differs(_ names: [String]) -> String {
                let differences = columns.filter(names.contains).map { "\($0) IS NOT \(value($0))" }
                return differences.isEmpty ? "FALSE" : differences.joined(separator: " OR ")
            }
            return """
                UPDATE OR ABORT model_capabilities
                SET \(assignments), listed = 1, refreshed_ms = :now WHERE model_id = :model_id
                AND (:is_changed OR NOT listed OR \(differs(["hugging_face_id"]))
                OR :is_filled_in AND (\(differs(Self.filledInColumns))))
                """
        }
    }

    /// What an adopted table wants in those of our columns that it declared otherwise.
    private static func values(_ db: Database) throws -> [String: String] {
        var values: [String: String] = [:]
        for column in try db.columns(in: ModelTable.name) {
            let name = column.name.lowercased()
            let form = EmptyValue(type: column.type)
            var value = ":\(name)"
            if name == "created", case .moment(let moment, _) = form {
                value =
                    moment == .date
                    ? "date(:created, 'unixepoch')"
                    : "strftime('%Y-%m-%d %H:%M:%S.000000', :created, 'unixepoch')"
            }
            if column.isNotNull {
                // The service itself writes this date for a model that is to stay.
                let isEnd = name == "expiration_date" && form != .text
                value = "COALESCE(\(value), \(isEnd ? "'2098-12-31'" : form.sql))"
            }
            values[name] = value
        }
        return values
    }
}
