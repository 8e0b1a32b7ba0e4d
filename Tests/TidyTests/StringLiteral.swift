/// A string literal of a Swift file, as whoever runs the program reads it.
struct StringLiteral {
    /// The line on which it begins.
    let line: Int
    /// Its characters, with `…` for each interpolation; literals that are joined by `+` are one.
    let text: String
    /// The code before it, as far as its role shows there: `help:`, `CommandFailure(`.
    let context: String

    /// Every literal of a file, those within interpolations too.
    static func all(in file: SourceFile) -> [StringLiteral] {
        var scanner = LiteralScanner(file.lines.joined(separator: "\n"))
        scanner.run()
        return scanner.literals
    }
}

/// Reads literals with their escapes and interpolations, as the compiler does.
private struct LiteralScanner {
    private(set) var literals: [StringLiteral] = []
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    /// The code since the last literal, without white space.
    private var code: [UInt8] = []
    /// The literal that a `+` continues.
    private var continuable: Int?

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func run() {
        while index < bytes.count {
            if starts("//") {
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
            } else if let hashes = literalStart() {
                readLiteral(hashes: hashes)
            } else {
                readCode()
            }
        }
    }

    private mutating func readCode() {
        if bytes[index] > UInt8(ascii: " ") { code.append(bytes[index]) }
        advance()
    }

    private mutating func advance() {
        if bytes[index] == UInt8(ascii: "\n") { line += 1 }
        index += 1
    }

    private func starts(_ text: String) -> Bool {
        index < bytes.count && text.utf8.first == bytes[index]
            && bytes[index...].starts(with: text.utf8)
    }

    /// How many `#` precede a quotation mark here; `nil` when none does.
    private func literalStart() -> Int? {
        var place = index
        while place < bytes.count, bytes[place] == UInt8(ascii: "#") { place += 1 }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
        return place - index
    }

    private mutating func readLiteral(hashes: Int) {
        let isContinued = code == [UInt8(ascii: "+")] && continuable != nil
        let place = isContinued ? continuable ?? 0 : literals.count
        if !isContinued {
            let context = String(decoding: code.suffix(60), as: UTF8.self)
            // Those within its interpolations come after it.
            literals.append(StringLiteral(line: line, text: "", context: context))
        }
        index += hashes
        let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
        index += quotes.utf8.count
        let text = readText(
            end: quotes + String(repeating: "#", count: hashes),
            escape: "\\" + String(repeating: "#", count: hashes)
        )
        let before = literals[place]
        literals[place] = StringLiteral(
            line: before.line,
            text: before.text + text,
            context: before.context
        )
        code = []
        continuable = place
    }

    /// The text up to the quotation marks.
    ///
    /// The compiler takes the indentation of a long literal away; here it is white space like any
    /// other, of which ``ProgramMessage`` makes one space.
    private mutating func readText(end: String, escape: String) -> String {
        var text: [UInt8] = []
        while index < bytes.count, !starts(end) {
            guard starts(escape) else {
                text.append(bytes[index])
                advance()
                continue
            }
            index += escape.utf8.count
            if starts("(") {
                skipInterpolation()
                text += Array("…".utf8)
            } else {
                text += readEscape()
            }
        }
        index += end.utf8.count
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func readEscape() -> [UInt8] {
        let byte = bytes[index]
        advance()
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"):
            return [UInt8(ascii: " ")]
        case UInt8(ascii: "\n"), UInt8(ascii: "0"):
            return []
        case UInt8(ascii: "u"):
            let digits = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "}") }
            index += digits.count + 2
            let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
                .flatMap(Unicode.Scalar.init)
            return scalar.map { Array(String(Character($0)).utf8) } ?? []
        default:
            return [byte]
        }
    }

    private mutating func skipInterpolation() {
        let outer = (code, continuable)
        (code, continuable) = ([], nil)
        var depth = 0
        repeat {
            if let hashes = literalStart() {
                readLiteral(hashes: hashes)
                continue
            }
            if bytes[index] == UInt8(ascii: "(") { depth += 1 }
            if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
            readCode()
        } while depth > 0 && index < bytes.count
        (code, continuable) = outer
    }
}
