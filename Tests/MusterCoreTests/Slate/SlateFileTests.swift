import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// A slate as people and diffs see it.
@Suite struct SlateFileTests {
    private static let entry = SlateEntry(
        modelID: ModelID(rawValue: "meta-llama/llama-3.1-405b"),
        huggingFaceID: HuggingFaceID(rawValue: "meta-llama/llama-3.1-405B"),
        route: "meta-llama/llama-3.1-405B",
        availability: .verified,
        checkedAt: TimeSource.noon,
        provider: "no: 'good\" #name",
        quantization: "fp8, bf16",
        contextLength: 32_768,
        promptPrice: Price(perMillionString: "0.9"),
        completionPrice: Price(perMillionString: "0"),
        servedModel: "1.50"
    )

    /// A slate that somebody has worked on.
    private static let edited = """
        # mine
        models:
          - {model_id: "a/b:free", note: [1, 2]}   # cheap
          - model_id: ~c/d-latest
            prompt_price: 0.10
            owner:
              team: search
              since: "2026"
        version: 1
        ticket: |
          two
          lines
        """

    @Test func whatIsWrittenIsReadAndWrittenAlike() throws {
        var slate = Slate(
            createdAt: TimeSource.noon,
            baseURL: "https://openrouter.ai/api/v1",
            entries: [Self.entry]
        )
        slate.entries.append(SlateEntry(modelID: ModelID(rawValue: "x-ai/grok-code-fast-1")))
        let text = slate.yaml
        let read = try Slate(yaml: text)
        #expect(read == slate)
        #expect(read.yaml == text)
        #expect(text.hasPrefix("# A slate of muster"))
        #expect(text.contains("prompt_price: \"0.9\"\n"))
        #expect(text.contains("created_at: 2026-"))
        #expect(text.contains("  served_model: null\n"))
    }

    @Test func anEditedSlateIsKeptByteForByte() throws {
        let slate = try Slate(yaml: Self.edited)
        #expect(slate.yaml == Self.edited)
        #expect(slate.entries.map(\.modelID.rawValue) == ["a/b:free", "~c/d-latest"])
        #expect(slate.entries[1].promptPrice == Price(perMillionString: "0.1"))
    }

    @Test func unknownKeysSurviveAChange() throws {
        var slate = try Slate(yaml: Self.edited)
        slate.entries[0].route = "a/B"
        let again = try Slate(yaml: slate.yaml)
        #expect(again == slate)
        for words in ["team: search", "since: \"2026\"", "two\n", "note:", "route: a/B"] {
            #expect(slate.yaml.contains(words), "\(words)")
        }
        #expect(again.yaml == slate.yaml)
    }

    @Test(
        arguments: [
            ("", 1, "empty"), ("- a", 1, "list of entries"), ("models: []", 1, "no entry version"),
            ("version: 1", 1, "no entry models"), ("version: 2\nmodels: []", 1, "newer"),
            ("version: 1\nmodels: []", 2, "empty"), ("version: 1\nmodels: x", 2, "a list"),
            ("version: 1\nmodels:\n- a/b", 3, "model_id"),
            ("version: 1\nmodels:\n- route: a", 3, "no entry model_id"),
            ("version: 1\nmodels:\n- model_id: a b", 3, "not a model's ID"),
            ("version: 1\nmodels:\n- model_id: a/b\n- model_id: a/b", 4, "twice"),
            ("version: 1\nmodels:\n- model_id: a/b\n  prompt_price: free", 4, "US dollars"),
            ("version: 1\nmodels:\n- model_id: a/b\n  availability: fine", 4, "verified"),
            ("version: 1\nmodels:\n- model_id: a/b\n  checked_at: today", 4, "a time"),
            ("version: 1\nmodels:\n- model_id: a/b\n  context_length: 4k", 4, "tokens"),
            ("version: 1\nmodels:\n- model_id: a/b\n  route: [a]", 4, "one value"),
            ("version: 1\nversion: 1\nmodels: []", 1, "repeated"),
            ("version: 1\nx: {!!int a: 1, a: 2}\nmodels:\n- model_id: a/b", 2, "cannot write"),
            ("version: 1\n!!int x: 1\nx: 2\nmodels:\n- model_id: a/b", 2, "cannot write"),
            ("version: 1\nmodels:\n- model_id: a/b\n  !!int route: x", 4, "cannot write"),
            ("version: 1\nmodels:\n- {", 4, "not YAML"),
            (laughs, 5, "stands for a list"),
            (String(repeating: "[", count: 100_000), 1, "not YAML"),
        ] as [(String, Int, String)]
    )
    func aMalformedSlateNamesItsLine(text: String, line: Int, words: String) throws {
        let error = #expect(throws: SlateError.self) { try Slate(yaml: text) }
        guard case .malformed(let found, let reason) = error else { return }
        #expect(found == line, "\(reason)")
        #expect(reason.contains(words), "\(reason)")
    }

    /// Aliases to aliases, which would fill any memory if they were followed.
    private static let laughs =
        "version: 1\nmodels:\n- model_id: a/b\n  x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n"
        + (1...12).map {
            "  x\($0): &x\($0) [\(Array(repeating: "*x\($0 - 1)", count: 10).joined(separator: ", "))]\n"
        }
        .joined()

    @Test func onlyASlateIsReplacedUnasked() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("file.yaml")
            let slate = Slate(entries: [Self.entry])
            try Data("theme: night\n".utf8).write(to: URL(filePath: path))
            let file = SlateFile(path: path)
            #expect(throws: SlateError.foreign(path: path)) { try file.write(slate) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "theme: night\n")
            try file.write(slate, isForced: true)
            try file.write(Slate(entries: [SlateEntry(modelID: ModelID(rawValue: "a/b"))]))
            #expect(try file.read().entries.map(\.modelID.rawValue) == ["a/b"])
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files == ["file.yaml"])
        }
    }

    /// Whatever stands in a file, it is read or refused.
    @Test func damagedSlatesAreReadOrRefused() throws {
        var random = SplitMix64(seed: 8)
        let text = Array(Slate(entries: [Self.entry]).yaml.utf8)
        for _ in 0..<2000 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[place / 2], at: place)
                }
            }
            let damaged = String(decoding: bytes, as: UTF8.self)
            guard let slate = try? Slate(yaml: damaged) else { continue }
            #expect(slate.yaml == damaged)
        }
    }
}
