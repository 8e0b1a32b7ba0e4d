import MusterCore
import Testing

@Suite struct HuggingFaceIDTests {
    @Test(
        arguments: [
            ("meta-llama/llama-3.1-405B", "meta-llama/llama-3.1-405B"),
            (" Qwen/Qwen3-Coder ", "Qwen/Qwen3-Coder"),
            ("zai-org/GLM_5.2\n", "zai-org/GLM_5.2"),
            ("a/b", "a/b"),
        ]
    )
    func namesAreTrimmedAndOtherwiseKept(text: String, expected: String) {
        #expect(HuggingFaceID(validating: text)?.rawValue == expected)
    }

    @Test(
        arguments: [
            "", " ", "/", "a", "a/", "/b", "a/b/c", "a b/c", "a/b c", "a/b:free",
            "https://huggingface.co/a/b", "a/b@main", "é/b", "a/b\u{1B}[31m", "a\u{200B}/b",
            "a/" + String(repeating: "b", count: 199),
        ]
    )
    func whatTheHubCannotHaveIsRefused(text: String) {
        #expect(HuggingFaceID(validating: text) == nil)
    }

    @Test func theLongestNameFitsTheColumn() {
        #expect(HuggingFaceID(validating: "a/" + String(repeating: "b", count: 198)) != nil)
    }

    @Test(
        arguments: [
            ("MiniMaxAI/Minimax-M3", "MiniMaxAI/MiniMax-M3", true),
            ("a/b", "A/B", true),
            ("a/b", "a/b", false),
            ("a/b", "a/c", false),
        ]
    )
    func aDifferenceInCaseOnlyIsTold(first: String, second: String, expected: Bool) {
        let (first, second) = (HuggingFaceID(rawValue: first), HuggingFaceID(rawValue: second))
        #expect(first.differsOnlyInCase(from: second) == expected)
        #expect(second.differsOnlyInCase(from: first) == expected)
    }
}
