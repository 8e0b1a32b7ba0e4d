import MusterTestSupport
import Testing

@testable import MusterCore

/// Filters of any text, and saved ones that name each other.
@Suite(.timeLimit(.minutes(60))) struct FilterFuzzTests {
    private static let words = [
        "llama", "qwen3", "gpt4", "-", "is:", "is:free", "is:verified|stale", "author:",
        "meta-llama", "has:hf",
        "in:image", "out:text", "param:tools", "ctx>=128k", "price<=0.5", "prompt<", "completion=",
        "age<30d",
        "@a", "@b", "@", "|", "\"", " ", " ", " ", ":", "<", ">", "=", ">=", "<=", "ctx", "$",
        "1e3", "k",
        "e\u{301}", "\r\n", "İ", "ﬀ", "作", "\u{200B}", "-@a", "--", "autor:x", "favourite",
        "is:fre",
    ]

    private static let models = [
        Model.example("meta-llama/llama-3.1-405b", name: "Llama é 世"),
        .example("qwen/qwen3:free", huggingFaceID: "Qwen/Qwen3-8B", isFree: true),
        .example("x/y", name: "İ ﬀ e\u{301}\u{200B}"),
    ]

    private static var corpus: [String] {
        get throws { try Fixture.corpus("filter").map { String(decoding: $0, as: UTF8.self) } }
    }

    @Test func everyFilterIsRead() async throws {
        let fuzz = Fuzz("filters", dictionary: Self.words, rounds: 2000)
        await fuzz.run(corpus: try Self.corpus) { mutator in
            let text = String(decoding: mutator.words(atMost: 9), as: UTF8.self)
            return mutator.chance(of: 3) ? mutator.damaged(text) : text
        } property: { text, _ in
            let filter = ModelFilter(text, saved: ["a": "llama", "b": "-@a is:free"])
            try Self.check(filter)
            try Self.checkNegation(filter)
            for text in Self.models.flatMap({ [$0.id.rawValue, $0.entry.name] }) + [text] {
                let places = filter.matchedCharacters(in: text)
                guard places.allSatisfy({ (0..<text.count).contains($0) }) else {
                    throw Fuzz.Broken("\(places) of \(text)")
                }
            }
        }
    }

    /// The pieces are the whole, complaints are within it, and read again it is the same.
    private static func check(_ filter: ModelFilter) throws {
        let characters = Array(filter.source)
        var place = 0
        var text = ""
        for token in filter.tokens {
            guard token.range.lowerBound == place, !token.range.isEmpty,
                token.range.upperBound <= characters.count
            else { throw Fuzz.Broken("\(filter.tokens)") }
            place = token.range.upperBound
            text += String(characters[token.range])
        }
        guard place == characters.count, text == filter.source else {
            throw Fuzz.Broken("\(filter.tokens)")
        }
        for complaint in filter.complaints {
            guard !complaint.range.isEmpty, complaint.range.lowerBound >= 0,
                complaint.range.upperBound <= characters.count, !complaint.reason.isEmpty
            else { throw Fuzz.Broken("\(complaint)") }
        }
        guard ModelFilter(text, saved: ["a": "llama", "b": "-@a is:free"]) == filter else {
            throw Fuzz.Broken("read again it is another")
        }
    }

    /// What a condition shows, its opposite hides; of words the opposite is narrower.
    private static func checkNegation(_ filter: ModelFilter) throws {
        guard filter.complaints.isEmpty, filter.terms.count == 1, !filter.source.hasPrefix("-"),
            !filter.source.contains(where: \.isWhitespace), !filter.terms[0].readsTexts
        else { return }
        let opposite = ModelFilter("-" + filter.source)
        guard opposite.complaints.isEmpty else { return }
        for model in models {
            let (one, other) = (
                filter.matches(model, now: TimeSource.noon),
                opposite.matches(model, now: TimeSource.noon)
            )
            guard one != other else { throw Fuzz.Broken("\(model.id) passes both: \(one)") }
        }
    }

    @Test func everyCompletionCanBeTaken() async throws {
        let fuzz = Fuzz("filter completion", dictionary: Self.words, rounds: 3000)
        await fuzz.run(corpus: try Self.corpus) { mutator in
            let text = String(decoding: mutator.words(atMost: 4), as: UTF8.self)
            return mutator.chance(of: 3) ? text + mutator.hostileText(atMost: 2) : text
        } property: { text, mutator in
            let typed = Array(text)
            let saved = ["a", "cheap", "Ünal"]
            guard
                let completion = FilterCompletion(
                    of: typed,
                    saved: saved,
                    words: { $0.words(of: Self.models) }
                )
            else { return }
            guard completion.range.upperBound == typed.count, completion.range.lowerBound >= 0,
                !completion.candidates.isEmpty
            else { throw Fuzz.Broken("\(completion)") }
            let piece = String(typed[completion.range]).lowercased()
            for candidate in completion.candidates {
                guard candidate.text.lowercased().hasPrefix(piece) else {
                    throw Fuzz.Broken("\(candidate)")
                }
                let taken = String(typed[..<completion.range.lowerBound]) + candidate.text
                _ = ModelFilter(taken)
            }
            guard completion.candidates.allSatisfy({ $0.text.hasPrefix(completion.commonPrefix) })
            else {
                throw Fuzz.Broken(completion.commonPrefix)
            }
        }
    }

    @Test func savedFiltersEndHoweverTheyNameEachOther() async throws {
        let names = ["a", "b", "c", "d", "e", "f"]
        await Fuzz("saved filters", rounds: 20).run { mutator in
            var saved: [String: String] = [:]
            for name in names {
                let words = mutator.some(
                    of: names.map { "@\($0)" } + ["llama", "is:free", "is:x"],
                    atMost: 40
                )
                saved[name] = words.joined(separator: " ")
            }
            // Each twice the one before: a million words, were they written out.
            for level in 1...30 { saved["n\(level)"] = "@n\(level - 1) @n\(level - 1)" }
            saved["n0"] = "llama"
            return saved
        } property: { saved, mutator in
            for name in names + ["n3", "n9", "n12", "n30"] {
                let filter = ModelFilter("@\(name) -@\(name)", saved: saved)
                guard filter.terms.count <= 2 else {
                    throw Fuzz.Broken("\(filter.terms.count) terms")
                }
                _ = filter.matches(mutator.one(of: Self.models), now: TimeSource.noon)
                _ = SavedFilters.problem(saving: "@\(name) x", as: "a", beside: saved)
            }
        }
    }
}
