/// Where the API key comes from; the first that is there counts.
package enum KeySource: Sendable, Hashable {
    /// The variable `OPENROUTER_API_KEY`.
    case environment
    /// The output of `key_command` in the configuration.
    case command
    /// The key file.
    case file(path: String)
    /// Nowhere.
    case none
}

extension KeySource: CustomStringConvertible {
    package var description: String {
        switch self {
        case .environment: "OPENROUTER_API_KEY"
        case .command: "key_command"
        case .file(let path): path
        case .none: "none"
        }
    }
}
