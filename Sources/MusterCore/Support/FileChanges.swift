import Dispatch
import Foundation
import Glibc
import Synchronization

/// Tells when a file is written, without looking at it until then.
package enum FileChanges {
    /// A value after a file, or one whose name begins with its name, as a journal's does, was
    /// written or put in place; it ends at once when there is no folder.
    ///
    /// Editors save by renaming, which a watch on the file itself would not outlive, and a file of
    /// one's settings is often a link to one elsewhere; so both their folders are watched (inotify).
    package static func stream(of path: String) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return continuation.finish() }
            let file = URL(filePath: path)
            let files = [file, file.resolvingSymlinksInPath()]
            let names = files.map { Array($0.lastPathComponent.utf8) }
            let watches = Set(files.map { $0.deletingLastPathComponent().path }).map {
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
                // Other files in the folder may be written all the time.
                var concerns = false
                var bytes = [UInt8](repeating: 0, count: 4096)
                while case let count = read(descriptor, &bytes, bytes.count), count > 0 {
                    if Self.concern(bytes[..<count], names) { concerns = true }
                }
                if concerns { continuation.yield() }
            }
            source.setCancelHandler { close(descriptor) }
            source.activate()
            // A source is not Sendable, though it may be cancelled from any thread.
            let held = Mutex(source)
            continuation.onTermination = { _ in held.withLock { $0.cancel() } }
        }
    }

    /// Whether what the kernel tells is of a file whose name begins with one of these names.
    ///
    /// inotify(7): each event is four numbers of 32 bits, of which the last is the length of the name
    /// that follows, and of its padding. Without a name is what concerns the folder as a whole, and
    /// the loss of events for which there was no room.
    static func concern(_ events: ArraySlice<UInt8>, _ names: [[UInt8]]) -> Bool {
        var rest = events
        while rest.count >= 16 {
            let length = rest.dropFirst(12).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            if name.isEmpty || names.contains(where: { name.starts(with: $0) }) { return true }
            rest = rest.dropFirst(16 + length)
        }
        return false
    }
}
