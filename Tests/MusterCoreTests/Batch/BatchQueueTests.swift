import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// What a batch asks next, as lists of what happens and what is begun.
@Suite struct BatchQueueTests {
    /// What happens, or is expected.
    enum Step: Sendable {
        /// These are begun, by prompt and model, and then nothing.
        case begins([String])
        /// An item ends.
        case answered(String, cost: Decimal = 0)
        case failed(String, ServiceFailure.Kind, status: Int? = 500)
        case abandoned(String)
        /// A model refuses a request for their number.
        case refused(String, at: Int)
        /// Whether there is a reason to stop.
        case stops(String?)
        case halted
    }

    /// A batch and what becomes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// Models, with a price for each item and whether they are free.
        var models: [(id: String, cost: Decimal?, isFree: Bool)] = [
            ("a", 0, false), ("b", 0, false),
        ]
        var prompts = 3
        var concurrency = 2
        var maximumCost: Decimal?
        var steps: [Step]

        var testDescription: String { name }
    }

    private static let cases: [Case] = [
        Case(
            name: "models take turns",
            steps: [
                .begins(["1a", "1b"]), .answered("1a"), .begins(["2a"]), .answered("1b"),
                .begins(["2b"]), .answered("2a"), .answered("2b"), .begins(["3a", "3b"]),
                .answered("3a"), .begins([]), .answered("3b"), .begins([]), .stops(nil),
            ]
        ),
        Case(
            name: "a model that refuses is asked less, the other is not",
            concurrency: 4,
            steps: [
                .begins(["1a", "1b", "2a", "2b"]), .refused("a", at: 0), .refused("a", at: 2000),
                .answered("1b"), .begins(["3b"]), .answered("2b"), .begins([]),
                .answered("1a"), .begins(["3a"]),
            ]
        ),
        Case(
            name: "a failure of one model is not that of the batch",
            steps: [
                .begins(["1a", "1b"]), .failed("1a", .server), .begins(["2a"]),
                .failed("2a", .badRequest, status: 400), .begins(["2b"]), .stops(nil),
            ]
        ),
        Case(
            name: "a refused key ends all",
            steps: [
                .begins(["1a", "1b"]), .failed("1a", .unauthorized, status: 401), .begins([]),
                .stops("account"), .answered("1b"), .begins([]),
            ]
        ),
        Case(
            name: "a day's quota ends the free ones",
            models: [("a", 0, true), ("b", 0, false)],
            steps: [
                .begins(["1a", "1b"]), .failed("1a", .dailyQuota, status: 429), .begins(["2b"]),
                .stops("dailyQuota"), .answered("1b"), .begins(["3b"]),
                .failed("2b", .noCredits, status: 402), .stops("account"),
            ]
        ),
        Case(
            name: "free ones wait for the minute and hold nobody up",
            models: [("a", 0, true), ("b", 0, true), ("c", 0, false)],
            concurrency: 4,
            steps: [.begins(["1a", "1b", "1c", "2c"]), .answered("1c"), .begins(["3c"])]
        ),
        Case(
            name: "nobody is reached",
            prompts: 5,
            steps: [
                .begins(["1a", "1b"]), .failed("1a", .connection, status: nil), .begins(["2a"]),
                .failed("1b", .connection, status: nil), .begins(["2b"]), .stops(nil),
                .failed("2a", .connection, status: nil), .begins([]), .stops("unreachable"),
            ]
        ),
        Case(
            name: "something in between answers",
            prompts: 5,
            steps: [
                .begins(["1a", "1b"]), .failed("1a", .redirect, status: 302), .begins(["2a"]),
                .failed("1b", .tls, status: nil), .begins(["2b"]), .stops(nil),
                .failed("2a", .redirect, status: 302), .begins([]), .stops("unreachable"),
            ]
        ),
        Case(
            name: "a lost connection now and then is no reason",
            prompts: 5,
            steps: [
                .begins(["1a", "1b"]), .failed("1a", .connection, status: nil), .begins(["2a"]),
                .failed("1b", .connection, status: nil), .begins(["2b"]), .answered("2a"),
                .begins(["3a"]), .failed("2b", .connection, status: nil), .begins(["3b"]),
            ]
        ),
        Case(
            name: "what runs counts at its worst",
            models: [("a", 4, false)],
            maximumCost: 10,
            steps: [
                .begins(["1a", "2a"]), .answered("1a", cost: 1), .begins(["3a"]),
                .answered("2a", cost: 4), .answered("3a", cost: 4), .begins([]), .stops(nil),
            ]
        ),
        Case(
            name: "the bound stops it when nothing runs",
            models: [("a", 4, false)],
            maximumCost: 10,
            steps: [
                .begins(["1a", "2a"]), .answered("1a", cost: 4), .begins([]), .stops(nil),
                .answered("2a", cost: 4), .begins([]), .stops("cost"),
            ]
        ),
        Case(
            name: "a cheaper model goes on",
            models: [("a", 4, false), ("b", 1, false)],
            maximumCost: 6,
            steps: [
                .begins(["1a", "1b"]), .answered("1a", cost: 4), .begins(["2b"]),
                .answered("1b", cost: 1), .answered("2b", cost: 1), .begins([]), .stops("cost"),
            ]
        ),
        Case(
            name: "what was cancelled is over",
            steps: [
                .begins(["1a", "1b"]), .halted, .abandoned("1a"), .begins([]), .abandoned("1b"),
                .begins([]), .stops("interrupted"),
            ]
        ),
    ]

    @Test(arguments: cases)
    func whatIsBegunFollowsWhatHappens(example: Case) throws {
        let items = (1...example.prompts).flatMap { prompt in
            example.models.map { model in
                BatchItem(
                    prompt: BatchPrompt(id: "\(prompt)", prompt: "?"),
                    modelID: ModelID(rawValue: model.id),
                    isFree: model.isFree,
                    maximumCost: model.cost
                )
            }
        }
        let byName = Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0) })
        var queue = BatchQueue(
            items,
            concurrency: example.concurrency,
            maximumCost: example.maximumCost
        )
        for step in example.steps {
            switch step {
            case .begins(let names):
                var begun: [String] = []
                while let item = queue.next() { begun.append(item.name) }
                #expect(begun == names)
            case .answered(let name, let cost):
                queue.ended(try #require(byName[name]), .answered, cost: cost)
            case .failed(let name, let kind, let status):
                let failure = ServiceFailure(kind, httpStatus: status, message: "no")
                queue.ended(try #require(byName[name]), .failed(failure))
            case .abandoned(let name):
                queue.ended(try #require(byName[name]), .abandoned)
            case .refused(let model, let time):
                queue.refused(ModelID(rawValue: model), at: .milliseconds(time))
            case .stops(let word):
                #expect(queue.stop.map { "\($0)".prefix { $0 != "(" } } == word.map { $0[...] })
            case .halted:
                queue.halt(.interrupted)
            }
        }
    }

    /// Whatever happens, everything is begun once at most and the bounds are kept.
    @Test func boundsAreKeptWhateverHappens() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<200 {
            let concurrency = Int.random(in: 1...6, using: &random)
            let bound = Decimal(Int.random(in: 5...60, using: &random))
            var items: [BatchItem] = []
            for prompt in 0..<10 {
                for model in ["a", "b", "c"] {
                    items.append(
                        BatchItem(
                            prompt: BatchPrompt(id: "\(prompt)", prompt: "?"),
                            modelID: ModelID(rawValue: model),
                            isFree: model == "c",
                            maximumCost: Decimal(Int.random(in: 0...5, using: &random))
                        )
                    )
                }
            }
            var queue = BatchQueue(items, concurrency: concurrency, maximumCost: bound)
            var running: [BatchItem] = []
            var begun: Set<String> = []
            var time = 0
            while true {
                while let item = queue.next() {
                    #expect(begun.insert(item.name).inserted)
                    running.append(item)
                }
                #expect(running.count <= concurrency)
                #expect(running.reduce(queue.spent) { $0 + ($1.maximumCost ?? 0) } <= bound)
                guard !running.isEmpty else { break }
                time += Int.random(in: 0...900, using: &random)
                let item = running.remove(at: Int.random(in: 0..<running.count, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    queue.refused(item.modelID, at: .milliseconds(time))
                    let failure = ServiceFailure(.rateLimited, httpStatus: 429, message: "")
                    queue.ended(item, .failed(failure))
                case 1:
                    queue.ended(item, .abandoned)
                default:
                    queue.ended(item, .answered, cost: item.maximumCost ?? 0)
                }
            }
            #expect(queue.waitingCount == 0 || queue.stop == .cost)
        }
    }
}

extension BatchItem {
    /// The prompt's number and the model's letter.
    fileprivate var name: String { prompt.id.description + modelID.rawValue }
}

/// Refusals that hold for all prompts of a model, and those that are one prompt's own.
@Suite struct BatchRefusalTests {
    @Test(arguments: [
        (ServiceFailure.Kind.noEndpoints, true), (.invalidModelID, true), (.notFound, true),
        (.filteredEndpoints, true), (.badRequest, false), (.contextLength, false),
        (.forbidden, true), (.batchOnly, true), (.server, false), (.refusal, false),
        (.malformed, false),
    ])
    func aRefusalForGoodClosesTheLane(kind: ServiceFailure.Kind, isForGood: Bool) throws {
        var queue = BatchQueue(Self.items(of: ["a", "b"], prompts: 3), concurrency: 2)
        let next = queue.next()
        let first = try #require(next)
        let failure = ServiceFailure(kind, httpStatus: 404, message: "no")
        let isUnasked = queue.ended(first, .failed(failure))
        #expect(isUnasked == isForGood)
        #expect(queue.isOpen(ModelID(rawValue: "a")) == !isForGood)
        #expect(queue.isOpen(ModelID(rawValue: "b")))
        #expect(queue.refusals.count == (isForGood ? 1 : 0))
        let second = queue.next()
        #expect(second?.modelID.rawValue == "b")
    }

    /// A provider's 404s in a row, after the model has answered.
    @Test func threeProvidersNoesInARowAreTheModels() throws {
        var queue = BatchQueue(Self.items(of: ["a"], prompts: 9), concurrency: 1)
        let failure = ServiceFailure(.notFound, httpStatus: 404, message: "no")
        var unasked: [Bool] = []
        for ending in [.answered] + Array(repeating: BatchQueue.Ending.failed(failure), count: 3) {
            let next = queue.next()
            unasked.append(queue.ended(try #require(next), ending))
        }
        #expect(unasked == [false, false, false, true])
        #expect(queue.isHalted)
    }

    @Test func aQuotaKnownToBeSpentLeavesOutFreeModels() throws {
        var items = Self.items(of: ["a", "b"], prompts: 2)
        for index in items.indices where items[index].modelID.rawValue == "a" {
            items[index].isFree = true
        }
        var queue = BatchQueue(items, concurrency: 4)
        queue.skipFree(ServiceFailure(.dailyQuota, message: "until tomorrow"))
        let first = queue.next()
        let second = queue.next()
        let third = queue.next()
        #expect([first, second].map { $0?.modelID.rawValue } == ["b", "b"])
        #expect(third == nil)
    }

    @Test func whatCannotBeWrittenIsToldBeforeAllElse() {
        var queue = BatchQueue(Self.items(of: ["a/b"], prompts: 2), concurrency: 1)
        let error = BatchError.results(FileFailure(path: "r", reason: "No space left on device"))
        queue.halt(.cost)
        queue.halt(.results(error))
        queue.halt(.interrupted)
        #expect(queue.stop == .results(error))
    }

    @Test func aGatedModelIsNotAskedOn() throws {
        var failure = ServiceFailure(.forbidden, httpStatus: 403, message: "only for agents")
        failure.trouble = .program
        var queue = BatchQueue(Self.items(of: ["a"], prompts: 3), concurrency: 1)
        let next = queue.next()
        let isUnasked = queue.ended(try #require(next), .failed(failure))
        #expect(isUnasked)
        let second = queue.next()
        #expect(second == nil)
        #expect(queue.isHalted)
    }

    private static func items(of models: [String], prompts: Int) -> [BatchItem] {
        (1...prompts).flatMap { number in
            models.map { model in
                BatchItem(
                    prompt: BatchPrompt(id: "\(number)", prompt: "x"),
                    modelID: ModelID(rawValue: model)
                )
            }
        }
    }
}
