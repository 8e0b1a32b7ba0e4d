import MusterCore

/// Ends a command early with a sentence for standard error and an exit code.
struct CommandFailure: Error {
    let message: String
    let status: ExitStatus
    /// What `--verbose` adds: the service's whole message, where the sentence has only its start.
    let details: String?

    init(_ message: String, _ status: ExitStatus, details: String? = nil) {
        self.message = message
        self.status = status
        self.details = details
    }
}

extension CommandFailure {
    init(_ error: StoreError) {
        let status: ExitStatus =
            switch error {
            case .cancelled: .interrupted
            case .busy, .inUse: .tryAgain
            case .otherService: .badConfiguration
            default: .ioError
            }
        self.init("\(error)", status)
    }

    init(_ error: KeyError) {
        self.init("\(error)", .noKey)
    }

    init(_ error: OperationError, doing what: String) {
        switch error {
        case .service(let failure): self.init(failure, doing: what)
        case .refused(let reason): self.init("\(what): \(reason)".asSentence, .unavailable)
        case .store(let error): self.init(error)
        }
    }

    /// Proposes another model, if there is one.
    init(_ failure: ServiceFailure, doing what: String, next other: ModelID? = nil) {
        guard failure.kind != .cancelled else {
            self.init("Cancelled.", .interrupted)
            return
        }
        self.init(
            "\(what): \(failure.explanation)".asSentence + (other.map { " Try \($0)." } ?? ""),
            ExitStatus(failure),
            details: failure.wholeMessage
        )
    }
}

extension String {
    /// The text with one full stop at its end, unless it already ends a sentence or is cut.
    var asSentence: String {
        guard let last, !".?!…".contains(last) else { return self }
        return self + "."
    }
}

extension ExitStatus {
    init(_ failure: ServiceFailure) {
        switch failure.kind {
        case .unauthorized, .keyLimit, .noKey, .noCredits:
            self = .noKey
        case .cancelled:
            self = .interrupted
        // It broke off within the answer.
        case .connection where failure.httpStatus == 200:
            self = .tryAgain
        case .rateLimited, .minuteQuota, .dailyQuota, .server, .timeout, .empty:
            self = .tryAgain
        case .badRequest, .contextLength:
            self = .badData
        case .invalidModelID, .noEndpoints, .batchOnly, .filteredEndpoints, .notFound, .forbidden,
            .connection,
            .tls, .redirect, .malformed, .tooLarge, .refusal, .contentFilter, .toolCall,
            .onlyReasoning, .onlyMedia, .notAsAsked, .drifted:
            self = .unavailable
        }
    }
}

/// The exit codes that scripts may rely on, after sysexits.h.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    /// EX_USAGE.
    case usage = 64
    /// EX_DATAERR: bad input data.
    case badData = 65
    /// EX_UNAVAILABLE: the model or the service is unavailable.
    case unavailable = 69
    /// EX_IOERR: the database or a file failed.
    case ioError = 74
    /// EX_TEMPFAIL: inconclusive or rate limited; try again later.
    case tryAgain = 75
    /// EX_NOPERM: no key, or a refused one.
    case noKey = 77
    case badConfiguration = 78
    /// Interrupted, or nothing picked.
    case interrupted = 130
    /// 128 + SIGPIPE, as if the signal had killed the program.
    case closedPipe = 141

    /// The explanation in the documents.
    var meaning: String {
        switch self {
        case .done:
            "Done. Of `check` and `slate verify`: every model is usable."
        case .usage:
            "The command line is wrong: an unknown command, option, filter or topic, or no terminal "
                + "where one is needed. Nothing was done."
        case .badData:
            "Bad input: a model that is not in the catalog, or an invalid file."
        case .unavailable:
            "The model or the service is unavailable. Of `check` and `slate verify`: some models "
                + "are definitely not usable."
        case .ioError:
            "The database or another file failed. Of `doctor --check`: the database is damaged."
        case .tryAgain:
            "No clear answer, or a limit: try again later. Of `check` and `slate verify`: no model "
                + "is definitely unusable, but some gave no clear answer."
        case .noKey:
            "There is no key, it was refused, or it has no credit left."
        case .badConfiguration:
            "The configuration or the environment has a value that cannot be used."
        case .interrupted:
            "Interrupted by Ctrl-C or a signal; of `pick`: nothing was chosen."
        case .closedPipe:
            "The reader of the output closed it, as in `muster list | head`."
        }
    }
}

/// Thrown after a signal has ended a command in good order.
///
/// The exit code is 128 plus the signal's number, the shell's value for a program that the signal
/// killed.
struct EndedBySignal: Error {
    let number: Int32
}
