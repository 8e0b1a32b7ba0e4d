import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// What is left to ask, given what there is already.
@Suite struct BatchPlanTests {
    private static let prompts = [
        BatchPrompt(id: "1", prompt: "One"), BatchPrompt(id: "2", prompt: "Two"),
    ]
    private static let models = [
        BatchModel(.example("a/b", prices: ("0.000001", "0.000002"))),
        BatchModel(.example("c/d:free", isFree: true)),
    ]

    @Test func whatIsThereIsNotAskedAgain() throws {
        let results = [
            result("1", "a/b"), result("1", "c/d:free", .failed), result("2", "a/b", .truncated),
            result("9", "a/b"), result("1", "x/y"),
        ]
        let plan = try plan(results)
        #expect(plan.items.map(\.prompt.id) == ["2"])
        #expect(plan.items.map(\.modelID.rawValue) == ["c/d:free"])
        #expect(plan.earlier.count == 3)
        #expect(plan.strayCount == 2)
        var options = BatchOptions()
        options.entriesElsewhere = [SlateEntry(modelID: ModelID(rawValue: "x/y"))]
        #expect(try self.plan(results, options).strayCount == 1)
        let again = try self.plan(results, BatchOptions(retries: .all))
        #expect(again.items.count == 3)
        #expect(again.earlier.map(\.isAnswered) == [true])
    }

    @Test func onlyWhatAPassingReasonKeptMayBeAskedAgain() throws {
        var busy = result("1", "a/b", .failed)
        busy.failureKind = .rateLimited
        var refused = result("2", "a/b", .failed)
        refused.failureKind = .badRequest
        let others = [result("1", "c/d:free"), result("2", "c/d:free")]
        for (retries, ids) in [(BatchRetries.none, []), (.temporary, ["1"]), (.all, ["1", "2"])] {
            let plan = try plan([busy, refused] + others, BatchOptions(retries: retries))
            #expect(plan.items.map(\.prompt.id.description) == ids)
        }
    }

    @Test func anAnswerCountsWhateverCameAfter() throws {
        let results = [
            result("1", "a/b", .failed), result("1", "a/b"), result("1", "a/b", .failed),
        ]
        let plan = try plan(results, BatchOptions(retries: .all))
        #expect(plan.items.count == 3)
        #expect(plan.earlier.map(\.status) == [.completed])
    }

    /// What a run would call drifted is no answer to a later run with that pin.
    @Test(
        arguments: [
            ("DeepInfra", ["deepinfra/fp8"], true), ("DeepInfra", ["novita"], false),
            ("Google", ["google-vertex"], true), (nil, ["novita"], true),
        ] as [(String?, [String], Bool)]
    )
    func aProviderHasToFitThePinOfToday(provider: String?, only: [String], fits: Bool) throws {
        var answered = result("1", "a/b")
        answered.answerer = provider.map { .provider($0) }
        let routing = try ProviderRouting(["only": .array(only.map { .string($0) })])
        let model = BatchModel(.example("a/b"), pin: ProviderPin(routing))
        func plan() throws -> BatchPlan {
            try BatchPlan(
                prompts: Self.prompts,
                models: [model],
                options: BatchOptions(),
                results: [answered]
            )
        }
        if fits {
            #expect(try plan().items.count == 1)
        } else {
            #expect(throws: BatchError.self) { try plan() }
        }
    }

    /// What another service did not bill counts at the slate's prices.
    @Test func theCostOfAnotherServiceCounts() throws {
        var entry = SlateEntry(modelID: ModelID(rawValue: "x/y"))
        entry.promptPrice = Price(perMillionString: "1")
        entry.completionPrice = Price(perMillionString: "10")
        var options = BatchOptions(maxTokens: 1_000)
        options.entriesElsewhere = [entry]
        var (told, billed) = (result("1", "x/y"), result("2", "x/y"))
        (told.cost, told.promptTokens, told.completionTokens) = (nil, 200, 300)
        billed.cost = 2
        #expect(try plan([told, billed], options).spent == Decimal(string: "2.0032"))
        told.completionTokens = nil
        #expect(try plan([told], options).spent == Decimal(string: "0.0102"))
        told.status = .failed
        #expect(try plan([told], options).spent == 0)
    }

