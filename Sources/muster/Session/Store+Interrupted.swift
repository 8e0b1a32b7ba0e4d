import Foundation
import MusterCore

extension Store {
    /// Marks the generations of processes that are gone as interrupted.
    func markInterruptedGenerations() async throws(StoreError) {
        // Signal 0 only asks whether the process exists (POSIX.1-2017, kill).
        try await markInterruptedGenerations { process in
            kill(process, 0) == 0 || errno == EPERM
        }
    }
}
