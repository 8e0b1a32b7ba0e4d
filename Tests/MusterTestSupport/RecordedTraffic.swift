package import Foundation

/// Recorded real traffic, which is used where it lies beside the checkout and is part of no commit.
package enum RecordedTraffic {
    /// Where it would be: `../shared/data`, seen from the package's root.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/data")

    /// Whether it is there; tests of it are enabled by this.
    package static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.path(percentEncoded: false))
    }

    /// The bytes of a file, such as `errors/real-error-bodies.jsonl`.
    package static func bytes(of name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    /// The names, such as `streams/x.sse`, of all files with that suffix; none without the folder.
    package static func names(in subfolder: String, suffix: String) -> [String] {
        let path = folder.appending(path: subfolder).path(percentEncoded: false)
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { "\(subfolder)/\($0)" }
    }
}
