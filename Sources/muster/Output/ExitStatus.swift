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
    /// EX_CONFIG: bad configuration.
    case badConfiguration = 78
    /// Interrupted, or nothing picked.
    case interrupted = 130
    /// 128 + SIGPIPE, as a program that the signal kills would have it.
    case closedPipe = 141

    /// What it says to whoever started the command, for the documents.
    var meaning: String {
        switch self {
        case .done:
            "Done. Of `check` and `slate verify`: every model is usable."
        case .usage:
            "The command line cannot be understood: a command, option, filter or topic that there "
                + "is not, or no terminal where one is needed. Nothing was done."
        case .badData:
            "Bad input: a model that the catalog does not have, or a file that cannot be read as "
                + "what it should be."
        case .unavailable:
            "The model or the service is unavailable. Of `check` and `slate verify`: some models "
                + "are definitely not usable."
        case .ioError:
            "The database or another file failed. Of `doctor --check`: the database is damaged."
        case .tryAgain:
            "No clear answer, or a limit: trying again later may help. Of `check` and `slate "
                + "verify`: no model is definitely unusable, but some gave no clear answer."
        case .noKey:
            "There is no key, it was refused, or its credit is used up."
        case .badConfiguration:
            "The configuration, or the environment, holds something that cannot be used."
        case .interrupted:
            "Interrupted by Ctrl-C or a signal; of `pick`: nothing was chosen."
        case .closedPipe:
            "Whoever read the output had enough, as in `muster list | head`."
        }
    }
}
