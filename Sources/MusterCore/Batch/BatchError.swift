package import Foundation

/// An error that keeps a batch from starting or continuing.
package enum BatchError: Error, Sendable, Hashable {
    case unreadablePrompts(String, reason: String? = nil)
    /// The file has changed since it was read.
    case changedPrompts(String, id: String)
    /// Another program has removed, replaced or changed the results during the batch.
    case changedResults(path: String)
    /// Lines that are not prompts: the first ten, and the number of all.
    case badPrompts(String, [PromptFault], count: Int)
    /// The form of the prompts has no columns that a template could fill in.
    case badTemplate(String)
    /// A line of the results was not written by a batch; the file stays untouched.
    case foreignResults(path: String, line: Int)
    /// A line of results to join or to sum up is none.
    case notAResult(path: String, line: Int)
    /// A line of the journal of submissions is none; the file stays untouched.
    case foreignJournal(path: String, line: Int)
    /// The service has no Batch API, or not for this key.
    case noBatchAPI(ServiceFailure)
    /// The service does not say now what batches it has.
    case silentBatchAPI(ServiceFailure)
    /// A line of answers to import is not in the form of OpenAI's Batch API.
    case foreignAnswers(path: String, line: Int)
    /// The results hold an answer to a different prompt with the same ID.
    case otherPrompt(id: String, path: String)
    /// The results hold an answer of another endpoint or service than the batch asks.
    case otherEndpoint(id: String, answered: String, asked: String, path: String)
    /// The results have lost answers of a batch that the service completed.
    case lostResults(BatchJob.ID, count: Int, path: String)
    /// Another service may still answer what the batch would ask.
    case submittedElsewhere(path: String, service: String)
    /// Another process, or another batch in this one, is writing the results.
    case inUse(path: String, process: Int32)
    /// The results path is not a regular file.
    case notAFile(path: String)
    case unpriced(ModelID)
    /// Some models have a definitive no.
    case unusable(SlateVerification)
    /// The key may not spend what the batch would cost: likely, or at most where that is not known.
    case cannotPay(KeyStatus, cost: Decimal, isLikely: Bool)
    /// The service refused the key, so the models could not be checked.
    case account(ServiceFailure)
    case store(StoreError)
    /// The user cancelled the preparation, or a newer one replaced it.
    case cancelled
    /// The results to join or to sum up cannot be read.
    case unreadableResults(FileFailure)
    /// The results cannot be read or written; the lines already in the file are intact.
    case results(FileFailure)
}

extension BatchError {
    /// The error of a service that did not answer for its batches.
    init(ofBatches failure: ServiceFailure) {
        switch failure.kind {
        case _ where failure.keepsEveryBatch: self = .account(failure)
        case .rateLimited, .minuteQuota, .server, .timeout, .connection:
            self = .silentBatchAPI(failure)
        default: self = .noBatchAPI(failure)
        }
    }

    /// Whether only the Batch API cannot be used.
    var isOfBatchAPI: Bool {
        switch self {
        case .noBatchAPI, .silentBatchAPI: true
        default: false
        }
    }

    /// How to find out whether models that refused answer again, if that may help.
    private static func hint(_ unusable: [SlateFinding]) -> String {
        let final: [Evidence.Cause] = [.disabled, .gone, .cannotChat, .notForKey, .pinLost]
        let refused = unusable.filter { !final.contains($0.cause) }
        guard !refused.isEmpty, refused.count == unusable.count else { return "" }
        let ids = refused.map(\.entry.modelID.rawValue).joined(separator: " ")
        let option = refused[0].entry.service.map { "--service \($0) " } ?? ""
        return "`muster check --deep \(option)\(ids)` finds out whether they answer again. "
    }
}

