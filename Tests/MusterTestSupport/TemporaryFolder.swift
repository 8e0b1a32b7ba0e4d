import Foundation

/// A folder that exists as long as a test's body runs.
package struct TemporaryFolder: Sendable {
    /// The folder's absolute path, without a slash at its end.
    package let path: String

    /// Makes a folder, runs `body` and removes the folder however `body` ends.
    @discardableResult
    package static func withFolder<Value>(
        _ body: (TemporaryFolder) async throws -> Value
    ) async throws -> Value {
        let name = "muster-tests-\(UUID().uuidString)"
        let url = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(TemporaryFolder(path: url.path(percentEncoded: false)))
    }

    /// The path of a file in the folder.
    package func file(_ name: String) -> String {
        path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    }

    /// The names of all files in the folder, sorted.
    package var fileNames: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}
