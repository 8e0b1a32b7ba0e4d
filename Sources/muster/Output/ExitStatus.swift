/// The exit codes that scripts may rely on, after sysexits.h.
enum ExitStatus: Int32 {
    case done = 0
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
    /// EX_USAGE.
    case usage = 64
}
