import MusterCore
import MusterTestSupport
import Testing

@Suite struct StoreSettingsTests {
    @Test func aValueIsKeptFromOneRunToTheNext() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let store = try Store.open(path: path, now: TimeSource.noon)
            #expect(try store.setting("theme") == nil)
            try await store.setSetting("theme", "nord")
            try await store.setSetting("theme", "day")
            let again = try Store.open(path: path, now: TimeSource.noon)
            #expect(try again.setting("theme") == "day")
        }
    }
}
