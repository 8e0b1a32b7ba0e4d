/// Why the user's editor brought no text.
package enum EditorError: Error, Sendable, Hashable {
    /// It could not be run, or ended with an error.
    case failed(reason: String)
    /// The file could not be written, or read back.
    case file(reason: String)
}

extension EditorError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .failed(let reason), .file(let reason): reason
        }
    }
}
