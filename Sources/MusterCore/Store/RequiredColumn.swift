import GRDB

/// A column of an adopted table, not one of ours, that a new row must fill.
struct RequiredColumn: Hashable {
    /// The name, quoted for SQL.
    let name: String
    /// What a new row gets, as an SQL expression.
    var value: String
    /// What it gets if a constraint refuses that: a value that is there, or that a CHECK names.
    var substitute: String?
    /// Whether new rows get the same value in it.
    private var isConstant = true
    private var form: EmptyValue
    /// For a foreign key, an expression for a row that no model refers to yet; empty for a part of
    /// a compound key.
    private var unusedParent: String?

    /// More values than this are no enumeration.
    private static let vocabularyLimit = 50
    private static let longestWord = 64
    private static let codeLimit = 8

    /// The columns that are NOT NULL and have no default.
    static func fetchAll(_ db: Database) throws -> [RequiredColumn] {
        let columns = try db.columns(in: ModelTable.name)
        let ours = Set(ModelTable.columns.map(\.name))
        let computed = try String.fetchSet(
            db,
            sql: "SELECT name FROM pragma_table_xinfo(?) WHERE hidden IN (2, 3)",
            arguments: [ModelTable.name]
        )
        let keyCount = columns.count { $0.primaryKeyIndex > 0 }
        let required = columns.filter { column in
            let isKey = column.primaryKeyIndex > 0
            // SQLite fills an INTEGER PRIMARY KEY itself.
            let isRowID = isKey && keyCount == 1 && column.type.uppercased() == "INTEGER"
            return (column.isNotNull || isKey) && column.defaultValueSQL == nil && !isRowID
                && !ModelRowWriter.writtenColumns.contains(column.name.lowercased())
                && !computed.contains(column.name)
        }
        guard !required.isEmpty else { return [] }
        let source = try Source(db)
        var found: [String: RequiredColumn] = [:]
        for column in required {
            let name = column.name.lowercased()
            // Our own marks begin without the user's.
            found[name] =
                ours.contains(name)
                ? RequiredColumn(unmarked: column) : try RequiredColumn(column, source)
        }
        try pointToRows(db, source, &found)
        try tellApart(db, columns, &found)
        return required.compactMap { found[$0.name.lowercased()] }
    }

    private init(unmarked column: ColumnInfo) {
        name = column.name.quotedForSQL
        form = EmptyValue(type: column.type)
        value = form.sql
    }

    private init(_ column: ColumnInfo, _ source: Source) throws {
        name = column.name.quotedForSQL
        let newest = try source.newest(name)
        form = EmptyValue(type: column.type, like: newest?.value.storage)
        value = form.sql
        substitute =
            try newest?.literal ?? source.firstWordOfCheck(column.name) ?? form.substituteSQL
        if form == .number, let literal = newest?.literal, column.mayHoldCodes,
            try source.isCode(name)
        {
            value = literal
        }
        guard form == .text else { return }
        if newest == nil {
            value = try source.firstWordOfCheck(column.name) ?? value
        } else if let literal = newest?.literal {
            // Nothing tells an enumeration from any other text but its few words.
            let isCopied =
                try EmptyValue(type: column.type) != .text || source.isVocabulary(name)
            if isCopied {
                value = literal
            } else if Double(literal.dropFirst().dropLast()) != nil {
                // A decimal that is kept as text, since SQLite has none.
                value = "'0'"
            }
        }
    }

