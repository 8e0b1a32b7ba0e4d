import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// The prompts of a batch, as people and programs write them.
@Suite struct BatchPromptReaderTests {
    @Test func linesAreRead() throws {
        let text = """
            {"id":"1","prompt":"Hello"}
            \u{20}
            {"prompt":"Größe?\\n","id":"zwei","system":"Be brief.","more":[1]}\r

            """
        let (prompts, source) = try PromptSource.read(text.utf8)
        #expect(prompts.map(\.id) == ["1", "zwei"])
        let content = try source.content(of: prompts[1])
        #expect(content.prompt == "Größe?\n")
        #expect(content.system == "Be brief.")
        #expect(
            prompts[0].digest.text
                == "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"
        )
        let other = BatchPrompt(id: "1", prompt: "Hello", system: "")
        #expect(other.digest != prompts[0].digest)
    }

    @Test(
        arguments: [
            ("", 1, "no prompts"), ("\n\n", 1, "no prompts"), ("hello", 1, "JSON"),
            ("[1]", 1, "JSON"), ("{\"id\":\"1\",\"prompt\":\"a\"}\n{", 2, "JSON"),
            ("{\"prompt\":\"a\"}", 1, "no id"), ("{\"id\":\"\",\"prompt\":\"a\"}", 1, "no id"),
            ("{\"id\":true,\"prompt\":\"a\"}", 1, "id has to be text or a number"),
            ("{\"id\":1,\"messages\":\"a\"}", 1, "messages has to be a list"),
            ("{\"id\":1,\"prompt\":\"a\",\"max_tokens\":0}", 1, "max_tokens has to be"),
            ("{\"id\":1,\"prompt\":\"a\",\"max_tokens\":\"9\"}", 1, "max_tokens has to be"),
            ("{\"id\":1,\"prompt\":\"a\",\"max_tokens\":1.5}", 1, "max_tokens has to be"),
            ("{\"id\":\"1\"}", 1, "no prompt"),
            ("{\"id\":\"1\",\"prompt\":\" \\n\"}", 1, "no prompt"),
            ("{\"id\":\"1\",\"prompt\":null}", 1, "no prompt"),
            ("{\"id\":\"1\",\"prompt\":\"a\",\"system\":1}", 1, "system has to be text"),
            (
                "{\"id\":\"1\",\"prompt\":\"a\"}\n\n{\"id\":\"1\",\"prompt\":\"b\"}", 3,
                "line 1 already uses"
            ), ("{\"id\":\"1\",\"prompt\":\"half \\ud83d\"}", 1, "half a surrogate pair"),
            (#"{"id":"1","prompt":"x \ud83d\ude00","metadata":{"a":NaN}}"#, 1, "NaN or Infinity"),
            (#"{"id":"1","prompt":"\x"}"#, 1, "an escape that JSON does not know"),
            (#"{"id":"1","prompt":"x","metadata":{"a":1e200}}"#, 1, "metadata has a value that"),
        ] as [(String, Int, String)]
    )
    func aBadLineRefusesAll(text: String, line: Int, words: String) {
        let error = #expect(throws: BatchError.self) {
            try PromptSource.read(text.utf8).all
        }
        guard case .badPrompts(_, let faults, count: 1) = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(faults.map(\.line) == [line])
        #expect(faults[0].reason.contains(words), "\(faults)")
    }

    @Test(
        arguments: [
            ("Latin-1", Array("{\"id\":\"1\",\"prompt\":\"".utf8) + [0xE9] + Array("\"}".utf8)),
            ("UTF-16", [0xFF, 0xFE] + "{}".utf16.flatMap { [UInt8($0), 0] }),
            ("UTF-16 without a mark", "{}".utf16.flatMap { [0, UInt8($0)] }),
            ("a lone surrogate as bytes", Array("{\"id\":\"".utf8) + [0xED, 0xA0, 0x80]),
        ] as [(String, [UInt8])]
    )
    func whatIsNotUTF8IsRefusedForThat(name: String, bytes: [UInt8]) {
        let fault = PromptFault(line: 1, reason: "it is not UTF-8")
        #expect(throws: BatchError.badPrompts("p.jsonl", [fault], count: 1)) {
            try PromptSource.read(bytes).all
        }
    }

    @Test func allBadLinesAreNamedUpToTen() {
        let good = "{\"id\":\"1\",\"prompt\":\"a\"}\n"
        let text = good + String(repeating: "oops\n", count: 12)
        let error = #expect(throws: BatchError.self) {
            try PromptSource.read(text.utf8).all
        }
        let words = error.map { "\($0)" } ?? ""
        #expect(words.hasPrefix("The prompts p.jsonl, line 2: it is not a JSON object; line 3: "))
        #expect(words.hasSuffix("line 11: it is not a JSON object; and 2 more"))
    }

    @Test func idsAreComparedByTheirBytes() throws {
        let lines = ["\u{E9}", "e\u{301}"].map { "{\"id\":\"\($0)\",\"prompt\":\"a\"}" }
        let text = lines.joined(separator: "\n")
        let prompts = try PromptSource.read(text.utf8).all
        let keys = Set(
            prompts.map { BatchResult.Key(promptID: $0.id, modelID: ModelID(rawValue: "a/b")) }
        )
        #expect(keys.count == 2)
        _ = try BatchPlan(prompts: prompts, models: [], options: BatchOptions())
    }

    @Test func anyBytesAreReadOrRefused() {
        var random = SplitMix64(seed: 5)
        let line = Array("{\"id\":\"1\",\"prompt\":\"a\",\"system\":null}\n".utf8)
        for _ in 0..<2000 {
            var bytes = line
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            _ = try? PromptSource.read(bytes)
        }
    }
}