    @Test func aChangedPromptIsRefused() throws {
        var changed = result("1", "a/b")
        changed.digest = PromptDigest("0")
        #expect(throws: BatchError.otherPrompt(id: "1", path: "r")) { try plan([changed]) }
    }

    /// The same name at another service, or at another endpoint, is another model.
    @Test(
        arguments: [
            ("router", nil, "chutes", "router"), (nil, "chutes/fp8", "baseten/fp4", "chutes/fp8"),
            (nil, "chutes/fp8", "chute", "chutes/fp8"), (nil, "chutes/fp8", "chutes", nil),
            ("openrouter", "chutes/fp8", "chutes/fp8", nil), (nil, "chutes/fp8", nil, nil),
            (nil, nil, "chutes", nil), ("127.0.0.1:8000", nil, nil, "127.0.0.1:8000"),
        ] as [(String?, String?, String?, String?)]
    )
    func anAnswerOfAnotherIsRefused(
        service: String?,
        endpoint: String?,
        pinned: String?,
        stranger: String?
    ) throws {
        var answered = result("1", "a/b")
        (answered.service, answered.answerer) = (service, endpoint.map { .endpoint($0) })
        var options = BatchOptions()
        options.service = "openrouter"
        var model = Self.models[0]
        model.pin = pinned.map { ProviderPin(ProviderRouting(endpoint: $0)) }
        func plan(_ result: BatchResult) throws(BatchError) -> BatchPlan {
            try BatchPlan(
                prompts: Self.prompts,
                models: [model],
                options: options,
                results: [result],
                path: "r"
            )
        }
        guard let stranger else {
            #expect(try plan(answered).items.count == Self.prompts.count - 1)
            return
        }
        let error = #expect(throws: BatchError.self) { try plan(answered) }
        #expect(error?.description.hasPrefix("r has an answer from \(stranger) ") == true)
        answered.status = .failed
        #expect(throws: Never.self) { try plan(answered) }
    }

