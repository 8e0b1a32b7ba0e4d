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
