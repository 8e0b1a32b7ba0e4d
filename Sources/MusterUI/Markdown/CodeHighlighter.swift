import MusterCore

/// Colours a line of code by the theme's roles: words of languages, strings, numbers, comments.
///
/// It knows no language's grammar, only what most have in common.
struct CodeHighlighter {
    private let comment: String

    /// - Parameter language: The word behind the fence, in any case.
    init(language: String) {
        comment =
            switch language.lowercased() {
            case "sql", "lua", "haskell", "elm": "--"
            case "python", "py", "sh", "bash", "zsh", "shell", "ruby", "rb", "yaml", "yml", "toml",
                "r", "perl", "make", "makefile", "dockerfile", "ini", "conf", "text", "":
                "#"
            default: "//"
            }
    }

    func spans(_ line: String) -> [Span] {
        let characters = Array(line)
        let marks = Array(comment)
        var spans: [Span] = []
        var place = 0
        func run(_ isIn: (Character) -> Bool) -> String {
            String(characters[place...].prefix(while: isIn))
        }
        while place < characters.count {
            let character = characters[place]
            let text: String
            let role: CellStyle.Role
            if characters[place...].starts(with: marks),
                place == 0 || isBreak(characters[place - 1])
            {
                (text, role) = (String(characters[place...]), .dim)
            } else if character == "\"" || character == "'" {
                text = Self.string(characters[place...])
                role = text.count > 1 ? .success : .text
            } else if character.isLetter || character == "_" {
                text = run { $0.isLetter || $0.isNumber || $0 == "_" }
                role = Self.words.contains(text) ? .accent : .text
            } else if character.isNumber {
                text = run { $0.isNumber || $0 == "." || $0 == "_" || $0.isHexDigit || $0 == "x" }
                role = .warning
            } else {
                text = String(character)
                role = .text
            }
            if let last = spans.last, last.role == role {
                spans[spans.count - 1] = Span("\(last.text)\(text)", role)
            } else {
                spans.append(Span("\(text)", role))
            }
            place += text.count
        }
        return spans
    }

    private func isBreak(_ character: Character) -> Bool {
        character.isWhitespace || ";{}()".contains(character)
    }

    /// From a quotation mark to its counterpart, or only the mark if there is none.
    private static func string(_ rest: ArraySlice<Character>) -> String {
        guard let mark = rest.first else { return "" }
        var isEscaped = false
        for index in rest.indices.dropFirst() {
            if isEscaped {
                isEscaped = false
            } else if rest[index] == "\\" {
                isEscaped = true
            } else if rest[index] == mark {
                return String(rest[...index])
            }
        }
        return String(mark)
    }

    private static let words: Set<String> = Set(
        """
        abstract and as assert async await begin bool boolean break case catch char class const \
        constexpr continue def default defer del delete do double echo elif else end enum except \
        export extends false False fi final finally float fn for foreach from func function global \
        go goto guard if impl implements import in init int interface internal is lambda let long \
        loop match mod module mut namespace new nil none None not null nullptr of open operator or \
        override package pass private protected protocol pub public raise range ref repeat \
        require return self Self sizeof static str string String struct super switch template then \
        this throw throws trait true True try type typedef typename union unless unsafe until use \
        using val var virtual void volatile when where while with yield SELECT FROM WHERE INSERT \
        INTO UPDATE DELETE CREATE TABLE JOIN ON AND OR NOT NULL ORDER GROUP BY LIMIT VALUES SET AS
        """.split(separator: " ").map(String.init)
    )
}
