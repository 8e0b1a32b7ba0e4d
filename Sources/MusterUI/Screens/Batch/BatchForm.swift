import Foundation
package import MusterCore

/// The files of a batch and what it may cost, while they are written.
package struct BatchForm: Sendable, Equatable {
    /// A line of the form.
    package enum Part: Sendable, CaseIterable {
        case prompts
        case results
        case cost
        case concurrency

        /// What stands before it.
        var label: SanitizedText {
            switch self {
            case .prompts: "Prompts"
            case .results: "Results"
            case .cost: "At most $"
            case .concurrency: "At once"
            }
        }

        /// What an empty line means.
        var placeholder: SanitizedText {
            switch self {
            case .prompts: "a file with a line {\"id\": \"1\", \"prompt\": \"...\"} for each"
            case .results: "beside the prompts"
            case .cost: "no limit but what the forecast says"
            case .concurrency: "\(BatchOptions.defaultConcurrency)"
            }
        }
    }

    /// The line that has the keys.
    package private(set) var part = Part.prompts
    private var fields: [Part: TextField] = [:]

    /// Creates an empty form.
    package init() {}

    /// What is written in a line.
    package func field(_ part: Part) -> TextField { fields[part] ?? TextField() }

    /// Goes to the next line, or the one before.
    mutating func move(by step: Int) {
        let all = Part.allCases
        let index = all.firstIndex(of: part) ?? 0
        part = all[(index + step + all.count) % all.count]
    }

    /// Changes the line that has the keys.
    mutating func edit(_ body: (inout TextField) -> Void) {
        var field = field(part)
        body(&field)
        fields[part] = field
    }

    /// Where the results go: beside the prompts unless the user says otherwise.
    package var resultsPath: String {
        let written = text(.results)
        guard written.isEmpty else { return written }
        let prompts = text(.prompts)
        let stem = prompts.hasSuffix(".jsonl") ? String(prompts.dropLast(6)) : prompts
        return stem + ".results.jsonl"
    }

    /// What the user asks for, or what is wrong with it.
    package func request(_ ids: [ModelID]) -> Result<BatchRequest, BatchRefusal> {
        guard !text(.prompts).isEmpty else {
            return .failure(BatchRefusal("Name the file with the prompts"))
        }
        var options = BatchOptions()
        let cost = text(.cost)
        if !cost.isEmpty {
            guard let price = Price(decimalString: cost) else {
                return .failure(BatchRefusal("\(cost) is no amount of dollars, such as 0.50"))
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
