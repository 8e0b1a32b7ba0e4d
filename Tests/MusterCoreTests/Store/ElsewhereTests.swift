import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// The same weights in the databases of other services.
@Suite struct ElsewhereTests {
    @Test func theSameWeightsAreFoundWhateverTheirCase() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("hub.sqlite")
            let url: ServiceURL = "https://router.example.org/v1"
            let store = try Store.open(path: path, service: url, now: TimeSource.noon)
            let list = #"""
                {"data":[{"id":"Qwen/Qwen3-32B","providers":[
                {"provider":"a","status":"live","pricing":{"input":0.3,"output":1}},
                {"provider":"b","status":"live","pricing":{"input":0.12,"output":1}},
                {"provider":"c","status":"error"}]},{"id":"other/Model","providers":[]}]}
                """#
            let catalog = try await CatalogReader.read(
                Data(list.utf8),
                source: "\(url)/models",
                kind: .huggingFace
            )
            var client = OpenRouterClient.failing
            client.fetchCatalog = { () throws(ServiceFailure) in catalog }
            client.fetchAccountModels = { () throws(ServiceFailure) in nil }
            client.fetchZeroRetention = { () throws(ServiceFailure) in nil }
            _ = try await CatalogRefresh(client: client, store: store, time: .fixed()).run()
            let missing = OtherServices.Place(name: "none", url: url, path: folder.file("no"))
            let others = OtherServices(
                [missing, OtherServices.Place(name: "hub", url: url, path: path)],
                time: .fixed()
            )
            let found = await others.models(of: HuggingFaceID(rawValue: "qwen/qwen3-32b"))
            #expect(found.map(\.words) == ["hub, 2 live from $0.12"])
            #expect(found.map(\.modelID.rawValue) == ["Qwen/Qwen3-32B"])
            #expect(await others.models(of: HuggingFaceID(rawValue: "no/One")).isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder.file("no")))
        }
    }
}
