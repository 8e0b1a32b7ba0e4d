package import Foundation
package import Logging
import Synchronization

/// Writes log lines to a file, opened at the first line and rotated when full.
///
/// If the file cannot be written, it drops lines rather than stop the program. No log line contains
/// a key, a prompt or an answer.
package struct FileLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let file: LogFile
    private let now: @Sendable () -> Date

    /// Creates a handler; rotation renames the full file to `PATH.1`.
    package init(path: String, level: Logger.Level, now: @escaping @Sendable () -> Date) {
        file = LogFile(path: path)
        logLevel = level
        self.now = now
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let extra = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }
            .joined()
        let time = now().formatted(.iso8601)
        let line = "\(time) \(event.level.rawValue) \(event.message)\(extra)"
        file.append(SanitizedText(sanitizing: line).singleLine.string)
    }
}

/// The file of a log, rotated when full.
private final class LogFile: Sendable {
    /// The size at which the file is rotated, in bytes.
    private static let limit = 1 << 20

    private let path: String
    /// Guards the handle and the file's size.
    private let state = Mutex<(handle: FileHandle, size: Int)?>(nil)

    init(path: String) {
        self.path = path
    }

    func append(_ line: String) {
        let data = Data((line + "\n").utf8)
        state.withLock { state in
            if let current = state, current.size + data.count > Self.limit {
                try? current.handle.close()
                state = nil
                try? FileManager.default.removeItem(atPath: path + ".1")
                try? FileManager.default.moveItem(atPath: path, toPath: path + ".1")
            }
            if state == nil { state = open() }
            guard let current = state, (try? current.handle.write(contentsOf: data)) != nil else {
                return
            }
            state?.size += data.count
        }
    }

    private func open() -> (handle: FileHandle, size: Int)? {
        try? PrivateFile.createFolder(at: URL(filePath: path).deletingLastPathComponent().path)
        // O_APPEND keeps two processes from overwriting each other's lines.
        let descriptor = Foundation.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let size = try? handle.seekToEnd() else { return nil }
        return (handle, Int(size))
    }
}

extension Logger {
    package static let silent = Logger(label: "muster") { _ in SwiftLogNoOpLogHandler() }
}
