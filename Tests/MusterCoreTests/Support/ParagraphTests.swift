import Testing

@testable import MusterCore

@Suite struct ParagraphTests {
    @Test(arguments: [
        ("", ""), (" a\n\tb ", "a b"), ("one line", "one line"),
        (
            String(repeating: "x", count: 200) + ". " + String(repeating: "y ", count: 100),
            String(repeating: "x", count: 200) + ". …"
        ),
        (
            String(repeating: "word ", count: 100),
            String(repeating: "word ", count: 60).dropLast() + " …"
        ),
        (String(repeating: "z", count: 400), String(repeating: "z", count: 300) + " …"),
    ])
    func aTextIsOneShortLine(text: String, paragraph: String) {
        #expect(text.paragraph == paragraph)
    }

    @Test func theRestIsKept() {
        let long = String(repeating: "word ", count: 100)
        let failure = ServiceFailure(.server, httpStatus: 500, message: long)
        #expect(failure.description.count < 320)
        #expect(failure.wholeMessage == long)
        #expect(ServiceFailure(.server, message: "short\n").wholeMessage == nil)
    }

    @Test(arguments: [
        ("https://openrouter.ai", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/v1", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/api/v1/chat/completions", "https://openrouter.ai/api/v1"),
        ("http://127.0.0.1:4000/api/v1", "http://127.0.0.1:4000/v1"),
        ("http://127.0.0.1:4000/v1/models", "http://127.0.0.1:4000/v1"),
        ("http://127.0.0.1:4000", "http://127.0.0.1:4000/api/v1"),
    ])
    func aWrongAddressHasALikelyOne(address: String, likely: String) throws {
        #expect(try #require(ServiceURL(address)).likelyAddress == likely)
    }
}
