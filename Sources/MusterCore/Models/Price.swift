package import Foundation

/// An exact price in US dollars.
///
/// The service sends prices as decimal strings in dollars per token with up to 25 characters.
/// Binary floating point cannot represent those; `Decimal` keeps 38 digits.
package struct Price: Sendable, Hashable, Comparable {
    package let perToken: Decimal

    /// The powers of ten of believable prices per token, below a billion dollars.
    ///
    /// Beyond them `Decimal` could not keep all digits of the price and of a million times the price,
    /// so such a value counts as a mistake or malice.
    private static let plausible = -40...8

    init(perToken: Decimal) {
        self.perToken = perToken
    }

    /// Parses a decimal number such as `0.00000008333333333333334` or `1e-7`.
    ///
    /// Returns `nil` for anything else, including negative numbers: the service marks routers with
    /// `-1`, because their price depends on the model they pick.
    package init?(decimalString: String) {
        guard let number = DecimalNumber(decimalString) else { return nil }
        self.init(number.value, order: number.order)
    }

    /// Parses dollars per million tokens, as ``perMillionString`` writes them.
    package init?(perMillionString: String) {
        guard let number = DecimalNumber(perMillionString) else { return nil }
        self.init(number.value / 1_000_000, order: number.order - 6)
    }

    private init?(_ perToken: Decimal, order: Int) {
        guard perToken == 0 || Self.plausible.contains(order) else { return nil }
        self.perToken = perToken
    }

    package var perMillion: Decimal { perToken * 1_000_000 }

    /// Dollars per million as a plain decimal string, without exponent or trailing zeros.
    package var perMillionString: String { "\(perMillion)" }

    /// Dollars per token as a plain decimal string, the stored form.
    package var perTokenString: String { "\(perToken)" }

    package var isZero: Bool { perToken == 0 }

    package static func < (left: Price, right: Price) -> Bool {
        left.perToken < right.perToken
    }
}

extension KeyedDecodingContainer {
    /// A number of at least zero sent as a string or as a number; `nil` for any other value.
    func lenientAmount(forKey key: Key) -> Decimal? {
        lenientNumeral(forKey: key).flatMap { DecimalNumber($0)?.value }
    }

    /// A price per token sent as a string or as a number; `nil` for any other value.
    func lenientPrice(forKey key: Key) -> Price? {
        lenientNumeral(forKey: key).flatMap(Price.init(decimalString:))
    }
}
