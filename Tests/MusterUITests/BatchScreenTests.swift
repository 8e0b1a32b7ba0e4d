import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

@Suite struct BatchScreenTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let nemo = ModelID(rawValue: "mistralai/mistral-nemo")
    private static let llama = ModelID(rawValue: "meta-llama/llama-3.1-405b")

    /// Four marked, the second of them disabled; the cursor of the table on the first row.
    private static func marked() -> AppState {
        var state = AppState.browsing()
        state.press(script: "jjj<space><space><space>G<space>g")
        return state
    }

    private static func seen(_ id: ModelID, _ answered: Int, of asked: Int) -> SeenAnswers {
        let evidence = (0..<asked).map { index in
            Evidence(
                modelID: id,
                observedAt: .noon,
                kind: .completion,
                finding: index < answered ? .answered : .limited,
                detail: ""
            )
        }
        let past = PastPerformance(medianMilliseconds: 1200, meanCompletionTokens: 90)
        return SeenAnswers(id, evidence: evidence, past: past)
    }

    private static func proposal(_ engine: BatchEngine? = nil) -> BatchProposal {
        let prompts = (1...30).map { BatchPrompt(id: "\($0)", prompt: "Say \($0)") }
        var models = Catalog.sample.filter { [nemo, llama].contains($0.id) }
        var options = BatchOptions()
        if let engine {
            options.engine = engine
            models[0].batchPrices = PriceList(
                prompt: Price(decimalString: "0.0000002"),
                completion: Price(decimalString: "0.0000004")
            )
        }
        let plan = try? BatchPlan(
            prompts: prompts,
            models: models.map { BatchModel($0) },
            options: options
        )
        guard let plan else { fatalError("the plan of the tests is not one") }
        let past = PastPerformance(medianMilliseconds: 1200, meanCompletionTokens: 90)
        return BatchProposal(
            id: BatchProposal.ID(number: 1),
            forecast: BatchForecast(
                plan,
                past: [nemo: past, llama: past],
                answers: [seen(llama, 39, of: 40), seen(nemo, 12, of: 20)],
                freeTier: FreeTier(),
                now: .noon
            ),
            findings: models.map { model in
                SlateFinding(
                    entry: SlateEntry(modelID: model.id),
                    model: model,
                    usability: model.id == nemo ? .inconclusive : .usable,
                    availability: model.verdict.availability,
                    cause: "endpoints_up",
                    reason: model.id == nemo ? "503 try later" : "2 of 2 endpoints up",
                    changes: model.id == nemo
                        ? [] : [ModelChange(field: "context", before: "131.1K", now: "32.8K")]
                )
            },
            summary: BatchSummary(plan)
        )
    }

    private static func running() -> AppState {
        var state = marked()
        state.press(script: "b")
        // Disabled llama stands in the way.
        state.press(script: "j<space><enter>")
        state.apply([.pasted("/tmp/prompts.jsonl")])
        state.press(script: "<enter>")
        state.apply([.batchPrepared(1, .success(proposal()))])
        state.press(script: "<enter>")
        var result = BatchResult(
            key: .init(promptID: "1", modelID: nemo),
            digest: BatchPrompt(id: "1", prompt: "x").digest,
            status: .completed
        )
        result.cost = Decimal(string: "0.0002")
        result.durationMilliseconds = 900
        var failed = BatchResult(
            key: .init(promptID: "1", modelID: llama),
            digest: BatchPrompt(id: "1", prompt: "x").digest,
            status: .failed
        )
        failed.failureKind = .server
        state.apply([
            .timePassed(.noon.addingTimeInterval(10)),
            .batchNews(1, .ended(line(result, "Hello, and welcome to the first answer.", 7))),
            .batchNews(1, .ended(line(failed, "502 the provider is down", 8))),
            .batchNews(1, .slowed(nemo, limit: 2)),
        ])
        return state
    }

    private static func line(
        _ result: BatchResult,
        _ words: String,
        _ id: Int64
    ) -> BatchAnswerLine {
        BatchAnswerLine(result: result, generationID: id, beginning: words)
    }

    /// A batch of which the service has a part.
    private static func followed() -> FollowedBatch? {
        FollowedBatch(
            BatchRequest(modelIDs: [nemo], promptsPath: "/tmp/p.jsonl", resultsPath: "/tmp/r.jsonl")
        )
    }

    private static func following(done: Int) -> AppState {
        var state = AppState.browsing()
        let progress = SubmissionProgress(total: 5_000, done: done)
        if let batch = followed() { state.apply([.batchFollowed(batch, progress)]) }
        return state
    }

    static let cases: [ScreenCase] = [
        ScreenCase("batch-models") {
            var state = marked()
            state.press(script: "bj")
            state.apply([.seenAnswersLoaded([seen(llama, 39, of: 40), seen(nemo, 12, of: 20)])])
            return state
        },
        ScreenCase("batch-none") {
            var state = AppState.browsing()
            state.press(script: "b")
            return state
        },
        ScreenCase("batch-form") {
            var state = marked()
            state.press(script: "bj<space><enter>~/prompts.jsonl<down><down>0.50")
            return state
        },
        ScreenCase("batch-proposal") {
            var state = marked()
            state.press(script: "bj<space><enter>p<enter>")
            state.apply([.batchPrepared(1, .success(proposal()))])
            return state
        },
        ScreenCase("batch-engines") {
            var state = marked()
            state.press(script: "bj<space><enter>p<enter>")
            state.apply([.batchPrepared(1, .success(proposal(.openrouter)))])
            return state
        },
        ScreenCase("batch-followed") { following(done: 3_120) },
        ScreenCase("batch-running") { running() },
        ScreenCase("batch-ended") {
            var state = running()
            state.apply([.batchEnded(1, BatchOutcome(stop: .interrupted))])
            return state
        },
    ]

    @Test func theWayFromMarksToABatch() {
        var state = Self.marked()
        #expect(state.press(script: "b").count == 1)
        state.press(script: "<enter>")
        #expect(state.world.message?.text.string.contains("disabled") == true)
        #expect(state.press(script: "j<space>").contains(.setMarked([Self.disabled], false)))
        #expect(state.press(script: "<enter><enter>").isEmpty)
        #expect(state.world.message?.text.string == "Name the file with the prompts")
        let effects = state.press(script: "p.jsonl<enter>")
        let request = BatchRequest(
            modelIDs: [Self.llama, Self.nemo, Self.grok],
            promptsPath: "p.jsonl",
            resultsPath: "p.results.jsonl"
        )
        #expect(effects == [.prepareBatch(1, request)])
        state.apply([.batchPrepared(1, .success(Self.proposal()))])
        #expect(state.press(script: "<enter>") == [.runBatch(1, Self.proposal().id)])
        #expect(state.world.batch?.isRunning == true)
        #expect(state.world.needsTime)
    }

    @Test func aNewBatchBeginsWithTheFilesOfTheLast() {
        var state = Self.marked()
        state.press(script: "bj<space><enter>p.jsonl<enter>")
        state.apply([.batchPrepared(1, .success(Self.proposal()))])
        state.press(script: "<enter>")
        state.apply([.batchEnded(1, BatchOutcome(stop: .cost))])
        state.press(script: "qb<enter>")
        #expect(view(state).text.contains("p.results.jsonl"))
    }

    @Test func aLongProposalScrollsToItsEndAndNoFurther() throws {
        var state = Self.marked()
        state.apply([.resized(Size(columns: 60, rows: 10))])
        state.press(script: "bj<space><enter>p<enter>")
        state.apply([.batchPrepared(1, .success(Self.proposal()))])
        state.press(script: "G")
        let end = try #require(state.top as? BatchRoom).scroll
        let screen = view(state).text
        state.press(script: "G")
        #expect(end > 0 && view(state).text == screen)
        state.press(script: "k")
        #expect((state.top as? BatchRoom)?.scroll == end - 1 && view(state).text != screen)
    }

    @Test func theOtherEngineIsAForecastAway() {
        var state = Self.marked()
        state.press(script: "bj<space><enter>p<enter>")
        state.apply([.batchPrepared(1, .success(Self.proposal(.here)))])
        guard case .prepareBatch(2, let request)? = state.press(script: "<tab>").last else {
            Issue.record("nothing is prepared")
            return
        }
        #expect(request.options.engine == .openrouter)
        state.apply([.batchPrepared(2, .success(Self.proposal(.openrouter)))])
        guard case .prepareBatch(3, let back)? = state.press(script: "<tab>").last else {
            Issue.record("nothing is prepared")
            return
        }
        #expect(back.options.engine == .here)
    }

    @Test func whatTheServiceHasIsCollectedWithOneKey() throws {
        var state = Self.following(done: 3_120)
        #expect(view(state).text(row: 0).contains("openrouter batch 3,120 of 5,000"))
        let batch = try #require(Self.followed())
        #expect(state.press(script: "b") == [.prepareBatch(1, batch.request)])
        // Esc leads to the marked models, for another batch.
        #expect(state.press(script: "<esc>") == [.cancelBatch])
        state.press(script: "q")
        let over = SubmissionProgress(total: 5_000, done: 5_000)
        state.apply([.batchFollowed(batch, over)])
        #expect(state.world.message?.text.string.contains("b collects it") == true)
    }

    @Test func anAnswerIsReadFromTheList() {
        var state = Self.running()
        // Below the two models, the newest answer comes first.
        #expect(state.press(script: "jj<enter>") == [.loadGeneration(2, 8)])
        state.apply([.generationLoaded(2, nil)])
        #expect(state.world.message?.text.string == "This answer is not in the history")
        #expect(state.press(script: "<enter>") == [.loadGeneration(3, 8)])
        let generation = Generation(id: 8, modelID: Self.nemo, status: .completed)
        let stored = StoredGeneration(
            createdAt: .minutesAgo(1),
            prompt: "1",
            generation: generation
        )
        state.apply([.generationLoaded(3, stored)])
        #expect(state.top is AnswerRoom)
        state.press(script: "q")
        #expect(state.top is BatchRoom)
        // The cursor stays on an answer while newer ones come.
        let result = BatchResult(
            key: .init(promptID: "2", modelID: Self.nemo),
            digest: BatchPrompt(id: "2", prompt: "x").digest,
            status: .completed
        )
        state.apply([.batchNews(1, .ended(Self.line(result, "Hi", 9)))])
        #expect(state.press(script: "<enter>") == [.loadGeneration(4, 8)])
    }

    @Test func aServiceThatDoesNotAnswerIsToldUntilItDoes() {
        var state = Self.running()
        let words = "refused the connection; trying again"
        let trouble = BatchNews.troubled(Self.nemo, reason: "127.0.0.1 refused the connection")
        state.apply([.batchNews(1, trouble)])
        #expect(view(state).text.contains("\(Self.nemo): 127.0.0.1 \(words)"))
        let result = BatchResult(
            key: .init(promptID: "2", modelID: Self.nemo),
            digest: BatchPrompt(id: "2", prompt: "x").digest,
            status: .completed
        )
        // Another model's answer says nothing of this one.
        var other = result
        other.key.modelID = Self.grok
        state.apply([.batchNews(1, .ended(Self.line(other, "Hi", 10)))])
        #expect(view(state).text.contains(words))
        state.apply([.batchNews(1, .ended(Self.line(result, "Hi", 9)))])
        #expect(!view(state).text.contains(words))
    }

    /// The list of models is where the fault can be mended.
    @Test func anUnusableModelLeadsBackToTheModels() {
        var state = Self.marked()
        state.press(script: "bj<space><enter>p<enter>")
        var refusal = BatchRefusal("1 of 2 is definitely unusable")
        refusal.unusable = [Self.grok]
        state.apply([.batchPrepared(1, .failure(refusal))])
        #expect(
            state.world.message?.text.string
                == "x-ai/grok-code-fast-1 is unusable; space unmarks it"
        )
        #expect(view(state).text.contains("Status"))
    }

    private static let grok = ModelID(rawValue: "x-ai/grok-code-fast-1")
    private static let disabled = ModelID(rawValue: "meta-llama/llama-3.1-405b-instruct")

    @Test func whatIsWrongKeepsTheForm() {
        var state = Self.marked()
        state.press(script: "bj<space><enter>p<enter>")
        let refusal = BatchRefusal("The prompts p cannot be read.")
        // The check before may have changed badges.
        #expect(state.apply([.batchPrepared(1, .failure(refusal))]) == [.loadModels])
        #expect(state.world.message?.tone == .error)
        #expect(state.press(script: "q<enter>").count == 1)
    }

    @Test func aProposalThatComesTooLateIsLetGoOf() {
        var state = Self.marked()
        state.press(script: "bj<space><enter>p<enter>")
        #expect(state.press(script: "<esc><esc>") == [.cancelBatch])
        #expect(
            state.apply([.batchPrepared(1, .success(Self.proposal()))]) == [
                .loadModels, .abandonBatch(Self.proposal().id),
            ]
        )
        #expect(state.world.batch == nil)
    }

    @Test func aRunningBatchIsHeldClosedAndEnded() {
        var state = Self.running()
        #expect(state.press(script: "<space>") == [.pauseBatch(true)])
        #expect(state.press(script: "<space>") == [.pauseBatch(false)])
        #expect(state.press(script: "q").isEmpty)
        #expect(view(state).text(row: 0).contains("batch 2/60"))
        state.press(script: "b")
        #expect(state.press(script: "<esc><esc>") == [.cancelBatch])
        let ended = state.apply([.batchEnded(1, BatchOutcome(stop: .interrupted))])
        #expect(ended == [.loadModels, .followBatch])
        #expect(state.world.batch?.isRunning == false)
        state.press(script: "q")
        #expect(state.world.batch == nil)
    }

    @Test(arguments: ["q", "<c-c>"], ["j", "<esc>"])
    func oneLeavesABatchOnlyWhenAskingTwice(key: String, between: String) {
        var state = Self.running()
        state.press(script: "q")
        #expect(state.press(script: key).isEmpty)
        #expect(state.world.message?.text.string.contains("A batch is running") == true)
        state.press(script: between)
        #expect(state.press(script: key).isEmpty)
        #expect(state.press(script: key) == [.quit])
    }

    @Test(arguments: [("x", "is not an amount"), ("-1", "is not an amount")])
    func aBoundOnTheCostIsAnAmount(text: String, words: String) {
        var state = Self.marked()
        state.press(script: "bj<space><enter>p<down><down>\(text)<enter>")
        #expect(state.world.message?.text.string.contains(words) == true)
    }

    @Test func aKeyThatIsSetMeanwhileLeadsToTheForm() {
        var state = Self.marked()
        state.press(script: "bj<space>")
        state.apply([.keyLookedUp(label: "none", isMissing: true)])
        #expect(state.press(script: "<enter>") == [.lookForKey])
        #expect(view(state).text.contains("press Enter here again"))
        state.apply([.keyLookedUp(label: "file", isMissing: false)])
        #expect(view(state).text.contains("Prompts"))
        // What was typed outlives a look at the models.
        state.press(script: "p.jsonl<esc><enter>")
        #expect(view(state).text.contains("p.jsonl"))
    }

    @Test func theAnswersOfAModelAreItsOwn() {
        var state = Self.running()
        let ids = state.world.batch?.summary.models.map(\.modelID) ?? []
        #expect(ids.count == 2)
        for (key, id) in zip(["<enter>", "qj<enter>"], ids) {
            guard case .loadHistory(_, let words, let of)? = state.press(script: key).last else {
                Issue.record("nothing is listed")
                return
            }
            #expect(words == id.rawValue && of == id)
        }
    }

    @Test func theSlateIsSavedUnderANameOfOnesOwn() {
        var state = Self.marked()
        state.press(script: "bF")
        #expect(state.world.message?.text.string.contains("disabled") == true)
        let effects = state.press(script: "j<space>F<c-u>mine.yaml<enter>")
        #expect(
            effects.last == .saveSlate(path: "mine.yaml", [Self.llama, Self.nemo, Self.grok])
        )
        state.apply([.slateSaved("mine.yaml", nil)])
        #expect(state.world.message?.text.string == "Saved the slate to mine.yaml")
    }
}
