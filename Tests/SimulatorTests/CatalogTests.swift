import Foundation
import OpenRouterSimulator
import Testing

/// The shape and the oddities of the synthetic catalog, which imitate recorded ones.
@Suite(.timeLimit(.minutes(30)))
struct CatalogTests {
    @Test func theListLooksLikeOpenRouters() async throws {
        let answer = try await list()
        let root = try #require(answer.json)
        let rows = try rows(answer)
        #expect(rows.count == 340)
        #expect(root["total_count"] as? Int == 340)
        #expect((root["links"] as? [String: Any])?["next"] is NSNull)
        #expect(answer.text.hasPrefix(#"{"data":[{"id":""#))
        #expect(!answer.text.contains("\n"))
        #expect(answer.headers["cache-control"]?.contains("max-age=300") == true)
        #expect(answer.headers["content-type"] == "application/json")
        #expect(answer.headers["etag"] == nil)
    }

    @Test func idsAreUniqueAndWellFormed() async throws {
        let ids = try rows(await list()).compactMap { $0["id"] as? String }
        #expect(ids.count == 340)
        #expect(Set(ids).count == ids.count)
        let pattern = /~?[a-z0-9._-]+\/[a-z0-9._-]+(:[a-z0-9-]+)?/
        #expect(ids.filter { $0.wholeMatch(of: pattern) == nil } == [])
    }

    @Test func newestComesFirst() async throws {
        let created = try rows(await list()).compactMap { $0["created"] as? Int }
        #expect(created == created.sorted(by: >))
        #expect(created.last == created.min())
    }

    @Test func aboutHalfTheRowsHaveARepository() async throws {
        let rows = try rows(await list())
        let repositories = rows.compactMap { $0["hugging_face_id"] as? String }
        #expect((140...200).contains(repositories.count { !$0.isEmpty }))
        #expect(repositories.contains(""))
        #expect(rows.contains { $0["hugging_face_id"] is NSNull })
        #expect(rows.contains { $0["hugging_face_id"] == nil })
        for row in rows {
            let id = try #require(row["id"] as? String)
            guard try /~?(openai|anthropic|x-ai)\/.*|google\/gemini.*/.wholeMatch(in: id) != nil
            else {
                continue
            }
            #expect((row["hugging_face_id"] as? String ?? "").isEmpty, "\(id)")
        }
    }

    @Test(arguments: Oddity.all)
    func oddRowsAreThere(oddity: Oddity) async throws {
        let rows = try rows(await list())
        #expect(rows.contains { oddity.isIn($0) })
    }

    @Test func aNameOccursTwice() async throws {
        let names = try rows(await list()).compactMap { $0["name"] as? String }
        #expect(names.count { $0 == "OpenAI: GPT-3.5 Turbo 16k" } == 2)
    }

    @Test func aSlugIsSharedByVariants() async throws {
        let slugs = try rows(await list()).compactMap { $0["canonical_slug"] as? String }
        #expect(slugs.count == 340)
        #expect(slugs.count - Set(slugs).count >= 20)
    }

    @Test(arguments: [0, 1, 25, 340, 1_000])
    func sizeIsChosenAndTheCatalogIsDeterministic(count: Int) {
        let catalog = SimulatorCatalog.synthetic(modelCount: count)
        #expect(catalog.modelIDs.count == count)
        #expect(Set(catalog.modelIDs).count == count)
        #expect(catalog.body == SimulatorCatalog.synthetic(modelCount: count).body)
    }

    @Test func anExpiryIsNearWhateverTheDay() {
        let day = Date(timeIntervalSince1970: 2_000_000_000)
        let body = String(decoding: SimulatorCatalog.synthetic(today: day).body, as: UTF8.self)
        #expect(body.contains(#""expiration_date":"2033-05-24""#))
    }

    @Test func mostModelsAreHealthyAndSomeAreNot() async throws {
        let counts = try await SimulatorServer.withServer { server in
            var counts: [String: Int] = [:]
            for id in SimulatorCatalog.synthetic().modelIDs {
                let answer = try await get("\(server.baseURL)/models/\(id)/endpoints")
                let data = try #require(answer.json?["data"] as? [String: Any], "\(id)")
                let endpoints = try #require(data["endpoints"] as? [[String: Any]])
                let statuses = endpoints.compactMap { $0["status"] as? Int }
                let verdict =
                    statuses.isEmpty ? "none" : statuses.contains(0) ? "healthy" : "degraded"
                counts[verdict, default: 0] += 1
            }
            return counts
        }
        #expect((280...320).contains(counts["healthy"] ?? 0), "\(counts)")
        #expect((10...40).contains(counts["degraded"] ?? 0), "\(counts)")
        #expect((5...30).contains(counts["none"] ?? 0), "\(counts)")
    }

    @Test func aRecordedListIsServedByteForByte() async throws {
        let body = Data(#"{ "data" : [ {"id":"a/b","extra":1.50} ] }"#.utf8)
        let configuration = SimulatorConfiguration(catalog: .recorded(body))
        try await SimulatorServer.withServer(configuration) { server async throws in
            #expect(try await get(server.baseURL + "/models").body == body)
            #expect(try await ask(server, model: "a/b").isDone)
            #expect(try await ask(server, model: "a/c").status == 400)
        }
    }

    @Test func pagesLeadThroughTheList() async throws {
        try await SimulatorServer.withServer { server in
            var ids: [String] = []
            var next: String? = "/api/v1/models?limit=150"
            while let link = next {
                let answer = try await get(server.hubURL + link)
                ids += try rows(answer).compactMap { $0["id"] as? String }
                next = (answer.json?["links"] as? [String: Any])?["next"] as? String
            }
            #expect(ids == SimulatorCatalog.synthetic().modelIDs)
            for query in ["limit=0", "limit=1001", "offset=-1", "limit=x"] {
                #expect(try await get(server.baseURL + "/models?" + query).status == 400)
            }
            let count = try await get(server.baseURL + "/models/count")
            #expect((count.json?["data"] as? [String: Any])?["count"] as? Int == 340)
        }
    }

    private func list() async throws -> Answer {
        try await SimulatorServer.withServer { try await get($0.baseURL + "/models") }
    }

    private func rows(_ answer: Answer) throws -> [[String: Any]] {
        try #require(answer.json?["data"] as? [[String: Any]])
    }
}
