import Foundation
import Glibc

/// Identifies a process, even against a later one with the same ID.
///
/// A process owns the generation that it streams: no other may touch it until the owner has ended.
package struct ProcessIdentity: Sendable, Hashable {
    package var id: Int32
    /// The machine's boot that the process runs under; `nil` if the system does not tell.
    package var bootID: String?
    /// The start time in clock ticks since boot; `nil` if the system does not tell.
    package var startTime: Int64?

    package static let current: ProcessIdentity = {
        let id = ProcessInfo.processInfo.processIdentifier
        return ProcessIdentity(id: id, bootID: currentBootID, startTime: startTime(of: id))
    }()

    /// Whether it still runs, compared by the known parts only.
    package var isAlive: Bool {
        // Signal 0 only tests that the process exists (POSIX.1-2017, kill).
        guard kill(id, 0) == 0 || errno == EPERM else { return false }
        if let bootID, let now = Self.currentBootID, bootID != now { return false }
        if let startTime, let now = Self.startTime(of: id), startTime != now { return false }
        return true
    }

    /// proc(5), `/proc/sys/kernel/random`.
    private static let currentBootID: String? = read("/proc/sys/kernel/random/boot_id")?
        .trimmingCharacters(in: .whitespacesAndNewlines)

    /// proc(5), `/proc/PID/stat`: field 22, counted from the name, which may contain anything.
    private static func startTime(of id: Int32) -> Int64? {
        guard let stat = read("/proc/\(id)/stat"), let name = stat.lastIndex(of: ")") else {
            return nil
        }
        let fields = stat[name...].dropFirst().split(separator: " ")
        return fields.count > 19 ? Int64(fields[19]) : nil
    }

    private static func read(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
            return nil
        }
        return String(decoding: data, as: UTF8.self)
    }
}
