import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// The small values that come from outside: prices, IDs, ages, addresses.
@Suite(.timeLimit(.minutes(60))) struct ValueFuzzTests {
    @Test func aPriceIsReadAsItIsWritten() async throws {
        await Fuzz("prices", dictionary: ["0", ".", "e", "-", "9", "00000000"], rounds: 5000).run {
            $0.chance(of: 3) ? $0.damaged($0.hostileNumber()) : $0.hostileNumber()
        } property: { text, _ in
            for price in [Price(decimalString: text), Price(perMillionString: text)] {
                guard let price else { continue }
                guard price.perToken >= 0, !price.perToken.isNaN else {
                    throw Fuzz.Broken("\(price)")
                }
                let written = price.perTokenString
                guard written.allSatisfy({ $0.isNumber || $0 == "." }) else {
                    throw Fuzz.Broken(written)
                }
                guard Price(decimalString: written) == price else { throw Fuzz.Broken(written) }
                let million = price.perMillionString
                guard Price(perMillionString: million) == price else { throw Fuzz.Broken(million) }
            }
        }
    }

    @Test func anIDIsWhatItSaysItIs() async throws {
        let words = [
            "/", ":free", "..", ".", "~", "a", "A", "meta-llama", "llama-3.1-405B", "%2F", "?",
        ]
        await Fuzz("IDs", dictionary: words, rounds: 5000).run { mutator in
            let text = String(decoding: mutator.words(atMost: 8), as: UTF8.self)
            return mutator.chance(of: 3) ? text + mutator.hostileText(atMost: 2) : text
        } property: { text, _ in
            if let id = ModelID(validating: text) {
                guard id.rawValue == text, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
                else {
                    throw Fuzz.Broken("model ID \(id)")
                }
                // In an address it stays where it was put.
                let url = URL(string: "https://x.org/api/v1/model/\(id.pathSegments)/endpoints")
                guard let url, url.host() == "x.org", url.query() == nil, url.fragment() == nil,
                    url.standardized.path.hasPrefix("/api/v1/model/"),
                    url.standardized.path.hasSuffix("/endpoints")
                else { throw Fuzz.Broken("address \(id.pathSegments)") }
                _ = (id.author, id.variant, id.base, id.canonicalSlug)
            }
            if let id = HuggingFaceID(validating: text) {
                let isPlain = id.rawValue.allSatisfy {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "._-/".contains($0))
                }
                guard isPlain, HuggingFaceID(validating: id.rawValue) == id,
                    text.contains(id.rawValue)
                else { throw Fuzz.Broken("Hugging Face ID \(id)") }
            }
        }
    }

    @Test func anAgeIsBoundedOrNone() async throws {
        await Fuzz("ages", dictionary: ["s", "m", "h", "d", ".", "e"], rounds: 4000).run {
            mutator in
            let text =
                mutator.hostileNumber() + mutator.one(of: ["s", "m", "h", "d", "", "y", "D"])
            return mutator.chance(of: 4) ? mutator.damaged(text) : text
        } property: { text, _ in
            if let age = VerdictLifetimes.read(text), !(1...315_360_000).contains(age) {
                throw Fuzz.Broken("\(age)")
            }
            if let age = Retention.readAge(text), age < 86_400 { throw Fuzz.Broken("\(age)") }
        }
    }

    @Test func anAddressIsTidiedOnce() async throws {
        let words = [
            "https://", "http://", "localhost", "127.0.0.1", "[::1]", ":8080", "@", "evil.org", "/",
            "/api/v1", "?q", "#f", "%2F", "//", ".", "user:pw@", " ", "\\", "::1", "\u{FF0E}",
            "HTTP://",
        ]
        await Fuzz("addresses", dictionary: words, rounds: 4000).run { mutator in
            let text = String(decoding: mutator.words(atMost: 7), as: UTF8.self)
            return mutator.chance(of: 4) ? mutator.damaged(text) : text
        } property: { text, _ in
            guard let address = ServiceURL(text) else { return }
            let url = address.string
            guard ServiceURL(url) == address else { throw Fuzz.Broken("twice: \(url)") }
            guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
                throw Fuzz.Broken(url)
            }
            guard !address.place.isEmpty else { throw Fuzz.Broken("no host: \(url)") }
            // The key travels without TLS to this machine only.
            let rest = url.drop { $0 != "/" }.drop { $0 == "/" }
            let host = rest.prefix { !"/?#\\".contains($0) }.lowercased()
            let isHere = ["localhost", "127.", "[::1]"].contains { host.hasPrefix($0) }
            if address.isLoopback, !isHere || host.contains("@") { throw Fuzz.Broken(url) }
        }
    }
}
