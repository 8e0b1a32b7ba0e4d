import Foundation

/// A slate on disk.
package struct SlateFile: Sendable {
    /// Twice the size of a slate of all models.
    private static let byteLimit = 4 << 20

    package let path: String

    /// The file need not exist.
    package init(path: String) {
        self.path = path
    }

    package func read() throws(SlateError) -> Slate {
        try Slate(yaml: try text())
    }

    /// Writes a slate atomically, with the user's own keys of the slate that it replaces; `isForced`
    /// also replaces a file that is not a slate.
    ///
    /// - Returns: the models of the replaced slate that the new one does not have.
    @discardableResult
    package func write(_ slate: Slate, isForced: Bool = false) throws(SlateError) -> [ModelID] {
        var old: Slate?
        if FileManager.default.fileExists(atPath: path) {
            old = try? read()
            guard old != nil || isForced else { throw .foreign(path: path) }
        }
        do throws(FileFailure) {
            let whole = old.map { slate.keepingExtras(of: $0) } ?? slate
            try AtomicFile.write(Data(whole.yaml.utf8), to: path)
        } catch {
            throw .file(error)
        }
        let new = Set(slate.entries.map(\.modelID))
        return old?.entries.map(\.modelID).filter { !new.contains($0) } ?? []
    }

    private func text() throws(SlateError) -> String {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            data = try handle.read(upToCount: Self.byteLimit + 1) ?? Data()
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            let reason = isThere ? "it cannot be read" : "there is no such file"
            throw .file(FileFailure(path: path, reason: reason))
        }
        guard data.count <= Self.byteLimit else {
            throw .malformed(line: 1, reason: "larger than \(Self.byteLimit >> 20) MiB")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw .malformed(line: 1, reason: "not UTF-8")
        }
        return text
    }
}

/// A failure to read or write a slate.
package enum SlateError: Error, Sendable, Hashable {
    case malformed(line: Int, reason: String)
    /// An existing file is not a slate, so the program does not replace it.
    case foreign(path: String)
    case file(FileFailure)
}

extension SlateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let line, let reason): "line \(line): \(reason)"
        case .foreign(let path): "\(path) exists and is not a slate; it was not changed"
        case .file(let failure): "\(failure)"
        }
    }
}
