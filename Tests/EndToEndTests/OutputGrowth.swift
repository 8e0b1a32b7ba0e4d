import Foundation
import Synchronization

/// How a file grew, with the moments at which it was looked at.
final class OutputGrowth: Sendable {
    private let path: String
    private let samples = Mutex<[(at: ContinuousClock.Instant, length: Int)]>([])

    init(path: String) {
        self.path = path
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Looks at the file again and again while `body` runs.
    func watched<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let watching = Task {
            while !Task.isCancelled {
                let length = (try? FileManager.default.attributesOfItem(atPath: path))?[.size]
                let now = ContinuousClock.now
                samples.withLock { $0.append((now, (length as? NSNumber)?.intValue ?? 0)) }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
        defer { watching.cancel() }
        return try await body()
    }

    /// How long it was this long before it grew for the last time.
    func length(before duration: Duration) -> Int {
        samples.withLock { samples in
            guard let last = samples.map(\.length).max(),
                let end = samples.first(where: { $0.length == last })?.at
            else { return 0 }
            return samples.last { $0.at <= end - duration }?.length ?? 0
        }
    }
}
