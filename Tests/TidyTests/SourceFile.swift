import Foundation
import Testing

/// A Swift file, with its comments and strings told apart from its code.
struct SourceFile: Sendable, CustomTestStringConvertible {
    /// Its path from the top of the repository.
    let path: String
    /// Its lines as they are.
    let lines: [String]
    /// Its lines with comments left out and strings emptied.
    let code: [String]
    /// What stands in its string literals.
    let strings: [String]
    /// The words of its code that may name types, members of others left out.
    let typeNames: Set<String>
    /// Its declarations at the top and in types, in order.
    let declarations: [Declaration]

    var testDescription: String { path }

    /// Its name without folder and `.swift`.
    var name: String { String(path.split(separator: "/").last?.dropLast(6) ?? "") }

    /// Its folder.
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// The second folder of its path: the target.
    var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }

    init?(path: String, root: URL) {
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
        else { return nil }
        self.path = path
        var scanner = CodeScanner(text)
        scanner.run()
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = scanner.code
        strings = scanner.strings
        typeNames = Self.typeNames(scanner.code)
        declarations = Declaration.all(lines: lines, code: code)
    }

    /// The modules it imports.
    var imports: Set<String> {
        Set(
            code.compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import") else { return nil }
                let isImport = words[..<index].allSatisfy {
                    $0.hasPrefix("@") || Declaration.modifiers.contains($0)
                }
                return isImport ? words.last.map(String.init) : nil
            }
        )
    }

    /// The capitalised words of code, members of others left out.
    private static func typeNames(_ code: [String]) -> Set<String> {
        var names: Set<String> = []
        for line in code {
            var word: [UInt8] = []
            var previous = UInt8(ascii: " ")
            var isMember = false
            for byte in Array(line.utf8) + [UInt8(ascii: " ")] {
                let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
                if isLetter || byte == UInt8(ascii: "_")
                    || (byte >= 0x30 && byte <= 0x39 && !word.isEmpty)
                {
                    if word.isEmpty { isMember = previous == UInt8(ascii: ".") }
                    word.append(byte)
                } else {
                    if let first = word.first, first >= 0x41, first <= 0x5A, !isMember {
                        names.insert(String(decoding: word, as: UTF8.self))
                    }
                    word = []
                }
                previous = byte
            }
        }
        return names
    }
}

/// Separates code from comments and strings, line by line.
///
/// It knows `//`, `/* */`, and strings of one or several lines with or without `#`. What a string
/// interpolates counts as the string's.
struct CodeScanner {
    private(set) var code: [String] = []
    private(set) var strings: [String] = []
    private let bytes: [UInt8]
    private var index = 0
    private var line: [UInt8] = []
    private var string: [UInt8] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func run() {
        while index < bytes.count {
            if starts("//") {
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            } else if starts("/*") {
                skipBlockComment()
            } else if let hashes = stringStart() {
                readString(hashes: hashes)
            } else {
                let byte = bytes[index]
                index += 1
                if byte == 0x0A { endLine() } else { line.append(byte) }
            }
        }
        endLine()
    }

    private mutating func endLine() {
        code.append(String(decoding: line, as: UTF8.self))
        line = []
    }

    private func starts(_ text: StaticString, at place: Int? = nil) -> Bool {
        let place = place ?? index
        guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[place..<place + $0.count]) }
    }

    private mutating func skipBlockComment() {
        while index < bytes.count, !starts("*/") {
            if bytes[index] == 0x0A { endLine() }
            index += 1
        }
        index += 2
    }

    /// How many `#` precede a quotation mark here; `nil` when none does.
    private func stringStart() -> Int? {
        var place = index
        while place < bytes.count, bytes[place] == UInt8(ascii: "#") { place += 1 }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
        return place - index
    }

    private mutating func readString(hashes: Int) {
        index += hashes
        let isLong = starts("\"\"\"")
        let quotes = isLong ? 3 : 1
        index += quotes
        string = []
        line += Array("\"\"".utf8)
        while index < bytes.count {
            if ends(quotes: quotes, hashes: hashes) {
                index += quotes + hashes
                break
            }
            let byte = bytes[index]
            if byte == 0x0A {
                // A string of one line ends there at the latest.
                guard isLong else { break }
                endLine()
            } else if byte == UInt8(ascii: "\\"), hashes == 0, index + 1 < bytes.count {
                string.append(byte)
                index += 1
                if bytes[index] == 0x0A { endLine() }
            }
            string.append(bytes[index])
            index += 1
        }
        strings.append(String(decoding: string, as: UTF8.self))
    }

    private func ends(quotes: Int, hashes: Int) -> Bool {
        guard index + quotes + hashes <= bytes.count else { return false }
        return bytes[index..<index + quotes].allSatisfy { $0 == UInt8(ascii: "\"") }
            && bytes[index + quotes..<index + quotes + hashes]
                .allSatisfy { $0 == UInt8(ascii: "#") }
    }
}

/// The checkout that holds these tests.
enum Repository {
    /// Its top folder.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file below `Sources` and `Tests`, by path.
    static let files: [SourceFile] = {
        let folders = ["Sources", "Tests"]
        return folders.flatMap { folder -> [SourceFile] in
            let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?
                .compactMap { $0 as? String }
            return (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted()
                .compactMap { SourceFile(path: "\(folder)/\($0)", root: root) }
        }
    }()

    /// What ships.
    static let sources = files.filter { $0.path.hasPrefix("Sources/") }

    /// The text of a file, or `nil` when it is not there.
    static func text(_ path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