    /// Makes foreign keys name a row that is there, preferably that of the newest model.
    private static func pointToRows(
        _ db: Database,
        _ source: Source,
        _ found: inout [String: RequiredColumn]
    ) throws {
        for key in try db.foreignKeys(on: ModelTable.name) {
            let parent = key.destinationTable.quotedForSQL
            guard key.mapping.contains(where: { found[$0.origin.lowercased()] != nil }),
                try db.tableExists(key.destinationTable)
            else { continue }
            let match = key.mapping.map {
                "m.\($0.origin.quotedForSQL) = p.\($0.destination.quotedForSQL)"
            }.joined(separator: " AND ")
            let targets = key.mapping.map { "quote(p.\($0.destination.quotedForSQL))" }
                .joined(separator: ", ")
            let row =
                try Row.fetchOne(
                    db,
                    sql: """
                        SELECT \(targets) FROM \(ModelTable.name) m JOIN \(parent) p ON \(match)
                        ORDER BY m.first_seen_ms IS NOT NULL\(source.newestFirst("m")) LIMIT 1
                        """
                ) ?? Row.fetchOne(db, sql: "SELECT \(targets) FROM \(parent) p LIMIT 1")
            guard let row else { continue }
            for (index, pair) in key.mapping.enumerated() {
                let unused = """
                    (SELECT p.\(pair.destination.quotedForSQL) FROM \(parent) p WHERE \
                    NOT EXISTS (SELECT 1 FROM \(ModelTable.name) m WHERE \(match)) LIMIT 1)
                    """
                found[pair.origin.lowercased()]?.point(
                    to: row[index],
                    unused: key.mapping.count == 1 ? unused : ""
                )
            }
        }
    }

    private mutating func point(to literal: String, unused: String) {
        value = literal
        substitute = nil
        unusedParent = unused
    }

    /// Gives each unique index a column whose value differs from row to row.
    private static func tellApart(
        _ db: Database,
        _ columns: [ColumnInfo],
        _ found: inout [String: RequiredColumn]
    ) throws {
        let nullable = Set(
            columns.filter { !$0.isNotNull && $0.primaryKeyIndex == 0 && $0.defaultValueSQL == nil }
                .map { $0.name.lowercased() }
        ).subtracting(ModelTable.columns.map(\.name))
        for index in try db.indexes(on: ModelTable.name) where index.isUnique {
            let names = index.columns.map { $0.lowercased() }
            let isDistinct = names.contains { name in
                // Nulls are distinct, and so are our own keys.
                name == "model_id" || name == "canonical_slug" || nullable.contains(name)
                    || found[name].map { !$0.isConstant } ?? false
            }
            guard !isDistinct else { continue }
            let free = names.filter { found[$0] != nil }
            let best = free.reversed().min { left, right in
                (found[left]?.costOfDifference ?? 0) < (found[right]?.costOfDifference ?? 0)
            }
            if let best { found[best]?.becomeDistinct() }
        }
    }

    /// How much harm another value in each row does: none to an ID, most to a foreign key.
    private var costOfDifference: Int {
        if unusedParent != nil { return 4 }
        switch form {
        case .uuid: return 0
        case .text: return value == "''" ? 1 : 3
        default: return 2
        }
    }

    private mutating func becomeDistinct() {
        isConstant = false
        if let unusedParent {
            if !unusedParent.isEmpty { value = unusedParent }
            return
        }
        value = form.distinctSQL(column: name)
        substitute = EmptyValue.uuid(hasDashes: false).sql
    }
}

extension RequiredColumn {
    /// Where values to copy come from: the predecessor's own rows, as long as there are any.
    private struct Source {
        let db: Database
        let condition: String
        let hasRowID: Bool
        let definition: String

