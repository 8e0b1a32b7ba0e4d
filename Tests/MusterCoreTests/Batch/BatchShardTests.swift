import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Batches in parts, and the parts joined.
@Suite struct BatchShardTests {
    private static let models = ["a/b", "c/d:free"].map(ModelID.init(rawValue:))

    @Test(
        arguments: [
            ("0/1", nil, [0, 1]), ("2/8", nil, [2, 8]), ("/8", "7", [7, 8]), ("/8", nil, nil),
            ("8/8", nil, nil), ("-1/8", nil, nil), ("1", nil, nil), ("1/2/3", nil, nil),
            ("/8", "x", nil), ("0/0", nil, nil), ("", nil, nil),
        ] as [(String, String?, [Int]?)]
    )
    func aShardIsAPartOfANumber(text: String, completionIndex: String?, parts: [Int]?) {
        let shard = BatchShard(text, completionIndex: completionIndex)
        #expect(shard.map { [$0.index, $0.count] } == parts)
    }

    /// Every pair is in one shard, the shards are about equal, and none moves with a new version.
    @Test func everyPairHasOneShard() throws {
        let ids = (0..<2000).map { PromptID.number(Decimal($0)) } + ["0", "1", "é", "e\u{301}"]
        var sizes = [0, 0, 0]
        for id in ids {
            for model in Self.models {
                let own = (0..<3).filter { BatchShard($0, of: 3)?.contains(id, model) == true }
                #expect(own.count == 1)
                sizes[own[0]] += 1
            }
        }
        #expect(sizes.allSatisfy { $0 > 1200 })
        let known = ["1", "two"].map { id in
            (0..<5).first { BatchShard($0, of: 5)?.contains(.text(id), Self.models[0]) == true }
        }
        #expect(known == [3, 2])
    }

    @Test func aPlanHasOnlyItsShard() throws {
        let prompts = (0..<50).map { BatchPrompt(id: "\($0)", prompt: "Say \($0)") }
        let models = Self.models.map { id in
            BatchModel(Model(entry: CatalogEntry(id: id)))
        }
        var seen: Set<String> = []
        for index in 0..<3 {
            var options = BatchOptions()
            options.shard = BatchShard(index, of: 3)
            let plan = try BatchPlan(prompts: prompts, models: models, options: options)
            for item in plan.items {
                #expect(seen.insert("\(item.prompt.id) \(item.modelID)").inserted)
            }
        }
        #expect(seen.count == 100)
    }

    private static func line(
        _ id: String,
        _ text: String,
        _ status: String = "completed",
        digest: Character = "a",
        service: String = "openrouter"
    ) -> String {
        #"{"answering_model_id":"a/b","id":\#(id),"model_id":"a/b","prompt_sha256":"\#(String(repeating: digest, count: 64))","service":"\#(service)","status":"\#(status)","text":"\#(text)"}"#
    }

    private static func merged(_ files: [String]) async throws -> (text: String, repeated: Int) {
        try await TemporaryFolder.withFolder { folder in
            let paths = files.indices.map { folder.file("\($0).jsonl") }
            for (path, text) in zip(paths, files) {
                try Data(text.utf8).write(to: URL(filePath: path))
            }
            let merge = try ResultMerge(of: paths)
            try await merge.write(to: folder.file("all.jsonl"))
            let text = try String(contentsOfFile: folder.file("all.jsonl"), encoding: .utf8)
            return (text, merge.repeated)
        }
    }

    @Test func anAnswerWinsAndLinesStayAsTheyAre() async throws {
        let failed = Self.line("1", "", "failed")
        let answered = Self.line("1", "yes")
        let other = Self.line(#""1""#, "another")
        let again = Self.line("1", "later")
        let files = [failed + "\n" + other + "\n", answered + "\n\n" + again]
        for files in [files, files.reversed()] {
            let (text, repeated) = try await Self.merged(files)
            let lines = text.split(separator: "\n").map(String.init)
            #expect(Set(lines) == [answered, other])
            #expect(repeated == 2)
        }
        // Of failures, the last counts.
        let last = Self.line("1", "why", "failed")
        #expect(try await Self.merged([failed + "\n" + last]).text == last + "\n")
    }

    @Test func aTornEndIsLeftOutAndOtherPromptsAreRefused() async throws {
        let whole = Self.line("1", "yes")
        #expect(try await Self.merged([whole + "\n{\"answ"]).text == whole + "\n")
        let changed = Self.line("1", "no", digest: "b")
        await #expect(throws: BatchError.self) { try await Self.merged([whole, changed]) }
        let none = await #expect(throws: BatchError.self) { try await Self.merged(["hello"]) }
        #expect(
            none.map { "\($0)" }?.hasSuffix("0.jsonl, line 1 is not a result of muster.") == true
        )
        let elsewhere = Self.line("1", "no", service: "groq")
        await #expect(throws: BatchError.self) { try await Self.merged([whole, elsewhere]) }
        // A failure answers nothing.
        let failed = Self.line("1", "", "failed", service: "groq")
        #expect(try await Self.merged([whole, failed]).text == whole + "\n")
        #expect(throws: BatchError.self) { try ResultMerge(of: ["/nowhere/at/all.jsonl"]) }
    }

    @Test func aMergedFileKeepsItsLinkAndItsMode() async throws {
        try await TemporaryFolder.withFolder { folder in
            let (real, link) = (folder.file("real.jsonl"), folder.file("link.jsonl"))
            let line = Self.line("1", "yes") + "\n"
            try Data((line + line).utf8).write(to: URL(filePath: real))
            let files = FileManager.default
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real)
            try files.createSymbolicLink(atPath: link, withDestinationPath: real)
            try await ResultMerge(of: [real]).write(to: link)
            #expect(try files.destinationOfSymbolicLink(atPath: link) == real)
            let mode = try files.attributesOfItem(atPath: real)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            #expect(try String(contentsOfFile: real, encoding: .utf8) == line)
        }
    }

    /// A request without a connection would wait unseen.
    @Test(arguments: [(4, nil, 4), (1024, nil, 100), (1024, 4, 100), (300, 4, 75), (2, 4, 1)])
    func noMoreRequestsRunThanHaveAConnection(wish: Int, shards: Int?, concurrency: Int) {
        var options = BatchOptions(concurrency: wish)
        options.shard = shards.flatMap { BatchShard(1, of: $0) }
        options.connectionLimit = 100
        #expect(options.ownConcurrency == concurrency)
        #expect(options.lacksConnections == (concurrency == 100))
    }

    @Test func aSummaryNeedsNoPlan() throws {
        func result(_ id: PromptID, _ status: GenerationStatus, _ milliseconds: Int) -> BatchResult
        {
            var result = BatchResult(
                key: .init(promptID: id, modelID: Self.models[0]),
                digest: PromptDigest(""),
                status: status
            )
            result.durationMilliseconds = milliseconds
            result.completionTokens = 20
            result.cost = 1
            return result
        }
        let results = (1...100).map { result("\($0)", .completed, $0 * 10) }
        let summary = BatchSummary(results: [result("1", .failed, 5)] + results)
        let model = try #require(summary.models.first)
        #expect(model.answered == 100 && model.failed == 0)
        #expect(model.medianMilliseconds == 510 && model.percentile95Milliseconds == 950)
        #expect(model.tokensPerSecond.map { ($0 * 10).rounded() } == 396)
        // What was asked twice was paid for twice.
        #expect(model.cost == 101)
    }
}
