/// Why a file could not be read or written.
package struct FileFailure: Error, Sendable, Hashable {
    /// The file, as it was named.
    package var path: String
    /// Why, in the system's words.
    package var reason: String
}

extension FileFailure: CustomStringConvertible {
    package var description: String { "\(path): \(reason)" }
}
