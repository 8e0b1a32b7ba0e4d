import Foundation

/// A slate on the disk.
package struct SlateFile: Sendable {
    /// A slate of all models there are has half of that.
    private static let byteLimit = 4 << 20

    /// Where it is.
    package let path: String

    /// Names a file, which need not be there.
    package init(path: String) {
        self.path = path
    }

    /// Reads the slate.
    package func read() throws(SlateError) -> Slate {
        try Slate(yaml: try text())
    }

    /// Writes a slate whole or not at all.
    ///
    /// - Parameters:
    ///   - slate: what to write.
    ///   - isForced: whether a file that is not a slate may be replaced.
    /// - Throws: `SlateError`; then the file is as it was.
    package func write(_ slate: Slate, isForced: Bool = false) throws(SlateError) {
        if !isForced, FileManager.default.fileExists(atPath: path) {
            guard (try? read()) != nil else { throw .foreign(path: path) }
        }
        do throws(FileFailure) {
            try AtomicFile.write(Data(slate.yaml.utf8), to: path)
        } catch {
            throw .file(error)
        }
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

/// Why a slate cannot be read or written.
package enum SlateError: Error, Sendable, Hashable {
    /// The text is not a slate.
    case malformed(line: Int, reason: String)
    /// The file is there and is not a slate, so it is not replaced.
    case foreign(path: String)
    /// The file cannot be read or written.
    case file(FileFailure)
}

extension SlateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let line, let reason): "line \(line): \(reason)"
        case .foreign(let path): "\(path) is there and is not a slate; it was left as it is"
        case .file(let failure): "\(failure)"
        }
    }
}
