import MusterCore
import MusterTestSupport
import Testing

@Suite struct FilterCompletionTests {
    private static let models: [Model] = [
        .example("meta-llama/llama-3", parameters: ["tools", "seed"]),
        .example("mistralai/mistral", parameters: ["top_p"]),
        .example("~Meta/latest"),
    ]

    private static func complete(_ text: String) -> FilterCompletion? {
        FilterCompletion(of: Array(text), saved: ["cheap", "coding"]) { $0.words(of: models) }
    }

    @Test(
        arguments: [
            ("i", 0..<1, "is: in: intelligence>="),
            ("llama -i", 7..<8, "is: in: intelligence>="),
            ("pr", 0..<2, "price<= prompt<="),
            ("author:me", 7..<9, "meta meta-llama"),
            ("author:meta|mi", 12..<14, "mistralai"),
            ("param:T", 6..<7, "tools top_p"),
            ("in:", 3..<3, "text"),
            ("has:", 4..<4, "hf reason elsewhere"),
            ("is:un", 3..<5, "unavailable unknown unlisted"),
            ("ctx>=1", 5..<6, "128k 1m"),
            ("ctx", 0..<3, "ctx>="),
            ("@", 0..<1, "@cheap @coding"),
            ("-@ch", 1..<4, "@cheap"),
        ]
    )
    func thePieceBeforeTheCursorIsCompleted(
        text: String,
        range: Range<Int>,
        expected: String
    ) throws {
        let completion = try #require(Self.complete(text))
        #expect(completion.range == range)
        #expect(completion.candidates.map(\.text).joined(separator: " ") == expected)
    }

    @Test(arguments: ["llama", "foo:", "foo>", "is:verified", "\"is:", "is:zzz", "@zzz"])
    func whereNothingFitsNothingIsOffered(text: String) {
        #expect(Self.complete(text) == nil)
    }

    @Test func aNewWordCanBeAnything() throws {
        let completion = try #require(Self.complete("llama "))
        #expect(completion.candidates.first?.text == "is:")
        #expect(completion.candidates.last?.text == "@coding")
        #expect(completion.candidates.allSatisfy { !$0.explanation.isEmpty })
        #expect(completion.commonPrefix.isEmpty)
    }
}
