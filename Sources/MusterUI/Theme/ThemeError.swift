/// The reasons why a theme is unusable.
package enum ThemeError: Error, Sendable, Hashable {
    /// The file is not valid YAML, or not a theme.
    case unreadable(file: String, line: Int?, reason: String)
    case notFound(name: String, available: [String])
}

extension ThemeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let file, let line, let reason):
            "The theme \(file)\(line.map { ", line \($0)" } ?? ""): \(reason)."
        case .notFound(let name, let available):
            "There is no theme \(name). Available: \(available.joined(separator: ", "))."
        }
    }
}
