import Foundation
import MusterCore
import Testing

@testable import MusterUI

@Suite struct QuantityTests {
    @Test(arguments: [
        (nil, "-"), (0, "0"), (999, "999"), (1000, "1.0K"), (32_768, "32.8K"),
        (131_072, "131.1K"), (999_949, "999.9K"), (999_950, "1.0M"), (1_048_576, "1.0M"),
        (2_000_000, "2.0M"),
    ])
    func tokens(count: Int?, text: String) {
        #expect(Quantity.tokens(count) == text)
    }

    @Test(arguments: [
        (nil, "-"), ("0", "free"), ("0.00000015", "$0.15"), ("0.0000005", "$0.50"),
        ("0.000001", "$1"), ("0.000015", "$15"), ("0.00000008333333333333334", "$0.083"),
        ("0.00000000001", "$0.00001"), ("0.0003", "$300"),
    ])
    func pricesPerMillion(perToken: String?, text: String) {
        #expect(Quantity.price(perToken.flatMap(Price.init(decimalString:))) == text)
    }

    @Test(arguments: [
        ("0", "$0"), ("0.00021", "$0.00021"), ("1.5", "$1.50"), ("12.345", "$12.35"),
        ("0.1", "$0.10"),
    ])
    func dollars(amount: String, text: String) throws {
        let amount = try #require(Decimal(string: amount))
        #expect(Quantity.dollars(amount) == text)
    }

    @Test(arguments: [
        (-5.0, "just now"), (0.0, "just now"), (59.0, "just now"), (60.0, "1 min"),
        (3599.0, "59 min"),
        (3600.0, "1 h"), (172_799.0, "47 h"), (172_800.0, "2 d"), (34_560_000.0, "400 d"),
    ])
    func ages(seconds: Double, text: String) {
        #expect(Quantity.age(seconds) == text)
    }

    @Test(arguments: [
        (0, "0 ms"), (40, "40 ms"), (949, "949 ms"), (950, "0.9 s"), (1249, "1.2 s"),
        (12_000, "12.0 s"),
    ])
    func durations(milliseconds: Int, text: String) {
        #expect(Quantity.duration(milliseconds: milliseconds) == text)
    }

    @Test(arguments: [
        (12.345, 2, "12.35"), (-0.5, 0, "-0"), (2.5, 0, "2"), (0.25, 1, "0.2"), (.nan, 1, "nan"),
    ])
    func decimalsAreFixed(value: Double, decimals: Int, text: String) {
        #expect(Quantity.fixed(value, decimals) == text)
    }

    @Test func theLargestNumberHasRoom() {
        let text = Quantity.fixed(-.greatestFiniteMagnitude, 10)
        #expect(text == String(format: "%.10f", -Double.greatestFiniteMagnitude))
    }

    @Test(arguments: [Double(Int.max), 9e18, -1e300, .infinity, .nan])
    func aDayBeyondAllCalendarsIsNotSaid(seconds: Double) {
        #expect(Quantity.day(Date(timeIntervalSince1970: seconds)) == "-")
    }

    @Test(arguments: [-86_401.0, -0.5, 0, 951_825_600, 1_795_305_600.9, 4_102_444_799])
    func aDayIsThatOfUTC(seconds: Double) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(Quantity.day(date) == date.formatted(.iso8601.year().month().day()))
    }
}
