/// A declaration at the top of a file or in a type; what is inside functions is left out.
struct Declaration: Sendable {
    /// `struct`, `func`, `let` and so on.
    let keyword: String
    /// What it declares; `init` for initialisers.
    let name: String
    /// `package`, `static` and so on, attributes left out.
    let modifiers: Set<String>
    /// Its line, from 1.
    let line: Int
    /// How many types enclose it.
    let depth: Int
    /// The whole of its first line.
    let text: String
    /// Whether a comment of `///` stands before it.
    var hasDocumentation = false

    /// Words that may stand before a declaration.
    static let modifiers: Set<Substring> = [
        "package", "public", "internal", "private", "fileprivate", "open", "static", "final",
        "mutating", "nonisolated", "indirect", "override", "convenience", "lazy", "weak",
        "private(set)", "fileprivate(set)", "dynamic", "required", "class",
    ]

    private static let keywords: Set<Substring> = [
        "struct", "class", "enum", "actor", "protocol", "extension", "func", "var", "let", "init",
        "init?", "subscript", "typealias", "case",
    ]

    /// The words that declare a type.
    static let typeKeywords: Set<String> = ["struct", "class", "enum", "actor", "protocol"]

    /// Whether only its own file sees it.
    var isPrivate: Bool { modifiers.contains("private") || modifiers.contains("fileprivate") }
    /// Whether it is a type.
    var isType: Bool { Self.typeKeywords.contains(keyword) }

    /// Finds all of a file.
    static func all(lines: [String], code: [String]) -> [Declaration] {
        var found: [Declaration] = []
        // One entry an open brace: whether it is a type's.
        var scopes: [Bool] = []
        var isPendingType = false
        for (index, line) in code.enumerated() {
            if scopes.allSatisfy({ $0 }), var declaration = read(line, index, depth: scopes.count) {
                declaration.hasDocumentation = isDocumented(lines, before: index)
                found.append(declaration)
                isPendingType = declaration.isType || declaration.keyword == "extension"
            }
            for byte in line.utf8 {
                if byte == UInt8(ascii: "{") {
                    scopes.append(isPendingType)
                    isPendingType = false
                } else if byte == UInt8(ascii: "}") {
                    _ = scopes.popLast()
                }
            }
        }
        return found
    }

    private static func read(_ line: String, _ index: Int, depth: Int) -> Declaration? {
        let words = line.split { " (<:,=".contains($0) && $0 != "(" }
        var modifiers: Set<String> = []
        for (place, word) in words.enumerated() {
            let bare = word.prefix { $0 != "(" || word.hasSuffix("(set)") }
            let following = words.dropFirst(place + 1).first
            let isClassModifier = word == "class" && following.map(keywords.contains) == true
            if word.hasPrefix("@")
                || Self.modifiers.contains(word) && (word != "class" || isClassModifier)
            {
                if !word.hasPrefix("@") { modifiers.insert(String(word)) }
                continue
            }
            guard keywords.contains(bare) else { return nil }
            let keyword = bare == "init?" ? "init" : String(bare)
            let operators = ["==", "<", "+"].filter {
                line.contains("func \($0) (") || line.contains("func \($0)(")
            }
            let rest =
                operators.first ?? following.map { word in
                    String(word.prefix { $0 != "(" && $0 != "{" })
                } ?? ""
            return Declaration(
                keyword: keyword,
                name: keyword == "init" || keyword == "subscript" ? keyword : rest,
                modifiers: modifiers,
                line: index + 1,
                depth: depth,
                text: line
            )
        }
        return nil
    }

    private static func isDocumented(_ lines: [String], before index: Int) -> Bool {
        var place = index - 1
        while place >= 0 {
            let line = lines[place].drop { $0 == " " }
            if line.hasPrefix("///") { return true }
            guard line.hasPrefix("@") || line.hasPrefix("//") else { return false }
            place -= 1
        }
        return false
    }
}
