import MusterCore

extension CommandFailure {
    init(_ error: BatchError) {
        let words = "\(error)".asSentence
        switch error {
        case .badPrompts: self.init("\(error); nothing was asked.", .badData)
        case .changedPrompts, .badTemplate, .foreignResults, .notAResult, .foreignAnswers,
            .foreignJournal, .otherPrompt, .otherEndpoint, .lostResults, .submittedElsewhere:
            self.init(words, .badData)
        case .unreadablePrompts, .unreadableResults, .results, .changedResults:
            self.init(words, .ioError)
        case .notAFile, .unpriced: self.init(words, .usage)
        case .inUse, .silentBatchAPI: self.init(words, .tryAgain)
        case .unusable: self.init(words, .unavailable)
        case .cannotPay: self.init(words, .noKey)
        case .noBatchAPI: self.init(words, .unavailable)
        case .account(let failure): self.init(failure, doing: "The check was stopped")
        case .store(let error): self.init(error)
        case .cancelled: self.init("Nothing was asked.", .interrupted)
        }
    }

    /// The error that ends a batch; `nil` when every prompt has an answer.
    ///
    /// `service` is the option that names the service, with a space before it; empty for the usual.
    init?(_ outcome: BatchOutcome, _ summary: BatchSummary, _ path: String, service: String = "") {
        var again = "\(summary.left) \(summary.left == 1 ? "is" : "are") left; "
        again += "run the same command again to resume."
        if summary.left == 0 { again = "Nothing is left to ask." }
        if summary.failed > 0 { again += " \(Self.failedWords(summary))" }
        if let submitted = outcome.submitted, submitted.total > 0 {
            again += " \(submitted.total) of them run on at the service; the same command collects."
        }
        switch outcome.stop {
        case .interrupted where summary.answered + summary.failed == 0:
            self.init("Interrupted before any answer came. \(again)", .interrupted)
        case .interrupted:
            self.init("Interrupted; all results so far are in \(path). \(again)", .interrupted)
        case .results(let error), .prompts(let error):
            self.init(error)
        case .account(let failure):
            let reason = CommandFailure(failure, doing: "The batch was stopped")
            self.init("\(reason.message) \(again)", reason.status)
        case .unreachable(let failure):
            self.init("The service does not answer (\(failure)); \(again)", .tryAgain)
        case .cost:
            self.init(
                "What is left could exceed --max-cost, where an unknown cost counts as the highest "
                    + "possible; raise it, or lower --max-tokens. \(again)",
                .tryAgain
            )
        case .unclear(let model, let count):
            self.init(
                "It is not known whether \(count) requests of \(model) reached the service, and they "
                    + "were not sent again. Look at the batches of your account; if they are not there: "
                    + "--resubmit. \(again)",
                .tryAgain
            )
        case .lostBatch(let id):
            self.init(
                "The service no longer has the batch \(id) or its results, or another key submitted it. "
                    + "If it is gone: --resubmit. \(again)",
                .tryAgain
            )
        case .dailyQuota(let failure):
            self.init("The day's free requests are used up (\(failure)); \(again)", .tryAgain)
        case nil where !outcome.refusals.isEmpty:
            let reasons = outcome.refusals.map(\.words).joined(separator: "; ")
            let ids = outcome.refusals.filter { $0.jobID == nil && $0.failure.kind != .drifted }
                .map(\.modelID.rawValue).joined(separator: " ")
            let check =
                ids.isEmpty
                ? ""
                : " To find out whether they answer again: muster check --deep\(service) \(ids)"
            self.init("\(reasons). \(again.asSentence)\(check)", .unavailable)
        case nil where summary.failed > 0:
            self.init(
                Self.failedWords(summary),
                summary.definitiveFailures > 0 ? .unavailable : .tryAgain
            )
        case nil where summary.left > 0:
            self.init("\(again)", .tryAgain)
        case nil:
            return nil
        }
    }

    private static func failedWords(_ summary: BatchSummary) -> String {
        let definitive =
            summary.definitiveFailures > 0 ? ", \(summary.definitiveFailures) definitively" : ""
        return "\(summary.failed) failed\(definitive). To ask them again: --retry-failed"
    }
}
