import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct FilterParserTests {
    private static let pieces = [
        "is:", "has:", "hf", "author:", "ctx", "price", "age", ">=", "<=", "<", ">", "=", "-",
        "--", ":", " ", "  ", "\n", "128k", "1e400", "nan", "$", "-1", "é", "世", "\u{1B}[31m",
        "\u{200B}", "free", "\"", "(", "[", "*", "\\", "llama", "|", "@", "@a", "'", "^", "\r\n",
        "e\u{301}", "👨‍👩‍👧", "\u{0}",
    ]

    @Test(
        arguments: [
            ("llama", "text llama"),
            ("-llama  x", "negation - text llama space __ text x"),
            ("is:a|b", "key is: value a separator | value b"),
            ("ctx>=1k", "key ctx comparison >= value 1k"),
            ("\"a b\"|c", "text \"a_b\" separator | text c"),
            ("-@cheap", "negation - name @cheap"),
            ("deepcoder:free", "text deepcoder:free"),
            ("-", "text -"),
            ("@", "text @"),
            ("is:", "key is:"),
            ("foo>3", "key foo comparison > value 3"),
            ("in:\"x", "key in: value \"x"),
        ]
    )
    func aFilterIsTakenApart(source: String, expected: String) {
        let characters = Array(source)
        let pieces = ModelFilter(source).tokens.map { token in
            "\(token.kind) " + String(characters[token.range]).replacing(" ", with: "_")
        }
        #expect(pieces.joined(separator: " ") == expected)
    }

    @Test func anyTextCanBeReadAndItsPiecesCoverIt() {
        var random = SplitMix64(seed: 4)
        let models = [
            Model.example("meta-llama/llama-3.1-405b", name: "Llama é 世"),
            .example("qwen/qwen3:free", huggingFaceID: "Qwen/Qwen3-8B", isFree: true),
        ]
        let saved = ["a": "llama @b", "b": "-@a is:free", "c": "@c"]
        for _ in 0..<3000 {
            let text = random.elements(of: Self.pieces, maximumCount: 10).joined()
            let filter = ModelFilter(text, saved: saved)
            var place = 0
            for token in filter.tokens {
                #expect(token.range.lowerBound == place && !token.range.isEmpty)
                place = token.range.upperBound
            }
            #expect(place == text.count)
            for complaint in filter.complaints {
                #expect(!complaint.range.isEmpty && complaint.range.upperBound <= text.count)
                #expect(!complaint.reason.isEmpty)
            }
            for model in models {
                _ = filter.matches(model, isMarked: random.next() % 2 == 0, now: TimeSource.noon)
                for text in [model.id.rawValue, model.entry.name] {
                    let places = filter.matchedCharacters(in: text)
                    #expect(places.allSatisfy { $0 >= 0 && $0 < text.count })
                }
            }
        }
    }

    @Test func anyScalarsCanBeReadAndSearched() {
        var random = SplitMix64(seed: 11)
        func scalars() -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                let value = UInt32.random(in: 0...0x10FFFF, using: &random)
                let isPlain = Bool.random(using: &random)
                text.append(Unicode.Scalar(isPlain ? value % 128 : value) ?? "x")
            }
            return String(text)
        }
        for _ in 0..<2000 {
            let (name, source) = (scalars(), scalars())
            let filter = ModelFilter(source)
            _ = filter.matches(.example("a/b", name: name), now: TimeSource.noon)
            let places = filter.matchedCharacters(in: name)
            #expect(places.allSatisfy { $0 >= 0 && $0 < name.count })
        }
    }

    @Test(
        arguments: [
            ("@cheap", ["qwen"]), ("-@cheap", ["meta"]), ("@both", ["qwen"]),
            ("@ALL", ["meta", "qwen"]),
            ("@cheap llama", []),
        ]
    )
    func aNameStandsForItsFilter(source: String, expected: [String]) {
        let saved = ["cheap": "price<=0.5", "both": "@cheap is:free", "all": ""]
        let filter = ModelFilter(source, saved: saved)
        #expect(filter.complaints.isEmpty)
        let models: [Model] = [
            .example("meta-llama/llama", prices: ("0.1", "0.1")),
            .example("qwen/qwen3", prices: ("0", "0"), isFree: true),
        ]
        let found = filter.select(from: models, sort: nil, now: TimeSource.noon)
        #expect(found.map { String($0.id.rawValue.prefix(4)) } == expected)
    }

    @Test(
        arguments: [
            ("@chep", "did you mean @cheap?"),
            ("@a", "in it, @b: in it, @a: it refers to itself"),
            ("@self", "in it, @self: it refers to itself"),
            ("@broken", "in it, is:fre: did you mean is:free?"),
            ("@wide5", "it expands to too many words"),
        ]
    )
    func aNameThatStandsForNothingIsAComplaint(source: String, reason: String) {
        var saved = [
            "cheap": "price<=0.5", "a": "@b", "b": "@a", "self": "x @self", "broken": "is:fre",
            "wide0": "a b c d e f g h",
        ]
        // Each names the one before three times: 8 words, 24, 72, and so on.
        for number in 1...7 {
            saved["wide\(number)"] = Array(repeating: "@wide\(number - 1)", count: 3)
                .joined(separator: " ")
        }
        #expect(ModelFilter(source, saved: saved).complaints.map(\.reason) == [reason])
    }

    @Test func chainsOfNamesHaveAnEnd() {
        var saved = ["n0": "llama"]
        for number in 1...5000 { saved["n\(number)"] = "@n\(number - 1) @n\(number - 1)" }
        #expect(ModelFilter("@n3", saved: saved).complaints.isEmpty)
        #expect(ModelFilter("@n5000", saved: saved).complaints.count == 1)
    }
}
