package import Yams

/// Parses YAML the way muster reads all its files: without aliases that multiply, and with a
/// one-sentence error.
package enum YAMLText {
    package struct Unreadable: Error, Equatable {
        /// The line, counted from 1, if known.
        package let line: Int?
        /// The error, as part of a sentence.
        package let reason: String
    }

    /// Parses a text, with `resolver` to tell numbers and dates from text; `nil` if it is empty.
    package static func root(
        of yaml: String,
        _ resolver: Resolver = .default
    ) throws(Unreadable) -> Node? {
        if let alias = YAMLAliases.firstOfList(in: yaml) {
            throw Unreadable(
                line: alias.line,
                reason: "*\(alias.name) stands for a list; write it out"
            )
        }
        do {
            return try Yams.compose(yaml: yaml, resolver)
        } catch let error as YamlError {
            throw Unreadable(error)
        } catch {
            throw Unreadable(line: nil, reason: "not YAML")
        }
    }
}

extension YAMLText.Unreadable {
    /// Yams's own description also quotes the line, however long.
    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(line: mark.line, reason: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = SanitizedText(sanitizing: keys.joined(separator: ", ")).singleLine
            self.init(line: context.mark.line, reason: "repeated: \(names.string)")
        default:
            self.init(line: nil, reason: "not YAML")
        }
    }
}

/// Finds dangerous aliases in a YAML text before it is parsed.
///
/// If aliases stand for lists of aliases, each line multiplies the size of the ones before. Ten
/// lines can exceed any memory, and comparing, copying or writing the value never ends. So an alias
/// may only stand for a scalar, which is all that muster's files need.
package enum YAMLAliases {
    /// An alias for a collection, with its line, counted from 1.
    package typealias Place = (name: String, line: Int)

    /// Finds the first alias that may stand for a list or a mapping.
    ///
    /// It also counts apparent aliases in quotes or comments, because only parsing could tell.
    package static func firstOfList(in yaml: String) -> Place? {
        guard yaml.utf8.contains(UInt8(ascii: "&")), yaml.utf8.contains(UInt8(ascii: "*")) else {
            return nil
        }
        let scalars = Array(yaml.unicodeScalars)
        var lists: Set<String> = []
        for index in scalars.indices where scalars[index] == "&" {
            let name = name(after: index, in: scalars)
            if beginsList(scalars[(index + 1 + name.unicodeScalars.count)...]) {
                lists.insert(name)
            }
        }
        guard !lists.isEmpty else { return nil }
        for index in scalars.indices where scalars[index] == "*" {
            let name = name(after: index, in: scalars)
            guard !name.isEmpty, lists.contains(name) else { continue }
            return (name, 1 + scalars[..<index].count { $0 == "\n" })
        }
        return nil
    }

    /// Scans a name as libyaml does.
    private static func name(after index: Int, in scalars: [Unicode.Scalar]) -> String {
        var name = String.UnicodeScalarView()
        for scalar in scalars[(index + 1)...] {
            guard scalar.isASCII,
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || scalar == "_" || scalar == "-"
            else { break }
            name.append(scalar)
        }
        return String(name)
    }

    /// Whether a list or a mapping may follow the name: in brackets, or on the lines below.
    private static func beginsList(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let rest = rest.drop { $0 == " " || $0 == "\t" }
        switch rest.first {
        case nil, "[", "{", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "#", "!", "?", "\u{FEFF}":
            return true
        case "-":
            return rest.dropFirst().first.map { $0 == " " || $0 == "\t" || $0 == "\n" } ?? true
        default:
            return false
        }
    }
}
