import Foundation
import Testing

/// Something that has been seen in a row of a recorded catalog.
struct Oddity: Sendable, CustomTestStringConvertible {
    let name: String
    let isIn: @Sendable ([String: Any]) -> Bool

    var testDescription: String { name }

    static let all: [Oddity] = [
        Oddity("a name with a trailing space") { text($0, "name").hasSuffix(" ") },
        Oddity("a name with an emoji") { text($0, "name").contains("🐬") },
        Oddity("a context of 0") { $0["context_length"] as? Int == 0 },
        Oddity("a context of null") { $0["context_length"] is NSNull },
        Oddity("a router's price") { pricing($0)["prompt"] as? String == "-1" },
        Oddity("a price that is an array") { pricing($0)["overrides"] is [Any] },
        Oddity("a price that is a number") { pricing($0)["discount"] is NSNumber },
        Oddity("a price of 25 characters") {
            (pricing($0)["input_cache_read"] as? String)?.count == 25
        },
        Oddity("an alias") {
            text($0, "id").hasPrefix("~") && $0["alias_target"] != nil
                && (dictionary($0, "architecture")["tokenizer"] as? String) == "Router"
        },
        Oddity("a cut description") {
            text($0, "description").hasSuffix("...") && text($0, "description").count <= 210
        },
        Oddity("a line break in a description") { text($0, "description").contains("\n") },
        Oddity("a link in a description") { text($0, "description").contains("](/models/") },
        Oddity("an em dash in a description") { text($0, "description").contains("—") },
        Oddity("Chinese in a description") { text($0, "description").contains("支持中文") },
        Oddity("a near expiry") { text($0, "expiration_date") == "2026-11-28" },
        Oddity("an expiry that means never") { text($0, "expiration_date") == "2098-12-31" },
        Oddity("an unknown key") { $0["carbon_footprint"] != nil },
        Oddity("an escape sequence in a name") { text($0, "name").contains("\u{1B}[31m") },
        Oddity("a window title in a description") { text($0, "description").contains("\u{1B}]0;") },
        Oddity("a reversed name") { text($0, "name").unicodeScalars.contains("\u{202E}") },
        Oddity("a zero-width space in a name") {
            text($0, "name").unicodeScalars.contains("\u{200B}")
        },
        Oddity("a free variant") { text($0, "id").hasSuffix(":free") },
        Oddity("a thinking variant") { text($0, "id").hasSuffix(":thinking") },
        Oddity("an extended variant") { text($0, "id").hasSuffix(":extended") },
        Oddity("an exacto variant") { text($0, "id").hasSuffix(":exacto") },
        Oddity("no supported parameters") {
            ($0["supported_parameters"] as? [Any])?.isEmpty == true
        },
    ]

    private init(_ name: String, _ isIn: @escaping @Sendable ([String: Any]) -> Bool) {
        self.name = name
        self.isIn = isIn
    }

    private static func text(_ row: [String: Any], _ key: String) -> String {
        row[key] as? String ?? ""
    }

    private static func pricing(_ row: [String: Any]) -> [String: Any] {
        dictionary(row, "pricing")
    }

    private static func dictionary(_ row: [String: Any], _ key: String) -> [String: Any] {
        row[key] as? [String: Any] ?? [:]
    }
}
