import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// Prices that depend on the length of a prompt or on the time of day.
@Suite struct PriceOverrideTests {
    private static func model(_ overrides: String, _ completion: String = "2") throws -> Model {
        let json = """
            {"id":"a/b","pricing":{"prompt":"0.000001","completion":"0.00000\(completion)",\
            "request":"0.001","overrides":\(overrides)}}
            """
        let row = try JSONDecoder().decode(ModelResponse.self, from: Data(json.utf8))
        return Model(entry: row.entry)
    }

    /// In dollars, for so many tokens of prompt and 1,000 of answer.
    @Test(
        arguments: [
            ("[]", 100, "0.0031"),
            (#"[{"min_prompt_tokens":200,"prompt":"0.00001"}]"#, 199, "0.003199"),
            (#"[{"min_prompt_tokens":200,"prompt":"0.00001"}]"#, 200, "0.005"),
            // Hours across midnight, in each form: the dearest may apply.
            (#"[{"utc_start":"2200","utc_end":"0600","completion":"0.00001"}]"#, 0, "0.011"),
            (#"[{"utc_start":2200,"utc_end":600,"completion":"0.00001"}]"#, 0, "0.011"),
            (#"[{"utc_start":"22:00","utc_end":"06:00","completion":0.00001}]"#, 0, "0.011"),
            // Cheaper hours are not counted on.
            (#"[{"utc_start":"2200","utc_end":"0600","completion":"0"}]"#, 0, "0.003"),
            // A later entry wins for what it names, and for nothing else.
            (
                """
                [{"min_prompt_tokens":10,"prompt":"0.001","completion":"0.00001"},
                {"min_prompt_tokens":20,"prompt":"0.0001"}]
                """, 20, "0.013"
            ),
            // Long prompts at night: both conditions of one entry.
            (
                #"[{"min_prompt_tokens":10,"utc_start":"0000","utc_end":"0100","request":"1"}]"#, 9,
                "0.003009"
            ),
            (
                #"[{"min_prompt_tokens":10,"utc_start":"0000","utc_end":"0100","request":"1"}]"#,
                10,
                "1.00201"
            ),
            // What cannot be read is left out, and a negative price is none.
            (#"[7,{"utc_start":"late","prompt":"1"},{"prompt":"-1"}]"#, 100, "0.0031"),
            (#"{"prompt":"1"}"#, 100, "0.0031"),
        ]
    )
    func theDearestThatCanApplyIsTaken(overrides: String, tokens: Int, dollars: String) throws {
        let model = try Self.model(overrides)
        let cost = model.cost(promptTokens: tokens, completionTokens: 1000)
        #expect(cost == Decimal(string: dollars))
    }

    @Test func aDiscountForLongPromptsLowersNoBound() throws {
        let model = try Self.model(#"[{"min_prompt_tokens":200,"prompt":"0"}]"#)
        #expect(model.cost(promptTokens: 200, completionTokens: 0) == Decimal(string: "0.001"))
        #expect(
            model.maximumCost(promptTokens: 200, completionTokens: 0) == Decimal(string: "0.001199")
        )
    }

    @Test func aDearerEndpointRaisesTheBound() throws {
        var model = try Self.model("[]")
        model.endpoints = EndpointsSummary([
            Endpoint(
                provider: "P",
                promptPrice: Price(perMillionString: "4"),
                completionPrice: Price(perMillionString: "8")
            ),
            Endpoint(
                provider: "Q",
                status: -5,
                promptPrice: Price(perMillionString: "400"),
                completionPrice: Price(perMillionString: "800")
            ),
        ])
        #expect(
            model.maximumCost(promptTokens: 1000, completionTokens: 1000)
                == Decimal(string: "0.013")
        )
        #expect(model.cost(promptTokens: 1000, completionTokens: 1000) == Decimal(string: "0.004"))
    }

    @Test func theyAreStoredAsTheyCame() async throws {
        let store = try Store.inMemory()
        let overrides =
            #"[{"min_prompt_tokens":200000,"prompt":"0.0000004"},"#
            + #"{"utc_start":"2230","utc_end":"0600","completion":"0.000001"}]"#
        let entry = try Self.model(overrides).entry
        #expect(entry.overrides.count == 2)
        _ = try await store.apply(
            FetchedCatalog(rows: [FetchedModel(entry: entry)], rejected: [], source: "x"),
            now: TimeSource.noon
        )
        #expect(try store.models(now: TimeSource.noon).map(\.entry.overrides) == [entry.overrides])
    }

    @Test func otherPricesAreReadFromTheRow() {
        let prices = OtherPrices(
            rawJSON: """
                {"pricing":{"prompt":"0.000001","input_cache_read":"0.0000001","image":"0.002",\
                "web_search":"0","audio":"-1","discount":0.25}}
                """
        )
        #expect(prices.prices.count == 2)
        #expect(prices.prices[.cacheRead]?.perMillionString == "0.1")
        #expect(prices.discount == 0.25)
        #expect(OtherPrices(rawJSON: "{}").prices.isEmpty)
    }
}
