import Foundation

/// The files in `Fixtures`, which are this project's own.
enum Fixture {
    /// The bytes of a file.
    static func bytes(_ name: String) throws -> Data {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures")
        return try Data(contentsOf: folder.appending(path: name))
    }

    /// Inputs by which libFuzzer reached all that it did of a reader, one a line in Base64.
    static func corpus(_ name: String) throws -> [[UInt8]] {
        let lines = String(decoding: try bytes("corpus-\(name).txt"), as: UTF8.self)
        return lines.split(separator: "\n").compactMap { Data(base64Encoded: String($0)) }
            .map(Array.init)
    }
}
