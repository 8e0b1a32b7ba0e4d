package import Foundation

/// An exact price in US dollars.
///
/// The service sends prices as decimal strings in dollars per token of up to 25 characters, which
/// a binary floating-point number cannot hold; `Decimal` keeps 38 digits.
package struct Price: Sendable, Hashable, Comparable {
    /// US dollars for one token.
    package let perToken: Decimal

    /// What somebody may ask for a token.
    ///
    /// Beyond it the digits of a price, and of a million times that, cannot all be kept: it is a
    /// mistake or malice, and no price.
    private static let plausible =
        Decimal(sign: .plus, exponent: -40, significand: 1)...1_000_000_000

    /// Creates a price from dollars per token.
    package init(perToken: Decimal) {
        self.perToken = perToken
    }

    /// Reads a decimal number such as `0.00000008333333333333334` or `1e-7`.
    ///
    /// Anything else gives `nil`, and so does a negative number: `-1` is how the service marks a
    /// router, whose price depends on the model that it picks.
    package init?(decimalString: String) {
        guard let number = DecimalNumber(decimalString) else { return nil }
        self.init(plausible: number.value)
    }

    /// Reads dollars for a million tokens, as ``perMillionString`` writes them.
    package init?(perMillionString: String) {
        guard let number = DecimalNumber(perMillionString) else { return nil }
        self.init(plausible: number.value / 1_000_000)
    }

    private init?(plausible perToken: Decimal) {
        guard perToken == 0 || Self.plausible.contains(perToken) else { return nil }
        self.perToken = perToken
    }

    /// US dollars for a million tokens, the unit in which people compare models.
    package var perMillion: Decimal { perToken * 1_000_000 }

    /// Dollars per million as a plain decimal string, without exponent or trailing zeros.
    package var perMillionString: String { "\(perMillion)" }

    /// Dollars per token as a plain decimal string: the form in which prices are stored.
    package var perTokenString: String { "\(perToken)" }

    /// Whether nothing is charged.
    package var isZero: Bool { perToken == 0 }

    package static func < (left: Price, right: Price) -> Bool {
        left.perToken < right.perToken
    }
}
