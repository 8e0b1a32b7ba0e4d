import Dispatch
import Foundation
import Glibc
import Synchronization

/// Tells when a file is written, without looking at it until then.
package enum FileChanges {
    /// A value after every change in the folder of a file; it ends at once when there is no folder.
    ///
    /// Editors save by renaming, which a watch on the file itself would not outlive, and a file of
    /// one's settings is often a link to one elsewhere; so both their folders are watched (inotify).
    package static func stream(of path: String) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return continuation.finish() }
            let file = URL(filePath: path)
            let folders = [file, file.resolvingSymlinksInPath()]
                .map { $0.deletingLastPathComponent().path }
            let watches = Set(folders).map {
                inotify_add_watch(descriptor, $0, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO))
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
                // What changed does not matter: the reader compares.
                var bytes = [UInt8](repeating: 0, count: 4096)
                while read(descriptor, &bytes, bytes.count) > 0 {}
                continuation.yield()
            }
            source.setCancelHandler { close(descriptor) }
            source.activate()
            // A source is not Sendable, though it may be cancelled from any thread.
            let held = Mutex(source)
            continuation.onTermination = { _ in held.withLock { $0.cancel() } }
        }
    }
}
