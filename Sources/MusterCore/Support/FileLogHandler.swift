package import Foundation
package import Logging
import Synchronization

/// Writes log lines to a file, which is opened at the first line and turned over when it is full.
///
/// A log that cannot be written is no reason to stop: lines are then dropped. Nothing that is
/// logged holds a key, a prompt or an answer.
package struct FileLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let file: LogFile
    private let now: @Sendable () -> Date

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - path: the file; the one before it is kept as `PATH.1`.
    ///   - level: the least level that is written.
    ///   - now: dates the lines.
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

/// The file behind a log.
private final class LogFile: Sendable {
    /// The size at which a file is turned over, in bytes.
    private static let limit = 1 << 20

    private let path: String
    /// Guards the handle and the size of what it points to.
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
        // Appending, so that two processes do not write over each other's lines.
        let descriptor = Foundation.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let size = try? handle.seekToEnd() else { return nil }
        return (handle, Int(size))
    }
}

extension Logger {
    /// A log that keeps nothing, for tests and for whoever wants none.
    package static let silent = Logger(label: "muster") { _ in SwiftLogNoOpLogHandler() }
}
