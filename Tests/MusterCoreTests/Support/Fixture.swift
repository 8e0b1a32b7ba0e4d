import Foundation

/// The files in `Fixtures`, which are this project's own.
enum Fixture {
    /// The bytes of a file.
    static func bytes(_ name: String) throws -> Data {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures")
        return try Data(contentsOf: folder.appending(path: name))
    }
}
