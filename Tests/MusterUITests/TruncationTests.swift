import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct TruncationTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test(arguments: [
        ("", 3, ""), ("fits", 4, "fits"), ("too long", 4, "too…"), ("too long", 1, "…"),
        ("too long", 0, ""), ("作者作者", 5, "作者…"), ("作者作者", 4, "作…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func tailsAreCut(text: String, cells: Int, shown: String) {
        #expect(Truncation.tail(text, cells: cells) == shown)
        #expect(CellWidth.of(Truncation.tail(text, cells: cells)) <= cells)
    }

    @Test(arguments: [
        ("a/model:free", 12, "a/model:free"),
        ("agentica-org/deepcoder-14b:free", 20, "a…/deepcoder-1…:free"),
        ("agentica-org/deepcoder-14b", 20, "agent…/deepcoder-14b"),
        // Enough is left of the name, so the author stays.
        ("agentica-org/deepcoder-14b-preview", 27, "agentica-org/deepcoder-14b…"),
        ("meta-llama/llama-3.1-405b", 20, "meta…/llama-3.1-405b"),
        ("meta-llama/llama-3.1-405b-instruct", 19, "m…/llama-3.1-405b-…"),
        // With no room for both, the start tells more than the variant.
        ("agentica-org/deepcoder-14b:free", 10, "agentica-…"),
    ])
    func modelIDsKeepTheirVariant(id: String, cells: Int, shown: String) {
        #expect(Truncation.modelID(id, cells: cells) == shown)
    }

    @Test func asciiHasItsOwnMark() {
        #expect(Truncation.tail("too long", cells: 4, isASCII: true) == "too~")
    }
}
