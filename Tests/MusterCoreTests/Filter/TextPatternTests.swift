import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct TextPatternTests {
    /// What is matched stands in brackets; where nothing is, there are none.
    @Test(
        arguments: [
            ("llama", "code[llama]"),
            ("llama", "meta-llama/[llama]-3"),
            ("gpt4", "openai/[gpt]-[4]o"),
            ("sonet", "claude-[son]n[et]"),
            ("cld", "anthropic/[cl]au[d]e-3"),
            ("l31405", "meta-llama/[l]lama-[3].[1]-[405]b"),
            ("dpsk", "[d]ee[ps]ee[k]/chat"),
            ("dc", "[D]eep[C]oder"),
            ("meta/llama", "[meta]-llama[/llama]-3"),
            ("LLAMA", "[llama]"),
            ("'lama", "l[lama]"),
            ("größe", "Die GRÖSSE [Größe]"),
            ("世界", "hello [世界]"),
            ("ad", "[a]-b-c-[d]-e"),
            // Three letters left out within a word.
            ("lma", "lxxxma"),
            // The first letter begins no word.
            ("lm", "ollxma"),
            // Farther than three words.
            ("ae", "a-b-c-d-e"),
            ("sonnte", "claude-sonnet"),
            ("zzzz", "meta-llama"),
            ("'gpt4", "gpt-4"),
            ("世界", "世x界"),
        ]
    )
    func lettersAreMatched(word: String, expected: String) throws {
        let pattern = try #require(ModelFilter(word).patterns.first)
        let text = expected.filter { $0 != "[" && $0 != "]" }
        let places = Set(pattern.matchedCharacters(in: text) ?? [])
        let marked = text.enumerated().map { offset, character in
            places.contains(offset) ? "[\(character)]" : "\(character)"
        }
        #expect(marked.joined().replacing("][", with: "") == expected)
    }

    /// Only the first 512 bytes of a text are searched, which may end within a character.
    @Test(arguments: [("e\u{301}", 0), ("ex\u{301}", 0), ("e\r\n", 0), ("\r\ne", 2)], 508...513)
    func aMatchNearTheLimitIsPlacedWithinTheText(
        ending: (text: String, offset: Int),
        length: Int
    )
        throws
    {
        let text = "é" + String(repeating: "a", count: length - 2) + ending.text + "aaa"
        let pattern = try #require(ModelFilter("'e").patterns.first)
        let places = pattern.matchedCharacters(in: text) ?? []
        #expect(
            places.map { Array(text)[$0].unicodeScalars.first }
                == (length + ending.offset < 512 ? ["e"] : [])
        )
    }

    @Test(
        arguments: [
            // Together rather than apart.
            ("gpt4", "gpt4all", "gpt-4"),
            ("mini", "gpt-mini", "m-i-n-i"),
            // Where a word begins rather than within one.
            ("code", "grok-code", "deepcoder"),
            ("coder", "DeepCoder", "deepcoder"),
            // A model's own name rather than what it was made from.
            ("llama", "meta-llama/llama-3", "deepseek/r1-distill-llama"),
            ("llama", "Meta: Llama 3", "DeepSeek: R1 Distill Llama"),
            // The author rather than anything after.
            ("qwen", "qwen/max", "x/qwen"),
            // Small gaps rather than wide ones.
            ("gm", "gpt-mini", "gpt-turbo-mini"),
            ("sonet", "sonnet", "sonxxet"),
            ("l3", "llama3", "llama-b-3"),
        ]
    )
    func betterMatchesHaveHigherScores(word: String, better: String, worse: String) throws {
        let pattern = try #require(ModelFilter(word).patterns.first)
        let good = try #require(LetterMatch(of: pattern, in: FoldedText(better)))
        let bad = try #require(LetterMatch(of: pattern, in: FoldedText(worse)))
        #expect(good.score > bad.score)
    }

    @Test func theFastScanFindsWhatTheAlignmentFinds() throws {
        var random = SplitMix64(seed: 21)
        let letters = ["a", "b", "c", "A", "B", "1", "2", "-", "/", ":", " ", "."]
        var found = 0
        for _ in 0..<20_000 {
            let word = random.elements(of: ["a", "b", "c", "1", "-"], maximumCount: 5).joined()
            let text = random.elements(of: letters, maximumCount: 14).joined()
            guard let pattern = TextPattern(word, isExact: false) else { continue }
            let match = LetterMatch(of: pattern, in: FoldedText(text))
            let models = [Model.example(text)]
            var search = ModelSearch(models)
            let filter = ModelFilter("x|\(word)")
            guard filter.patterns.contains(pattern) else { continue }
            let finding = search.find(filter, in: models, now: TimeSource.noon)
            #expect(finding.places.isEmpty == (match == nil), "\(word) in \(text)")
            if let match {
                found += 1
                #expect(finding.scores.first.map { Int($0) } == match.score, "\(word) in \(text)")
            }
        }
        #expect(found > 1000)
    }

    @Test func aWordThatGrewFindsNothingNew() {
        var random = SplitMix64(seed: 22)
        for _ in 0..<5000 {
            let word = random.elements(of: ["a", "b", "1", "-", "/"], maximumCount: 6).joined()
            let text = random.elements(of: ["a", "b", "x", "1", "-", "/"], maximumCount: 14)
                .joined()
            guard let long = TextPattern(word, isExact: false),
                let short = TextPattern(String(word.dropLast()), isExact: false),
                long.narrows(short)
            else { continue }
            if long.matchedCharacters(in: text) != nil {
                #expect(short.matchedCharacters(in: text) != nil, "\(word) in \(text)")
            }
        }
    }
}
