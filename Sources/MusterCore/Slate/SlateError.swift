/// Why a slate cannot be read or written.
package enum SlateError: Error, Sendable, Hashable {
    /// The text is not a slate.
    case malformed(line: Int, reason: String)
    /// The file is there and is not a slate, so it is not replaced.
    case foreign(path: String)
    /// The file cannot be read or written.
    case file(FileFailure)
}

extension SlateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let line, let reason): "line \(line): \(reason)"
        case .foreign(let path): "\(path) is there and is not a slate; it was left as it is"
        case .file(let failure): "\(failure)"
        }
    }
}
