import Dispatch
import Foundation
import Glibc
import Synchronization

/// Watches a file for writes, without polling.
package enum FileChanges {
    /// Yields when a file changes, or another whose name starts with its name, such as a journal.
    ///
    /// The stream ends at once if the folder does not exist. Editors save by renaming, which would
    /// end a watch on the file itself, and configuration files are often links to elsewhere. So it
    /// watches the folders of both the link and its target (inotify).
    ///
    /// A write-ahead log (WAL) stays open between transactions; with `hearsWAL` each write to it
    /// counts. Such an event precedes the moment at which others can see the transaction.
    package static func stream(of path: String, hearsWAL: Bool = false) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return continuation.finish() }
            let file = URL(filePath: path)
            let files = [file, file.resolvingSymlinksInPath()]
            let names = files.map { Array($0.lastPathComponent.utf8) }
            let events = IN_CLOSE_WRITE | IN_MOVED_TO | (hearsWAL ? IN_MODIFY : 0)
            let watches = Set(files.map { $0.deletingLastPathComponent().path }).map {
                inotify_add_watch(descriptor, $0, UInt32(events))
            }
            guard watches.contains(where: { $0 >= 0 }) else {
                close(descriptor)
                return continuation.finish()
            }
            let source = DispatchSource.makeReadSource(
                fileDescriptor: descriptor,
                queue: DispatchQueue(label: "muster.files")
            )
            source.setEventHandler {
                // Other files in the folder may change all the time.
                var concerns = false
                var bytes = [UInt8](repeating: 0, count: 4096)
                while case let count = read(descriptor, &bytes, bytes.count), count > 0 {
                    if Self.concern(bytes[..<count], names) { concerns = true }
                }
                if concerns { continuation.yield() }
            }
            source.setCancelHandler { close(descriptor) }
            source.activate()
            // A source is not Sendable, though any thread may cancel it.
            let held = Mutex(source)
            continuation.onTermination = { _ in held.withLock { $0.cancel() } }
        }
    }

    /// Whether kernel events concern a file whose name starts with one of `names`; modification,
    /// which precedes the closing of other files, only if it is of a write-ahead log.
    ///
    /// inotify(7): an event is four 32-bit numbers, the second of which is its kind and the last the
    /// length of the following name with its padding. Events without a name concern the folder as a
    /// whole, or report that the queue overflowed.
    static func concern(_ events: ArraySlice<UInt8>, _ names: [[UInt8]]) -> Bool {
        var rest = events
        while rest.count >= 16 {
            let kind = Self.number(rest.dropFirst(4))
            let length = Self.number(rest.dropFirst(12))
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            let ending = kind & Int(IN_MODIFY) == 0 ? "" : "-wal"
            if name.isEmpty || names.contains(where: { name.starts(with: $0 + ending.utf8) }) {
                return true
            }
            rest = rest.dropFirst(16 + length)
        }
        return false
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
