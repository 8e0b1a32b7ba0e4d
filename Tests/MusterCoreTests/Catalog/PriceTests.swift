import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct PriceTests {
    @Test(
        arguments: [
            ("0", "0"),
            ("0.0", "0"),
            ("-0", "0"),
            ("0.000002", "2"),
            ("0.00000008333333333333334", "0.08333333333333334"),
            ("0.00000104", "1.04"),
            ("1e-7", "0.1"),
            ("1E-7", "0.1"),
            ("8.333e-08", "0.08333"),
            ("0.01", "10000"),
            ("1", "1000000"),
            ("+0.5", "500000"),
            ("0.000000000000000000000001", "0.000000000000000001"),
            ("999999999.5", "999999999500000"),
        ]
    )
    func decimalStringsAreKeptExactly(text: String, perMillion: String) throws {
        let price = try #require(Price(decimalString: text))
        #expect(price.perMillionString == perMillion)
    }

    @Test(
        arguments: [
            "-1", "-0.5", "", " ", "abc", "1abc", "0x10", "NaN", "nan", "inf", "Infinity", "1e",
            "e-7", ".5", "1.", "1,5", "1 ", "--1", "1e9999", "１", "0.1.2", "1e9",
            "1000000000", "0.99e-40",
            String(repeating: "1", count: 65),
        ]
    )
    func anythingElseIsNoPrice(text: String) {
        #expect(Price(decimalString: text) == nil)
    }

    @Test func whatIsStoredIsReadBackAsTheSamePrice() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<500 {
            let digits = random.elements(of: Array("0123456789"), maximumCount: 22)
            let text = "0." + String(digits) + "1"
            let price = try #require(Price(decimalString: text))
            #expect(Price(decimalString: price.perTokenString) == price, "\(text)")
            #expect(!price.perTokenString.lowercased().contains("e"))
        }
    }

    @Test func pricesAreOrdered() throws {
        let cheap = try #require(Price(decimalString: "1e-8"))
        let dear = try #require(Price(decimalString: "0.00000002"))
        #expect(cheap < dear)
        #expect(!cheap.isZero)
        #expect(Price(decimalString: "0")?.isZero == true)
    }
}
