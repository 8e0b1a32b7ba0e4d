import Foundation
import MusterCore
import MusterTestSupport
import Testing

/// The prompts of a batch, as people and programs write them.
@Suite struct BatchPromptReaderTests {
    @Test func linesAreRead() throws {
        let text = """
            {"id":"1","prompt":"Hello"}
            \u{20}
            {"prompt":"Größe?\\n","id":"zwei","system":"Be brief.","more":[1]}\r

            """
        let prompts = try BatchPromptReader.read(Data(text.utf8), named: "p.jsonl")
        #expect(prompts.map(\.id) == ["1", "zwei"])
        #expect(prompts[1].prompt == "Größe?\n")
        #expect(prompts[1].system == "Be brief.")
        #expect(
            prompts[0].digest == "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"
        )
        let other = BatchPrompt(id: "1", prompt: "Hello", system: "")
        #expect(other.digest != prompts[0].digest)
    }

    @Test(
        arguments: [
            ("", 1, "no prompts"), ("\n\n", 1, "no prompts"), ("hello", 1, "JSON"),
            ("[1]", 1, "JSON"), ("{\"id\":\"1\",\"prompt\":\"a\"}\n{", 2, "JSON"),
            ("{\"prompt\":\"a\"}", 1, "no id"), ("{\"id\":\"\",\"prompt\":\"a\"}", 1, "no id"),
            ("{\"id\":7,\"prompt\":\"a\"}", 1, "id has to be text"),
            ("{\"id\":\"1\"}", 1, "no prompt"),
            ("{\"id\":\"1\",\"prompt\":\" \\n\"}", 1, "no prompt"),
            ("{\"id\":\"1\",\"prompt\":null}", 1, "no prompt"),
            ("{\"id\":\"1\",\"prompt\":\"a\",\"system\":1}", 1, "system has to be text"),
            (
                "{\"id\":\"1\",\"prompt\":\"a\"}\n\n{\"id\":\"1\",\"prompt\":\"b\"}", 3,
                "that of line 1"
            ),
        ] as [(String, Int, String)]
    )
    func aBadLineRefusesAll(text: String, line: Int, words: String) {
        let error = #expect(throws: BatchError.self) {
            try BatchPromptReader.read(Data(text.utf8), named: "p.jsonl")
        }
        guard case .badPrompt(_, let found, let reason) = error else { return }
        #expect(found == line)
        #expect(reason.contains(words), "\(reason)")
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
            _ = try? BatchPromptReader.read(Data(bytes), named: "p.jsonl")
        }
    }
}
