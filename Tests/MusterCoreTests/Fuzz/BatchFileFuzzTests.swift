import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// The two files of a batch: its prompts, and what has come of them.
@Suite(.timeLimit(.minutes(60))) struct BatchFileFuzzTests {
    private static let words = [
        "{", "}", "\"id\":\"1\"", ",", "\"prompt\":\"a\"", "\n", "\r\n", "null", "\0", "\u{FEFF}",
        " ",
    ]

    @Test func promptsAreReadAllOrNone() async throws {
        await Fuzz("prompts", dictionary: Self.words, rounds: 1000).run { mutator in
            var lines: [String] = []
            for index in 0..<mutator.number(1...5) {
                lines.append(
                    mutator.chance(of: 9)
                        ? mutator.json()
                        : mutator.object([
                            ("id", ["\"p\(index)\""]),
                            ("prompt", [mutator.quoted(mutator.hostileText(atMost: 5))]),
                            ("system", ["null", mutator.quoted(mutator.hostileText(atMost: 2))]),
                        ]).replacing("\n", with: " ")
                )
            }
            let text = lines.joined(separator: mutator.one(of: ["\n", "\n", "\r\n", "\n\n"]))
            return Array((mutator.chance(of: 4) ? mutator.damaged(text) : text).utf8)
        } property: { bytes, _ in
            let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
            let lines = bytes.dropFirst(isMarked ? 3 : 0)
                .split(separator: 0x0A, omittingEmptySubsequences: false)
            do {
                let prompts = try PromptSource.read(bytes).all
                let count = lines.filter { !$0.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }
                    .count
                guard prompts.count == count, Set(prompts.map(\.id)).count == count else {
                    throw Fuzz.Broken("\(prompts.count) of \(count)")
                }
            } catch BatchError.badPrompts(_, let faults, let count) {
                let isNamed = faults.allSatisfy {
                    (1...lines.count).contains($0.line) && !$0.reason.isEmpty
                }
                guard isNamed, faults.count == min(count, 10) else {
                    throw Fuzz.Broken("\(count): \(faults)")
                }
            }
        }
    }

    /// Whatever stands in the file: either all of it is results, but for a torn end that is cut off,
    /// or it stays as it is.
    @Test func resultsAreReadOrLeftAlone() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("results.jsonl")
            await Fuzz("results", dictionary: Self.words, rounds: 200).run { mutator in
                let bytes = Array(mutator.several(atMost: 4) { Self.record(&$0).line }.joined())
                switch mutator.number(0...3) {
                case 0: return mutator.damaged(bytes)
                case 1: return Array(bytes.prefix(mutator.number(0...bytes.count)))
                case 2: return bytes + Array(repeating: 0, count: mutator.number(0...5000))
                default: return bytes
                }
            } property: { bytes, _ in
                try Data(bytes).write(to: URL(filePath: path))
                let file = try ResultFile.open(path: path)
                var results: [BatchResult]?
                do {
                    results = try await file.read()
                } catch BatchError.foreignResults(_, let line) {
                    guard line >= 1 else { throw Fuzz.Broken("line \(line)") }
                }
                await file.close()
                let after = [UInt8]((FileManager.default.contents(atPath: path) ?? Data()))
                guard let results else {
                    guard after == bytes else { throw Fuzz.Broken("a foreign file was changed") }
                    return
                }
                guard bytes.starts(with: after) || after == bytes + [0x0A] else {
                    throw Fuzz.Broken("it became \(String(decoding: after, as: UTF8.self))")
                }
                guard results.count == after.count(where: { $0 == 0x0A }) else {
                    throw Fuzz.Broken("\(results.count) results")
                }
                // What was whole is still there.
                let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
                guard after.count >= whole else { throw Fuzz.Broken("a whole line was cut off") }
            }
        }
    }

    @Test func aResultIsReadAsItIsWritten() async throws {
        await Fuzz("result lines", rounds: 800).run {
            Self.record(&$0)
        } property: { record, _ in
            let line = record.line
            guard line.last == 0x0A, line.count(where: { $0 == 0x0A }) == 1,
                line.starts(with: BatchRecord.beginning.utf8)
            else { throw Fuzz.Broken(String(decoding: line, as: UTF8.self)) }
            let found = try JSONDecoder().decode(BatchResult.self, from: line)
            var expected = BatchResult(record.generation, of: record.prompt)
            expected.service = record.service
            guard found == expected else { throw Fuzz.Broken("\(found), not \(expected)") }
        }
    }

    private static func record(_ mutator: inout Mutator) -> BatchRecord {
        let id = ModelID(rawValue: mutator.one(of: ["a/b", "c/d:free"]))
        var generation = Generation(id: 1, modelID: id)
        generation.status = mutator.one(of: GenerationStatus.allCases)
        generation.text = mutator.hostileText(atMost: 9)
        generation.reasoning = mutator.hostileText(atMost: 3)
        generation.finishReason = mutator.one(of: [
            nil, .stop, .length, FinishReason(rawValue: mutator.hostileText(atMost: 2)),
        ])
        generation.provider = mutator.hostileText(atMost: 2)
        generation.durationMilliseconds = mutator.one(of: [nil, 0, .max])
        if mutator.chance(of: 2) {
            generation.failure = ServiceFailure(
                mutator.one(of: ServiceFailure.Kind.allCases),
                message: mutator.hostileText(atMost: 4)
            )
        }
        let prompt = BatchPrompt(
            id: .text("p" + mutator.hostileText(atMost: 3)),
            prompt: "q" + mutator.hostileText(atMost: 3)
        )
        return BatchRecord(
            prompt: prompt,
            engine: .here,
            service: "openrouter",
            generation: generation,
            startedAt: TimeSource.noon
        )
    }
}
