import Foundation

/// Completes a path as a shell does.
package enum PathCompletion {
    /// The most names to look at in a folder.
    private static let limit = 10_000

    /// What the path can be completed to without a choice, and the names to choose from then.
    ///
    /// - Returns: No names if no file begins like that; `nil` if the path names one already.
    @concurrent
    package static func complete(_ path: String, home: String) async -> PathChoice? {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let (folder, start) = (String(path[..<slash]), String(path[slash...]))
        let real =
            folder.hasPrefix("~/") ? home + folder.dropFirst() : folder.isEmpty ? "." : folder
        let manager = FileManager.default
        let names = ((try? manager.contentsOfDirectory(atPath: real)) ?? []).prefix(limit).filter {
            $0.hasPrefix(start) && ($0.first != "." || start.first == ".")
        }.sorted()
        guard let first = names.first else { return PathChoice(text: path, names: []) }
        let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        var isFolder: ObjCBool = false
        let isOnly = names.count == 1
        if isOnly { _ = manager.fileExists(atPath: real + "/" + first, isDirectory: &isFolder) }
        let text = folder + common + (isOnly && isFolder.boolValue ? "/" : "")
        return text == path && isOnly ? nil : PathChoice(text: text, names: names)
    }
}
