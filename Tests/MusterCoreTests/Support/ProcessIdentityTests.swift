import Foundation
import Testing

@testable import MusterCore

@Suite struct ProcessIdentityTests {
    @Test func thisProcessIsAliveAndKnownByMoreThanItsID() {
        let current = ProcessIdentity.current
        #expect(current.id == ProcessInfo.processInfo.processIdentifier)
        #expect(current.bootID?.count == 36)
        #expect((current.startTime ?? 0) > 0)
        #expect(current.isAlive)
    }

    @Test func theSameIDAfterAnotherStartOrBootIsAnotherProcess() {
        let current = ProcessIdentity.current
        var other = current
        other.startTime = current.startTime.map { $0 - 1 }
        #expect(!other.isAlive)
        other = current
        other.bootID = "00000000-0000-0000-0000-000000000000"
        #expect(!other.isAlive)
    }

    @Test func whereOnlyTheIDIsKnownItDecides() {
        #expect(ProcessIdentity(id: ProcessIdentity.current.id).isAlive)
        // Beyond the largest ID that Linux gives (proc(5), pid_max).
        #expect(!ProcessIdentity(id: 1 << 22 + 1).isAlive)
    }
}
