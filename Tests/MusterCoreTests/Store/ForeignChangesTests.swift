import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ForeignChangesTests {
    @Test func whatAnotherConnectionWritesIsTold() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let own = try Store.open(path: path, now: TimeSource.noon)
            let other = try Store.open(path: path, now: TimeSource.noon)
            let told = Task {
                for await _ in own.foreignChanges() { return true }
                return false
            }
            // The watch begins when it can, so something is written until it is told.
            let writing = Task {
                var count = 0
                while !Task.isCancelled {
                    count += 1
                    try await other.setSetting("test", "\(count)")
                }
            }
            #expect(await told.value)
            writing.cancel()
            _ = try? await writing.value
        }
    }
}
