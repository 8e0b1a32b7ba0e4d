import Foundation
import MusterCore

extension Store {
    /// Marks the generations of processes that are gone as interrupted.
    func markInterruptedGenerations() async throws(StoreError) {
        try await markInterruptedGenerations(isAlive: Self.isAlive)
    }

    /// Gives the file's unused pages back, unless another process is generating.
    func compact() async throws(StoreError) -> (before: Int, after: Int) {
        try await compact(isAlive: Self.isAlive)
    }

    private static func isAlive(_ process: Int32) -> Bool {
        // Signal 0 only asks whether the process exists (POSIX.1-2017, kill).
        kill(process, 0) == 0 || errno == EPERM
    }
}
