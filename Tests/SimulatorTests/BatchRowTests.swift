import Foundation
import OpenRouterSimulator
import Testing

/// Rows that the list has and chat does not serve.
@Suite(.timeLimit(.minutes(30)))
struct BatchRowTests {
    private let catalog = SimulatorCatalog.synthetic(batchRows: true)

    @Test func aboutOneModelInFiveHasABatchRow() {
        let ids = catalog.modelIDs
        let batch = ids.filter { $0.hasSuffix(":batch") }
        let plain = ids.filter { !$0.hasSuffix(":batch") }
        #expect(plain == SimulatorCatalog.synthetic().modelIDs)
        #expect((40...75).contains(batch.count), "\(batch.count)")
        #expect(batch.contains("x-ai/grok-code-fast-1:batch"))
        #expect(batch.contains("meta-llama/llama-3.1-405b:batch"))
        for (index, id) in ids.enumerated() where id.hasSuffix(":batch") {
            #expect("\(ids[index - 1]):batch" == id)
            #expect(!id.hasPrefix("~") && id.split(separator: ":").count == 2)
        }
    }

    @Test func theListIsOtherwiseAsWithout() throws {
        let plain = try rows(of: .synthetic())
        let both = try rows(of: catalog)
        for (id, row) in plain {
            let other = try #require(both[id])
            #expect(NSDictionary(dictionary: row) == NSDictionary(dictionary: other), "\(id)")
        }
    }

    @Test func aBatchRowIsThePlainOneAtOtherPrices() throws {
        let rows = try rows(of: catalog)
        for (id, row) in rows where id.hasSuffix(":batch") {
            let plain = try #require(rows[String(id.dropLast(":batch".count))])
            #expect(row["canonical_slug"] as? String == plain["canonical_slug"] as? String)
            let name = try #require(plain["name"] as? String)
            #expect(row["name"] as? String == "\(name) (batch)")
            let factors = Self.factors[id] ?? ("0.5", "0.5")
            for (key, factor) in [("prompt", factors.prompt), ("completion", factors.completion)] {
                let product = try price(plain, key) * #require(Decimal(string: factor))
                #expect(try price(row, key) == product, "\(id) \(key)")
            }
        }
    }

    @Test func overridesAreHalvedTooAndTheirConditionsAreNot() throws {
        let rows = try rows(of: catalog)
        var compared = 0
        for (id, row) in rows where id.hasSuffix(":batch") {
            guard let mine = overrides(row).first, mine["min_prompt_tokens"] != nil else {
                continue
            }
            let plain = try #require(rows[String(id.dropLast(":batch".count))])
            let theirs = try #require(overrides(plain).first)
            #expect(mine["min_prompt_tokens"] as? Int == 200_000)
            let half = try #require(Decimal(string: mine["prompt"] as? String ?? ""))
            #expect(half * 2 == Decimal(string: theirs["prompt"] as? String ?? ""))
            compared += 1
        }
        #expect(compared > 0)
    }

    @Test(arguments: [ModelScript(), .dead, ModelScript(completion: .refused(.credits))])
    func chatSendsThemToTheBatchAPI(script: ModelScript) async throws {
        try await SimulatorServer.withServer(.init(catalog: catalog)) { server in
            let id = "x-ai/grok-code-fast-1:batch"
            server.setScript(script, for: id)
            let answer = try await ask(server, model: id)
            #expect(answer.status == 404)
            #expect(failedStep(answer) == "Filter Batch-Only Endpoints")
        }
    }

    @Test func theyHaveEndpointsAndLookUpsAsAllRows() async throws {
        try await SimulatorServer.withServer(.init(catalog: catalog)) { server in
            let id = "meta-llama/llama-3.1-405b:batch"
            let list = try await get("\(server.baseURL)/models/\(id)/endpoints")
            let data = try #require(list.json?["data"] as? [String: Any])
            #expect((data["endpoints"] as? [Any])?.isEmpty == false)
            let row = try await get("\(server.baseURL)/model/\(id)").json?["data"]
            #expect((row as? [String: Any])?["id"] as? String == id)
            let answer = try await get(server.baseURL + "/models")
            #expect(answer.json?["total_count"] as? Int == catalog.modelIDs.count)
        }
    }

    /// The models whose batch prices are not half the chat's.
    private static let factors = [
        "qwen/qwen3-32b:batch": (prompt: "4.48", completion: "1"),
        "z-ai/glm-4.6:batch": (prompt: "1", completion: "1"),
    ]

    private func rows(of catalog: SimulatorCatalog) throws -> [String: [String: Any]] {
        let root = try JSONSerialization.jsonObject(with: catalog.body) as? [String: Any]
        let rows = try #require(root?["data"] as? [[String: Any]])
        return Dictionary(rows.map { ($0["id"] as? String ?? "", $0) }) { first, _ in first }
    }

    private func price(_ row: [String: Any], _ key: String) throws -> Decimal {
        let pricing = try #require(row["pricing"] as? [String: Any])
        return try #require(Decimal(string: pricing[key] as? String ?? ""))
    }

    private func overrides(_ row: [String: Any]) -> [[String: Any]] {
        (row["pricing"] as? [String: Any])?["overrides"] as? [[String: Any]] ?? []
    }
}
