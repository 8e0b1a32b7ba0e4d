/// Why there is no usable key although a source for one is named.
package enum KeyError: Error, Sendable, Hashable {
    /// Others than the owner can read the key file.
    case fileIsReadableByOthers(path: String)
    /// The key file cannot be read or written.
    case fileFailed(path: String, reason: String)
    /// `key_command` failed, or printed nothing that can be a key.
    case commandFailed(reason: String)
    /// What was given as a key is empty or cannot be sent in a header.
    case notAKey(source: String)
}

extension KeyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fileIsReadableByOthers(let path):
            "The key file \(path) can be read by others, so it is not used. Run: chmod 600 '\(path)'"
        case .fileFailed(let path, let reason):
            "The key file \(path) cannot be used: \(reason)."
        case .commandFailed(let reason):
            "The key_command of the configuration failed: \(reason)."
        case .notAKey(let source):
            "\(source) does not hold a key: it is empty or has characters that no key has."
        }
    }
}