    @Test func aBoundNeedsPrices() throws {
        #expect(throws: BatchError.unpriced(ModelID(rawValue: "openrouter/auto"))) {
            try BatchPlan(
                prompts: Self.prompts,
                models: [BatchModel(.example("openrouter/auto"))],
                options: BatchOptions(maximumCost: 1)
            )
        }
    }

    @Test func anItemCostsWhatTheDearestFallbackMay() throws {
        let dear = Model.example("e/f", prices: ("0.01", "0.02"))
        let model = BatchModel(Self.models[1].model, fallbacks: [dear])
        let cost = try #require(model.maximumCost(Self.prompts[0], maxTokens: 100))
        #expect(cost == Decimal(67) * Decimal(string: "0.01")! + 2)
        #expect(Self.models[1].maximumCost(Self.prompts[0], maxTokens: 100) == 0)
    }

    /// What it may cost from here includes the fallback; the word is about the model's own prices.
    @Test func anOfferIsComparedWithTheMostFromHere() throws {
        var model = BatchModel(
            Self.models[0].model,
            fallbacks: [.example("e/f", prices: ("0.01", "0.02"))]
        )
        model.model.batchPrices = PriceList(
            prompt: Price(decimalString: "0.0000005"),
            completion: Price(decimalString: "0.000001")
        )
        let plan = try BatchPlan(
            prompts: [Self.prompts[0]],
            models: [model],
            options: BatchOptions(maxTokens: 100)
        )
        let offer = try #require(BatchOffer(plan))
        #expect(offer.ownCost == Decimal(67) * Decimal(string: "0.01")! + 2)
        #expect(offer.maximumCost == Decimal(string: "0.0001335"))
        #expect(offer.comparison == .half)
    }

    @Test func theForecastCountsWhatIsLeft() throws {
        let plan = try plan([result("1", "a/b")], BatchOptions(concurrency: 2, maxTokens: 1000))
        let past = [ModelID(rawValue: "a/b"): PastPerformance(medianMilliseconds: 3000)]
        let unknown = BatchForecast(
            plan,
            past: past,
            freeTier: FreeTier(sentToday: 49),
            now: TimeSource.noon
        )
        #expect(unknown.requests == 3)
        #expect(unknown.freeRequests == 2)
        #expect(unknown.exceedsFreeTier)
        #expect(unknown.likelyDuration == nil)
        #expect(unknown.untimed.map(\.rawValue) == ["c/d:free"])
        #expect(unknown.maximumCompletionTokens == 3000)
        let both = past.merging(
            [ModelID(rawValue: "c/d:free"): PastPerformance(medianMilliseconds: 500)]
        ) { first, _ in first }
        let known = BatchForecast(plan, past: both, freeTier: FreeTier(), now: TimeSource.noon)
        #expect(known.likelyDuration == .seconds(2))
        #expect(!known.exceedsFreeTier)
    }

    @Test(arguments: [(nil, false), (10_000, false), (3, true)] as [(Int?, Bool)])
    func aPromptBeyondTheContextIsTold(context: Int?, isTold: Bool) throws {
        var model = Self.models[0]
        model.model.entry.contextLength = context
        let prompt = BatchPrompt(id: "1", prompt: String(repeating: "some words ", count: 100))
        let plan = try BatchPlan(prompts: [prompt], models: [model], options: BatchOptions())
        let forecast = BatchForecast(plan, past: [:], freeTier: FreeTier(), now: TimeSource.noon)
        #expect(forecast.tooLong.isEmpty != isTold)
        #expect(forecast.lines.contains { $0.contains("longer than the context") } == isTold)
    }

    /// The costs of results for one prompt and model, in order, with their status; and the sum.
    @Test(
        arguments: [
            ([(.failed, 1), (.completed, 2)], false, 3),
            ([(.failed, 1), (.failed, 2)], false, 3),
            ([(.failed, 1), (.failed, 2)], true, 3),
            ([(.completed, 2), (.failed, 1)], true, 3),
            ([(.truncated, 1), (.failed, nil), (.completed, 2)], false, 3),
        ] as [([(GenerationStatus, Decimal?)], Bool, Decimal)]
    )
    func supersededResultsWerePaidForToo(
        costs: [(GenerationStatus, Decimal?)],
        retriesFailed: Bool,
        sum: Decimal
    ) throws {
        let results = costs.map { status, cost in
            var result = result("1", "a/b", status)
            result.cost = cost
            return result
        }
        var options = BatchOptions()
        options.retries = retriesFailed ? .all : .none
        let plan = try plan(results, options)
        #expect(plan.spent == sum)
        #expect(BatchSummary(plan).cost == sum)
        #expect(plan.earlier.count <= 1)
    }

    @Test(
        arguments: [
            (.truncated, nil, false, true), (.failed, .drifted, false, true),
            (.failed, .rateLimited, true, false), (.completed, nil, false, true),
        ] as [(GenerationStatus, ServiceFailure.Kind?, Bool, Bool)]
    )
    func whatBeganWithoutACostCountsAtItsWorst(
        status: GenerationStatus,
        kind: ServiceFailure.Kind?,
        wasRefused: Bool,
        counts: Bool
    ) throws {
        var result = result("1", "a/b", status)
        (result.failureKind, result.wasRefused) = (kind, wasRefused)
        let most = Self.models[0].maximumCost(Self.prompts[0], maxTokens: BatchOptions().maxTokens)
        #expect(try plan([result]).spent == (counts ? try #require(most) : 0))
    }

    private func plan(
        _ results: [BatchResult],
        _ options: BatchOptions = BatchOptions()
    ) throws -> BatchPlan {
        try BatchPlan(
            prompts: Self.prompts,
            models: Self.models,
            options: options,
            results: results,
            path: "r"
        )
    }

    private func result(
        _ prompt: String,
        _ model: String,
        _ status: GenerationStatus = .completed
    ) -> BatchResult {
        BatchResult(
            key: BatchResult.Key(promptID: .text(prompt), modelID: ModelID(rawValue: model)),
            digest: Self.prompts.first { $0.id == .text(prompt) }?.digest ?? PromptDigest(""),
            status: status
        )
    }
}
