import MusterCore

/// What ends a command early: a sentence for standard error, and an exit code.
struct CommandFailure: Error {
    let message: String
    let status: ExitStatus

    init(_ message: String, _ status: ExitStatus) {
        self.message = message
        self.status = status
    }
}

extension CommandFailure {
    init(_ error: StoreError) {
        let status: ExitStatus =
            switch error {
            case .cancelled: .interrupted
            case .busy, .inUse: .tryAgain
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

    init(_ failure: ServiceFailure, doing what: String) {
        guard failure.kind != .cancelled else {
            self.init("Cancelled.", .interrupted)
            return
        }
        self.init("\(what): \(failure.explanation)".asSentence, ExitStatus(failure))
    }
}

extension String {
    /// The text with one full stop at its end, unless it ends as a sentence already.
    var asSentence: String {
        guard let last, !".?!".contains(last) else { return self }
        return self + "."
    }
}

extension ExitStatus {
    /// The code for a request that failed.
    init(_ failure: ServiceFailure) {
        switch failure.kind {
        case .unauthorized, .keyLimit, .noKey, .noCredits:
            self = .noKey
        case .cancelled:
            self = .interrupted
        case .rateLimited, .minuteQuota, .dailyQuota, .server, .timeout:
            self = .tryAgain
        case .badRequest, .contextLength:
            self = .badData
        case .invalidModelID, .noEndpoints, .filteredEndpoints, .notFound, .forbidden, .connection,
            .tls, .redirect, .malformed, .tooLarge:
            self = .unavailable
        }
    }
}
