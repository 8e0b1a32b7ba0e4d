/// Why a file could not be read or written.
package struct FileFailure: Error, Sendable, Hashable {
    /// The file, as it was named.
    package var path: String
    /// Why, in the system's words.
    package var reason: String

    /// Creates a failure.
    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

extension FileFailure: CustomStringConvertible {
    package var description: String { "\(path): \(reason)" }
}
