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
