import MusterCore
import MusterUI

/// An entry of the configuration file: what the reader checks, and what the reference tells.
struct ConfigurationEntry: Sendable {
    /// What an entry holds.
    enum Kind: Sendable {
        case text
        case flag
        case count(ClosedRange<Int>)
        case choice([String])
        /// How long, of a second or more.
        case time
        /// How old, of a day or more.
        case age
        /// Entries of its own.
        case group([ConfigurationEntry])
        /// Lists, described in these words, which have readers of their own.
        case apart(String)
    }

    let name: String
    let kind: Kind
    /// What holds where the entry is left out.
    let standard: String
    /// What it is for, in sentences.
    let purpose: String
    /// The option that says the same for one run.
    var option: String?
    /// The variable of the environment that says the same.
    var variable: String?
    /// The entry as it may stand in the file.
    let example: String

    /// The entry of a name; `nil` when there is none.
    static func named(_ name: String) -> ConfigurationEntry? {
        all.first { $0.name == name }
    }

    /// The entries of its own, of which none but a group has any.
    var parts: [ConfigurationEntry] {
        if case .group(let parts) = kind { parts } else { [] }
    }
}

extension ConfigurationEntry.Kind: CustomStringConvertible {
    var description: String {
        switch self {
        case .text: "text"
        case .flag: "`true` or `false`"
        case .count(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
        case .time: "a time: a number and `s`, `m`, `h` or `d`"
        case .age: "an age of a day or more: a number and `h` or `d`"
        case .group(let entries):
            "entries: " + entries.map { "`\($0.name)`" }.joined(separator: ", ")
        case .apart(let words): words
        }
    }
}
