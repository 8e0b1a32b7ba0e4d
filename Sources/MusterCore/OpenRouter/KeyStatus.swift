package import Foundation

/// The service's answer about a key: `GET /key`.
package struct KeyStatus: Sendable, Hashable {
    /// Whether the account never bought credits, which means the small free daily quota.
    package var isFreeTier: Bool?
    /// US dollars that the key may still spend; `nil` without a limit.
    package var limitRemaining: Decimal?
    /// When the limit is renewed: `daily`, `weekly`, `monthly`, or `nil` for never.
    package var limitReset: String?
    package var expiresAt: Date?
}

extension KeyStatus {
    /// What bounds the key, as one line; `nil` without a bound.
    package func words(now: Date) -> String? {
        var parts: [String] = []
        if let limitRemaining {
            let reset = limitReset.map { ", renewed \($0.paragraph)" } ?? ""
            parts.append("may spend $\(max(limitRemaining, 0).roundedDown) more\(reset)")
        }
        if let expiresAt {
            let verb = expiresAt <= now ? "expired" : "expires"
            parts.append("\(verb) at \(expiresAt.formatted(.iso8601))")
        }
        return parts.isEmpty ? nil : "the key " + parts.joined(separator: "; it ")
    }
}

extension Decimal {
    /// Dollars rounded down to cents, or to two significant digits below one: a balance must not
    /// look larger than it is.
    package var roundedDown: Decimal {
        var value = self
        var result = Decimal()
        var digits = 2
        while self > 0, self < 0.1, digits < 10, self * pow(10, digits - 1) < 1 { digits += 1 }
        NSDecimalRound(&result, &value, digits, .down)
        return result
    }
}

/// The body of `GET /key`, as far as muster needs it.
struct KeyResponse: Decodable {
    let status: KeyStatus

    private enum CodingKeys: String, CodingKey {
        case data
    }

    private enum DataKeys: String, CodingKey {
        case isFreeTier = "is_free_tier"
        case limitRemaining = "limit_remaining"
        case limitReset = "limit_reset"
        case expiresAt = "expires_at"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let data = try container.nestedContainer(keyedBy: DataKeys.self, forKey: .data)
        status = KeyStatus(
            isFreeTier: try? data.decode(Bool.self, forKey: .isFreeTier),
            limitRemaining: data.lenientNumeral(forKey: .limitRemaining)
                .flatMap { Decimal(string: $0, locale: Locale(identifier: "en_US_POSIX")) },
            limitReset: data.lenientString(forKey: .limitReset),
            expiresAt: data.lenientString(forKey: .expiresAt).flatMap(Self.date)
        )
    }

    /// A time in ISO 8601, with or without fractions of a second.
    private static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
    }
}
