import Foundation

/// How many files and connections this process may have open.
enum OpenFiles {
    /// What a batch needs at most, with room for the database and the rest.
    private static let wanted: rlim_t = 2_048

    /// The limit, which the first reading raises as far as needed and permitted.
    ///
    /// Most systems set 1,024, and macOS 256, but let a process raise it.
    static let limit: Int = {
        #if canImport(Darwin)
        let files = RLIMIT_NOFILE
        #else
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #endif
        var current = rlimit()
        guard getrlimit(files, &current) == 0 else { return 256 }
        if current.rlim_cur < wanted {
            var raised = current
            raised.rlim_cur = min(wanted, current.rlim_max)
            if setrlimit(files, &raised) == 0 { current = raised }
        }
        return Int(clamping: current.rlim_cur)
    }()
}
