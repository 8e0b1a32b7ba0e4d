import Foundation
package import MusterCore

/// The files and the cost limit of a batch, as the user types them.
package struct BatchForm: Sendable, Equatable {
    package enum Part: Sendable, CaseIterable {
        case prompts
        case results
        case cost
        case concurrency

        var label: SanitizedText {
            switch self {
            case .prompts: "Prompts"
            case .results: "Results"
            case .cost: "At most $"
            case .concurrency: "At once"
            }
        }

        var placeholder: SanitizedText {
            switch self {
            case .prompts: "a file with a line {\"id\": \"1\", \"prompt\": \"...\"} for each"
            case .results: "beside the prompts"
            case .cost: "no spending limit"
            case .concurrency: "\(BatchOptions.defaultConcurrency)"
            }
        }
    }

    /// The line with the keys.
    package private(set) var part = Part.prompts
    private var fields: [Part: TextField] = [:]
    /// Where to ask what the service offers in batches.
    package private(set) var engine = BatchEngine.here
    /// A batch to go on with, rather than what is typed.
    private let followed: FollowedBatch?

    package init() { followed = nil }

    /// A form for what the service has already.
    init(_ followed: FollowedBatch) {
        self.followed = followed
        engine = .openrouter
        fields[.prompts] = TextField(proposing: followed.promptsPath)
        fields[.results] = TextField(proposing: followed.resultsPath)
    }

    /// A form with what was given last.
    init(proposing request: BatchRequest) {
        followed = nil
        engine = request.options.engine
        fields[.prompts] = TextField(proposing: request.promptsPath)
        fields[.results] = TextField(proposing: request.resultsPath)
        if let cost = request.options.maximumCost {
            fields[.cost] = TextField(proposing: "\(cost)")
        }
        if request.options.concurrency != BatchOptions.defaultConcurrency {
            fields[.concurrency] = TextField(proposing: "\(request.options.concurrency)")
        }
    }

    var isFollowed: Bool { followed != nil }

    mutating func switchEngine() { engine = engine == .here ? .openrouter : .here }

    package func field(_ part: Part) -> TextField { fields[part] ?? TextField() }

    mutating func move(to part: Part) { self.part = part }

    mutating func move(by step: Int) {
        let all = Part.allCases
        let index = all.firstIndex(of: part) ?? 0
        part = all[(index + step + all.count) % all.count]
    }

    /// Whether the line with the keys is the path of a file.
    var isPath: Bool { part == .prompts || part == .results }

    /// Edits the line with the keys.
    mutating func edit(_ body: (inout TextField) -> Void) {
        var field = field(part)
        body(&field)
        fields[part] = field
    }

    /// The results file: beside the prompts unless the user names another.
    package var resultsPath: String {
        let written = text(.results)
        guard written.isEmpty else { return written }
        let prompts = text(.prompts)
        let ending = [".jsonl", ".csv", ".tsv", ".txt"].first { prompts.hasSuffix($0) } ?? ""
        return prompts.dropLast(ending.count) + ".results.jsonl"
    }

    /// The request, or the mistake in the form.
    package func request(_ ids: [ModelID]) -> Result<BatchRequest, BatchRefusal> {
        if var request = followed?.request {
            request.options.engine = engine
            return .success(request)
        }
        guard !text(.prompts).isEmpty else {
            return .failure(BatchRefusal("Name the file with the prompts"))
        }
        var options = BatchOptions()
        options.engine = engine
        let cost = text(.cost)
        if !cost.isEmpty {
            guard let price = Price(decimalString: cost) else {
                return .failure(BatchRefusal("\(cost) is not an amount of dollars, such as 0.50"))
            }
            options.maximumCost = price.perToken
        }
        let concurrency = text(.concurrency)
        if !concurrency.isEmpty {
            guard let count = Int(concurrency), (1...BatchOptions.concurrencyLimit).contains(count)
            else {
                let limit = BatchOptions.concurrencyLimit
                return .failure(BatchRefusal("Requests at once can be 1 to \(limit)"))
            }
            options.concurrency = count
        }
        return .success(
            BatchRequest(
                modelIDs: ids,
                promptsPath: text(.prompts),
                resultsPath: resultsPath,
                options: options
            )
        )
    }

    private func text(_ part: Part) -> String {
        field(part).text.trimmingCharacters(in: .whitespaces)
    }
}