        init(_ db: Database) throws {
            self.db = db
            let own = "first_seen_ms IS NULL"
            let hasOwn = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM \(ModelTable.name) WHERE \(own))"
            )
            condition = hasOwn == true ? own : "1"
            definition =
                try String.fetchOne(
                    db,
                    sql: "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?",
                    arguments: [ModelTable.name]
                ) ?? ""
            hasRowID = definition.firstMatch(of: /(?i)\bWITHOUT\s+ROWID\b/) == nil
        }

        /// The rest of an ORDER BY clause.
        func newestFirst(_ table: String) -> String { hasRowID ? ", \(table).rowid DESC" : "" }

        /// The newest row's value, and as SQL.
        func newest(_ column: String) throws -> (value: DatabaseValue, literal: String)? {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT \(column), quote(\(column)) FROM \(ModelTable.name) m
                    WHERE \(condition) AND \(column) IS NOT NULL ORDER BY \(column) = ''\(newestFirst("m"))
                    LIMIT 1
                    """
            )
            return row.map { ($0[0], $0[1]) }
        }

        /// Whether a column of texts has few and short ones, none of them empty.
        func isVocabulary(_ column: String) throws -> Bool {
            let words = try DatabaseValue.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT \(column) FROM \(ModelTable.name) WHERE \(condition)
                    LIMIT \(RequiredColumn.vocabularyLimit + 1)
                    """
            )
            return words.count <= RequiredColumn.vocabularyLimit
                && words.allSatisfy { word in
                    guard let text = String.fromDatabaseValue(word) else { return false }
                    return !text.isEmpty && text.utf8.count <= RequiredColumn.longestWord
                        && !text.contains("\n")
                }
        }

        /// Whether a column of integers has few of them, some more than once, and no 0: as the numbers
        /// of an enumeration.
        func isCode(_ column: String) throws -> Bool {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*), COUNT(DISTINCT \(column)), TOTAL(\(column) = 0)
                    FROM \(ModelTable.name) WHERE \(condition)
                    """
            )
            guard let row else { return false }
            let (rows, distinct, zeros): (Int, Int, Double) = (row[0], row[1], row[2])
            return zeros == 0 && distinct <= RequiredColumn.codeLimit
                && (distinct < rows || rows == 1)
        }

        /// The first of the values that `CHECK (column IN (…))` lists.
        func firstWordOfCheck(_ column: String) throws -> String? {
            let quoted = [column, "\"\(column)\"", "`\(column)`", "[\(column)]"]
            for match in definition.matches(
                of: /(?i)(\w+|"[^"]+"|`[^`]+`|\[[^\]]+\])\s+IN\s*\(\s*('(?:[^']|'')*'|-?\d[\d.]*)/
            ) where quoted.contains(where: { $0.lowercased() == match.output.1.lowercased() }) {
                return String(match.output.2)
            }
            return nil
        }
    }
}

extension RequiredColumn {
    /// The values of all columns; then with one, and at last with every one, taken from elsewhere.
    static func fillings(of columns: [RequiredColumn]) -> [[String]] {
        let values = columns.map(\.value)
        var fillings = [values]
        for (index, column) in columns.enumerated() {
            guard let substitute = column.substitute, substitute != column.value else { continue }
            var filling = values
            filling[index] = substitute
            fillings.append(filling)
        }
        if fillings.count > 2 { fillings.append(columns.map { $0.substitute ?? $0.value }) }
        return fillings
    }

    /// Replaces what the first edition wrote: `''`, whatever the type.
    static func repair(_ db: Database, _ columns: [RequiredColumn]) throws {
        for column in columns
        where !["''", "0"].contains(column.value) && !column.value.contains(":model_id") {
            do {
                try db.execute(
                    sql: """
                        UPDATE OR ABORT \(ModelTable.name) SET \(column.name) = \(column.value)
                        WHERE first_seen_ms IS NOT NULL AND \(column.name) = ''
                        """
                )
            } catch DatabaseError.SQLITE_CONSTRAINT {
                continue
            }
        }
    }
}

extension ColumnInfo {
    /// Whether its type is one that enumerations are stored in.
    fileprivate var mayHoldCodes: Bool {
        ["INT", "INTEGER", "SMALLINT", "TINYINT"].contains(type.uppercased())
    }
}

extension String {
    /// The name of a table or column in SQL; GRDB's own quotation leaves quotation marks alone.
    fileprivate var quotedForSQL: String { "\"\(replacing(mark: "\"", with: "\"\""))\"" }
}
