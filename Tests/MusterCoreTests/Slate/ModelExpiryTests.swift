import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// Models that the catalog will drop, or should have dropped.
@Suite struct ModelExpiryTests {
    private static let id = "mistralai/mistral-nemo"

    @Test(arguments: [
        ("2026-11-21", "a/b expired on 2026-11-21"),
        ("2026-11-22", "a/b expires on 2026-11-22, today"),
        ("2026-11-23", "a/b expires on 2026-11-23, tomorrow"),
        ("2026-11-26", "a/b expires on 2026-11-26, in 4 days"),
        ("2026-11-29T08:00:00Z", "a/b expires on 2026-11-29, in 7 days"),
        ("2026-11-30", nil), ("2098-12-31", nil), ("soon", nil), ("2026-11", nil), (nil, nil),
        ("2026-02-31", nil), ("2026-x-11-5", nil), ("2026-13-01", nil), ("2026-11-0", nil),
    ])
    func onlyANearEndIsTold(day: String?, words: String?) {
        let model = Model.example("a/b", expirationDate: day)
        #expect(ModelExpiry(model, now: TimeSource.noon)?.words == words)
    }

    @Test(
        arguments: [
            ("2026-11-21", .unusable), ("2026-11-26", .usable), ("2026-12-26", .usable),
        ] as [(String, SlateFinding.Usability)]
    )
    func whatHasExpiredIsRefused(day: String, usability: SlateFinding.Usability) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            try await service.store.setExpiration(day, of: Self.id)
            let slate = Slate(
                createdAt: TimeSource.noon,
                baseURL: .openRouter,
                entries: [SlateEntry(modelID: ModelID(rawValue: Self.id))]
            )
            // Without a catalog, what is stored counts.
            service.server.setRoute(.html(status: 503), for: "/api/v1/models")
            let verification = try await service.workspace().verify(slate, kind: .shallow)
            let finding = try #require(verification.findings.first)
            #expect(finding.usability == usability)
            #expect(finding.expiry?.day == (day < "2026-12" ? day : nil))
        }
    }

    @Test(arguments: [("2026-11-21", false), ("2026-11-26", true)])
    func aBatchTellsOrRefuses(day: String, isTaken: Bool) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            try await service.store.setExpiration(day, of: Self.id)
            service.server.setRoute(.html(status: 503), for: "/api/v1/models")
            try await TemporaryFolder.withFolder { folder in
                let prompts = folder.file("prompts.jsonl")
                try Data(#"{"id":"1","prompt":"Hi"}"#.utf8).write(to: URL(filePath: prompts))
                let request = BatchRequest(
                    modelIDs: [ModelID(rawValue: Self.id)],
                    promptsPath: prompts,
                    resultsPath: folder.file("results.jsonl"),
                    options: BatchOptions()
                )
                let forecast = try await service.workspace().forecast(request)
                let isTold = forecast.notes.contains { $0.hasPrefix("\(Self.id) expire") }
                #expect(isTold)
                let session = BatchSession(service.workspace())
                do throws(BatchError) {
                    let proposal = try await session.prepare(request)
                    #expect(isTaken)
                    #expect(proposal.expiring.map(\.daysLeft) == [4])
                    await session.abandon(proposal.id)
                } catch {
                    #expect(!isTaken)
                    let isRefused = "\(error)".contains(Self.id)
                    #expect(isRefused)
                }
            }
        }
    }

    @Test func theInterfaceSavesNoSlateOfWhatHasExpired() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            try await service.store.setExpiration("2026-11-21", of: Self.id)
            try await TemporaryFolder.withFolder { folder in
                let path = folder.file("slate.yaml")
                await #expect(throws: BatchRefusal.self) {
                    try await service.workspace()
                        .saveSlate(of: [ModelID(rawValue: Self.id)], to: path)
                }
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    }
}

extension Store {
    fileprivate func setExpiration(_ day: String, of id: String) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE model_capabilities SET expiration_date = ? WHERE model_id = ?",
                arguments: [day, id]
            )
        }
    }
}
