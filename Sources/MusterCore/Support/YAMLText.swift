package import Yams

/// The text of a YAML file, read as all files of muster are: without aliases that multiply, and with
/// one sentence for what is wrong.
package enum YAMLText {
    /// Why a text cannot be read.
    package struct Unreadable: Error, Equatable {
        /// The line, counted from 1, where the reader knows one.
        package let line: Int?
        /// What is wrong there, as a part of a sentence.
        package let reason: String
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - yaml: the text.
    ///   - resolver: the rules that tell numbers and dates from text.
    /// - Returns: its root; `nil` for a text without content.
    /// - Throws: `Unreadable`, with the first thing that is wrong.
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
    /// Yams's own description shows the line in question too, however long that is.
    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(line: mark.line, reason: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(
                line: context.mark.line,
                reason: "there twice: \(keys.joined(separator: ", "))"
            )
        default:
            self.init(line: nil, reason: "not YAML")
        }
    }
}

/// The aliases of a YAML text, looked at before it is read.
///
/// Where an alias stands for a list of aliases, each line multiplies what the ones before stand for:
/// ten lines say more than any memory holds, and whoever compares, copies or writes what was read
/// never comes to an end. So an alias may stand for one value, which is all that the files of muster
/// have use for.
package enum YAMLAliases {
    /// An alias that stands for a list, and its line, counted from 1.
    package typealias Place = (name: String, line: Int)

    /// The first alias of a text that may stand for a list or a mapping.
    ///
    /// What only looks like one, within quotation marks or a comment, counts too: there is no telling
    /// without reading the text.
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

    /// The letters of a name, as libyaml takes them.
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

    /// Whether what follows a name may be a list or a mapping: in brackets, or on the lines below.
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
