import CNcurses
import Glibc
import MusterUI

/// Reads the terminal without ncurses, which makes two system calls for each byte.
@MainActor
final class InputReader {
    private let send: @MainActor (AppEvent) -> Void
    private var decoder = InputDecoder(keys: InputReader.keys)
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var silence: Task<Void, Never>?

    init(send: @escaping @MainActor (AppEvent) -> Void) {
        self.send = send
    }

    /// Reads the available input; returns whether more may come.
    func read() -> Bool {
        silence?.cancel()
        if isReadable {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 || count < 0 && (errno == EINTR || errno == EAGAIN) else {
                return false
            }
            report(decoder.take(buffer[..<max(count, 0)]))
        }
        waitForMore()
        return true
    }

    /// Discards partial input, since another program has read from the terminal meanwhile.
    func reset() {
        silence?.cancel()
        decoder = InputDecoder(keys: Self.keys)
    }

    private func waitForMore() {
        guard let patience = decoder.patience else { return }
        silence = Task {
            try? await Task.sleep(for: patience)
            guard !Task.isCancelled else { return }
            // While the program was busy, input may have arrived that it has not read yet.
            guard !isReadable else { return waitForMore() }
            report(decoder.takeSilence())
            waitForMore()
        }
    }

    private func report(_ events: [InputDecoder.Event]) {
        for event in events {
            switch event {
            case .key(let key): send(.keyPressed(key))
            case .mouse(let event): send(.mouse(event))
            case .paste(let text): send(.pasted(text))
            case .report(let report): send(.terminalReported(report))
            }
        }
    }

    private var isReadable: Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&input, 1, 0) > 0
    }

    /// The key sequences that terminfo lists for this terminal.
    private static let keys: [[UInt8]: KeyPress] = {
        var names: [(String, KeyPress)] = [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
            ("kpp", .pageUp), ("knp", .pageDown), ("khome", .home), ("kend", .end),
            ("kent", .enter), ("kbs", .backspace), ("kdch1", .delete), ("kcbt", .backTab),
        ]
        names += (1...12).map { ("kf\($0)", .function($0)) }
        return Dictionary(
            names.compactMap { name, key in
                cncurses_capability(name).map { (Array(String(cString: $0).utf8), key) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }()
}
