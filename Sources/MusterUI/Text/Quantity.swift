import CLibc
package import Foundation
package import MusterCore

/// Formats numbers for people.
package enum Quantity {
    /// A number of tokens: `32.8K`, `131.1K`, `1.0M`, `-` for none.
    package static func tokens(_ count: Int?) -> String {
        guard let count else { return "-" }
        switch count {
        case ..<1000: return "\(count)"
        // 999,950 and more would round to 1000.0K.
        case ..<999_950: return fixed(Double(count) / 1000, 1) + "K"
        default: return fixed(Double(count) / 1_000_000, 1) + "M"
        }
    }

    /// A price per million tokens: `$0.15`, `$15`, `free`, `-` for none.
    package static func price(_ price: Price?) -> String {
        guard let price else { return "-" }
        if price.isZero { return "free" }
        return dollars(price.perMillion)
    }

    /// The same for a model's price, which is `free` only if nothing else of the model costs money.
    package static func price(_ price: Price?, of model: Model) -> String {
        price?.isZero == true && !model.isFree ? "$0" : self.price(price)
    }

    /// US dollars, to the cent or to two significant digits, whichever is finer: `$15`, `$0.00021`.
    package static func dollars(_ amount: Decimal) -> String {
        let value = NSDecimalNumber(decimal: amount).doubleValue
        guard value > 0 else { return "$0" }
        var digits = 2
        while digits < 10, value * pow(10, Double(digits)) < 10 { digits += 1 }
        var text = fixed(value, digits)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        // As money, $0.50 reads better than $0.5.
        if let point = text.firstIndex(of: "."), text.distance(from: point, to: text.endIndex) == 2
        {
            text += "0"
        }
        return "$\(text)"
    }

    /// An age: `just now`, `12 min`, `3 h`, `2 d`.
    package static func age(_ interval: TimeInterval) -> String {
        switch interval {
        case ..<60: "just now"
        case ..<3600: "\(Int(interval / 60)) min"
        case ..<172_800: "\(Int(interval / 3600)) h"
        default: "\(Int(interval / 86_400)) d"
        }
    }

    /// An age in a column: `now`, `12m`, `3h`, `2d`, `5w`, `14mo`.
    package static func shortAge(_ interval: TimeInterval) -> String {
        switch interval {
        case ..<60: "now"
        case ..<3600: "\(Int(interval / 60))m"
        case ..<172_800: "\(Int(interval / 3600))h"
        case ..<(30 * 86_400): "\(Int(interval / 86_400))d"
        case ..<(90 * 86_400): "\(Int(interval / (7 * 86_400)))w"
        default: "\(Int(interval / (30 * 86_400)))mo"
        }
    }

    /// A day in UTC: `2026-11-28`.
    ///
    /// A format style would set up a calendar first, for a fortieth of the time to the first screen.
    package static func day(_ date: Date) -> String {
        // An adopted table may hold a date beyond all calendars.
        var parts = tm()
        guard var seconds = time_t(exactly: date.timeIntervalSince1970.rounded(.down)),
            gmtime_r(&seconds, &parts) != nil
        else { return "-" }
        func padded(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }
        return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    }

    /// A duration: `40 ms`, `1.2 s`, `12.0 s`.
    package static func duration(milliseconds: Int) -> String {
        // 950 ms and more would read as 1.0 s.
        milliseconds < 950 ? "\(milliseconds) ms" : fixed(Double(milliseconds) / 1000, 1) + " s"
    }

    /// A number with a fixed count of decimals, in any locale.
    ///
    /// libc formats it, because `String(format:)` takes longer than the rest of a table's row.
    package static func fixed(_ value: Double, _ decimals: Int) -> String {
        // The largest number has 309 digits before its point.
        String(unsafeUninitializedCapacity: 320 + decimals) { text in
            text.withMemoryRebound(to: CChar.self) {
                Int(strfromd($0.baseAddress, $0.count, "%.\(decimals)f", value))
            }
        }
    }
}
