import GRDB

/// The value of a column of which nothing is known, as SQL.
///
/// The program that declared the column must be able to read it. SQLAlchemy reads `''` neither as a
/// date nor as JSON or a UUID, so the value has the form of the declared type, or of a value that is
/// there.
enum EmptyValue: Hashable {
    case number
    /// A date, a time, or both, in the form of SQL or of a value that is there.
    case moment(Moment, form: String)
    case json(String)
    case uuid(hasDashes: Bool)
    /// SQLAlchemy declares a pickle like any other bytes, and can read only a pickle.
    case pickle
    case bytes(count: Int)
    case text

    enum Moment: Hashable { case date, time, both }

    /// The form of a column that was declared as `type`, and whose values are like `example`.
    init(type: String, like example: DatabaseValue.Storage? = nil) {
        let declared = Self(declaredType: type.uppercased())
        self =
            switch example {
            case .string(let text): Self(text: text, declared)
            case .int64, .double: .number
            case .blob(let data):
                // A pickle ends with the operation STOP, which is a full stop.
                data.last == UInt8(ascii: ".") ? .pickle : .bytes(count: data.count == 16 ? 16 : 0)
            case .null, nil: declared
            }
    }

    private init(declaredType type: String) {
        func has(_ words: String...) -> Bool { words.contains { type.contains($0) } }
        self =
            if has("DATETIME", "TIMESTAMP", "INTERVAL") {
                .moment(.both, form: "1970-01-01 00:00:00.000000")
            } else if type.hasPrefix("DATE") {
                .moment(.date, form: "1970-01-01")
            } else if type.hasPrefix("TIME") {
                .moment(.time, form: "00:00:00.000000")
            } else if has("JSON") {
                .json("null")
            } else if has("UUID", "GUID", "UNIQUEIDENTIFIER") || type == "CHAR(32)" {
                .uuid(hasDashes: false)
            } else if has("CHAR(36)") {
                .uuid(hasDashes: true)
            } else if has("BLOB", "BINARY", "BYTEA") {
                has("(16)") ? .bytes(count: 16) : .pickle
            } else if has("INT", "REAL", "NUM", "BOOL", "FLOA", "DOUB", "DEC", "MONEY", "SERIAL") {
                .number
            } else {
                .text
            }
    }

    private init(text: String, _ declared: EmptyValue) {
        let digits = text.map { $0.isNumber ? "0" : $0 }
        self =
            if text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil {
                .moment(.date, form: "1970-01-01")
            } else if text.wholeMatch(
                of: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)? ?(Z|[+-]\d\d:?\d\d)?/
            ) != nil {
                .moment(.both, form: "1970-01-01" + String(digits.dropFirst(10)))
            } else if text.wholeMatch(of: /\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/) != nil {
                .moment(.time, form: String(digits))
            } else if text.wholeMatch(of: /\[[\s\S]*\]/) != nil {
                .json("[]")
            } else if text.wholeMatch(of: /\{[\s\S]*\}/) != nil {
                .json("{}")
            } else if text.wholeMatch(of: /[0-9a-fA-F]{32}/) != nil {
                .uuid(hasDashes: false)
            } else if text.wholeMatch(of: /[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/)
                != nil
            {
                .uuid(hasDashes: true)
            } else if case .json = declared {
                declared
            } else {
                .text
            }
    }

    /// The value as an SQL expression; a UUID is another one for each row.
    var sql: String {
        switch self {
        case .number: "0"
        case .moment(_, let form): "'\(form)'"
        case .json(let text): "'\(text)'"
        case .uuid: distinctSQL(column: "")
        // pickle.loads reads None.
        case .pickle: "x'80054E2E'"
        case .bytes(let count): count == 0 ? "x''" : "randomblob(\(count))"
        case .text: "''"
        }
    }

    /// An expression that differs from row to row, for a column that must.
    func distinctSQL(column: String) -> String {
        let day = "date(abs(random()) % 4000000000, 'unixepoch')"
        let time = """
            printf('%02d:%02d:%02d.%06d', abs(random()) % 24, abs(random()) % 60, \
            abs(random()) % 60, abs(random()) % 1000000)
            """
        switch self {
        case .number: return "(SELECT IFNULL(MAX(\(column)), 0) + 1 FROM \(ModelTable.name))"
        case .moment(.date, _): return day
        case .moment(.time, _): return time
        case .moment(.both, _): return "\(day) || ' ' || \(time)"
        case .json: return "json_quote(:model_id)"
        // A column of the type UUID would take digits alone for a number, hence the letter.
        case .uuid(hasDashes: false): return "'a' || substr(lower(hex(randomblob(16))), 2)"
        case .uuid(hasDashes: true):
            return """
                lower('a' || substr(hex(randomblob(4)), 2) || '-' || hex(randomblob(2)) || '-4' || \
                substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || \
                hex(randomblob(6)))
                """
        // A pickled number in the oldest protocol is text.
        case .pickle: return "CAST('I' || abs(random()) || char(10) || '.' AS BLOB)"
        case .bytes: return "randomblob(16)"
        case .text: return ":model_id"
        }
    }

    /// What a CHECK may accept where it refuses the value itself, and no row has one to copy.
    var substituteSQL: String? {
        switch self {
        case .number: "1"
        case .text: ":model_id"
        default: nil
        }
    }
}
