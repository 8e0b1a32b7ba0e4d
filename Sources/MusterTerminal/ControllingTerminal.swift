import Glibc

/// The terminal that controls the process, even if its standard streams are redirected.
package enum ControllingTerminal {
    /// Runs `body` with standard input and output on the terminal, then restores both.
    ///
    /// - Throws: `TerminalError.notATerminal` without a terminal, and the errors of `body`.
    @MainActor
    package static func withStandardStreams<Value: Sendable>(
        _ body: @MainActor () async throws -> Value
    ) async throws -> Value {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { throw TerminalError.notATerminal }
        let streams = [STDIN_FILENO, STDOUT_FILENO].map { stream in
            // Child processes must not inherit the copies, which would hold the pipe open.
            (stream: stream, copy: fcntl(stream, F_DUPFD_CLOEXEC, 3))
        }
        for (stream, _) in streams { dup2(terminal, stream) }
        close(terminal)
        defer {
            for (stream, copy) in streams where copy >= 0 {
                dup2(copy, stream)
                close(copy)
            }
        }
        return try await body()
    }
}
