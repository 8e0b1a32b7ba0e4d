import Foundation
import MusterCore
import MusterTestSupport
import OpenRouterSimulator
import Testing

@Suite(.enabled(if: RecordedTraffic.isPresent))
struct RecordedCatalogTests {
    private static let counts: [String: (models: Int, named: Int)] = [
        "catalogs/openrouter-models-2024-11-10.json": (194, 0),
        "catalogs/openrouter-models-2026-06-16.json": (337, 161),
    ]

    @Test(
        arguments: RecordedTraffic.names(in: "catalogs", suffix: ".json")
            .filter { !$0.hasSuffix(".headers.json") }
    )
    func everyIDComesByteForByteAndInOrder(name: String) async throws {
        let bytes = try RecordedTraffic.bytes(of: name)
        let json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        // A file with a note beside the rows holds an answer within itself.
        let rows = try #require(json?["data"] as? [[String: Any]])
        let names = rows.map {
            ($0["hugging_face_id"] as? String).flatMap { $0.isEmpty ? nil : $0 }
        }
        let configuration = SimulatorConfiguration(catalog: .recorded(bytes))
        try await SimulatedService.withService(configuration) { service in
            let catalog = try await service.client.fetchCatalog()
            #expect(catalog.rejected.isEmpty)
            #expect(catalog.source == "\(service.server.baseURL)/models")
            #expect(catalog.rows.map(\.entry.id.rawValue) == rows.map { $0["id"] as? String })
            #expect(catalog.rows.map { $0.huggingFaceID?.rawValue } == names)
            #expect(catalog.rows.map(\.entry.name) == rows.map { $0["name"] as? String })
            #expect(catalog.rows.map(\.description) == rows.map { $0["description"] as? String })
            #expect(
                catalog.rows.map { $0.entry.contextLength ?? 0 }
                    == rows.map { $0["context_length"] as? Int ?? 0 }
            )
            let report = try await service.refresh()
            #expect(report.total == rows.count)
            #expect(report.added == rows.count)
            #expect(report.withHuggingFaceID == names.count { $0 != nil })
            #expect(try await service.refresh().updated == 0)
            if let counts = Self.counts[name] {
                #expect(report.total == counts.models)
                #expect(report.withHuggingFaceID == counts.named)
            }
        }
    }
}
