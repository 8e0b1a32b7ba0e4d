import Foundation

/// The checkout that holds these tests.
enum Repository {
    /// Its top folder.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file below `Sources` and `Tests`, by path.
    static let files: [SourceFile] = {
        let folders = ["Sources", "Tests"]
        return folders.flatMap { folder -> [SourceFile] in
            let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?
                .compactMap { $0 as? String }
            return (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted()
                .compactMap { SourceFile(path: "\(folder)/\($0)", root: root) }
        }
    }()

    /// What ships.
    static let sources = files.filter { $0.path.hasPrefix("Sources/") }

    /// The text of a file, or `nil` when it is not there.
    static func text(_ path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
