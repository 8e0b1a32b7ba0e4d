import Foundation
import Testing

@testable import OpenRouterSimulator

/// Which of a row's prices a request pays.
@Suite(.timeLimit(.minutes(30)))
struct ChargedPriceTests {
    /// A request, and the overrides of a row with the prices 1, 2 and 0.5.
    struct Charge: Sendable, CustomTestStringConvertible {
        let name: String
        let overrides: String?
        let tokens: Int
        let time: String
        let expected: [Double]

        init(
            _ name: String,
            _ overrides: String?,
            tokens: Int = 10,
            at time: String = "12:00:00",
            _ expected: [Double]
        ) {
            self.name = name
            self.overrides = overrides
            self.tokens = tokens
            self.time = time
            self.expected = expected
        }

        var testDescription: String { name }

        static let long = #"{"min_prompt_tokens":200,"prompt":"3"}"#
        static let night = #"{"utc_start":"2200","utc_end":"0600","prompt":"4","completion":"5"}"#
        static let day = #"{"utc_start":900,"utc_end":"17:30","completion":"6"}"#
        static let both = #"{"utc_start":"2200","min_prompt_tokens":200,"request":"7"}"#

        static let plain = [1, 2, 0.5]
        static let all: [Charge] = [
            Charge("no overrides", nil, plain),
            Charge("too short", long, tokens: 199, plain),
            Charge("long enough", long, tokens: 200, [3, 2, 0.5]),
            Charge("before the night", night, at: "21:59:59", plain),
            Charge("from its start", night, at: "22:00:00", [4, 5, 0.5]),
            Charge("past midnight", night, at: "00:00:00", [4, 5, 0.5]),
            Charge("before its end", night, at: "05:59:59", [4, 5, 0.5]),
            Charge("at its end", night, at: "06:00:00", plain),
            Charge("from a number", day, at: "09:00:00", [1, 6, 0.5]),
            Charge("before a number", day, at: "08:59:59", plain),
            Charge("until a time with a colon", day, at: "17:29:00", [1, 6, 0.5]),
            Charge("after it", day, at: "17:30:00", plain),
            Charge("both conditions", both, tokens: 200, at: "23:00:00", [1, 2, 7]),
            Charge("only the hours", both, tokens: 199, at: "23:00:00", plain),
            Charge("only the length", both, tokens: 200, at: "21:00:00", plain),
            Charge("the later wins", "\(long),\(night)", tokens: 200, at: "23:00:00", [4, 5, 0.5]),
            Charge("key by key", "\(night),\(long)", tokens: 200, at: "23:00:00", [3, 5, 0.5]),
            Charge("hours that are none", #"{"utc_start":"late","prompt":"9"}"#, plain),
            Charge("no condition", #"{"prompt":9}"#, [9, 2, 0.5]),
        ]
    }

    @Test(arguments: Charge.all)
    func overridesApplyInOrder(charge: Charge) throws {
        let overrides = charge.overrides.map { #","overrides":[\#($0)]"# } ?? ""
        let text = #"{"prompt":"1","completion":"2","request":"0.5"\#(overrides)}"#
        let pricing = try #require(JSONValue(parsing: Data(text.utf8)))
        let now = try Date("2026-11-22T\(charge.time)Z", strategy: .iso8601)
        let price = ChargedPrice(pricing, promptTokens: charge.tokens, now: now)
        #expect([price.prompt, price.completion, price.request] == charge.expected)
    }

    @Test func aRouterCostsNothing() {
        let pricing: JSONValue = ["prompt": "-1", "completion": "-1"]
        let price = ChargedPrice(pricing, promptTokens: 10, now: Date())
        #expect([price.prompt, price.completion, price.request] == [0, 0, 0])
    }

    @Test(arguments: [
        ("12:00:00", 0.00051), ("22:00:00", 0.00102), ("05:59:59", 0.00102), ("06:00:00", 0.00051),
    ])
    func chatChargesWhatTheHourCosts(time: String, cost: Double) async throws {
        let now = try Date("2026-11-22T\(time)Z", strategy: .iso8601)
        try await SimulatorServer.withServer(.init(now: { now })) { server in
            let id = "inclusionai/ling-2.6-1t"
            server.setScript(ModelScript(completion: .repeating("abc", count: 1_000)), for: id)
            let prompt = String(repeating: "word", count: 93)
            let answer = try await ask(server, model: id, prompt: prompt)
            let usage = try #require(answer.chunks.last?["usage"] as? [String: Any])
            #expect(usage["cost"] as? Double == cost)
        }
    }

    @Test func chatChargesTheFeeOfARequest() async throws {
        let body = #"{"data":[{"id":"a/b","pricing":{"prompt":"0","request":"0.01"}}]}"#
        let configuration = SimulatorConfiguration(catalog: .recorded(Data(body.utf8)))
        try await SimulatorServer.withServer(configuration) { server in
            let answer = try await ask(server, model: "a/b")
            let usage = try #require(answer.chunks.last?["usage"] as? [String: Any])
            #expect(usage["cost"] as? Double == 0.01)
        }
    }
}