extension BatchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadablePrompts(let name, let reason):
            "The prompts \(name) cannot be read\(reason.map { ": \($0)" } ?? "")."
        case .changedPrompts(let name, let id):
            "The prompts \(name) have changed while the batch was running: \(id) is not what it was. "
                + "Run the same command again."
        case .changedResults(let path):
            "Another program has removed, replaced or changed \(path) while the batch was running. The "
                + "history has the last answers. Put the file back before you run the same command again."
        case .badTemplate(let reason):
            "The template cannot be used: \(reason)."
        case .badPrompts(let name, let faults, let count):
            "The prompts \(name), "
                + faults.map { "line \($0.line): \($0.reason)" }.joined(separator: "; ")
                + (count > faults.count ? "; and \(count - faults.count) more" : "")
        case .foreignResults(let path, let line):
            "\(path) exists, but line \(line) is not a result of muster; the file was not changed. "
                + "Name another file with -o."
        case .notAResult(let path, let line):
            "\(path), line \(line) is not a result of muster."
        case .foreignJournal(let path, let line):
            "\(path), line \(line) is not an entry of a journal of muster; the file was not changed. "
                + "Name another file with -o."
        case .noBatchAPI(let failure):
            "The service takes no batches, or not with this key (\(failure)). Nothing was asked. "
                + "To ask from here: --engine here"
        case .silentBatchAPI(let failure):
            "The service's Batch API does not answer (\(failure)). Nothing was asked; try again later."
        case .foreignAnswers(let path, let line):
            "\(path), line \(line) is not an answer in the form of OpenAI's Batch API."
        case .otherPrompt(let id, let path):
            "\(path) has a result of another prompt with the id \(id). Give the changed prompt a new "
                + "id, or name another file with -o."
        case .otherEndpoint(let id, let answered, let asked, let path):
            "\(path) has an answer from \(answered) with the id \(id), not from \(asked). "
                + "Keep the results of each in a file of its own, named with -o."
        case .lostResults(let id, let count, let path):
            "\(path) has lost \(count.counted("answer")) of \(id). Put that file back, or name another "
                + "one with -o, which asks and pays again."
        case .submittedElsewhere(let path, let service):
            "The service \(service) may still answer what was submitted for \(path). Go on there, or "
                + "name another file with -o."
        case .inUse(let path, let process):
            process == ProcessInfo.processInfo.processIdentifier
                ? "A batch that still runs is writing to \(path)."
                : "Another process (\(process)) is writing to \(path)."
        case .notAFile(let path):
            "\(path) is not a file; to resume, a batch has to read its results."
        case .unpriced(let model):
            "The price of \(model) is unknown or varies, so --max-cost cannot be kept with it."
        case .unusable(let verification):
            "\(verification.findings.unusableWords ?? "") \(Self.hint(verification.unusable))"
                + "Nothing was asked."
        case .cannotPay(let key, let cost, let isLikely):
            "The key may spend $\(max(key.limitRemaining ?? 0, 0).roundedDown) more"
                + (key.limitReset.map { " (renewed \($0.paragraph))" } ?? "")
                + ", and the batch would cost \(isLikely ? "probably" : "at most") "
                + "$\(cost.roundedUp). Nothing was asked. Raise the key's limit, or bound the batch "
                + "with --max-cost or --max-tokens."
        case .account(let failure):
            "The check was stopped: \(failure)"
        case .store(let error):
            "\(error)"
        case .cancelled:
            "Cancelled."
        case .unreadableResults(let failure):
            "The results cannot be read: \(failure)."
        case .results(let failure):
            "The results could not be written: \(failure). The results in the file are complete; "
                + "run the same command again to resume."
        }
    }
}

/// A reason not to start a batch or save a slate, as a sentence for the interface.
package struct BatchRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
    /// US dollars that the key may still spend, if that is the reason.
    package var balance: Decimal?
    /// The models at fault, if that is the reason.
    package var unusable: [ModelID] = []

    package init(_ description: String) { self.description = description }

    package init(_ error: BatchError) {
        description = "\(error)"
        if case .cannotPay(let key, _, _) = error { balance = key.limitRemaining }
        if case .unusable(let verification) = error {
            unusable = verification.unusable.map(\.entry.modelID)
        }
    }
}
