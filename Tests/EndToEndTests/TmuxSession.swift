import Foundation
import MusterTestSupport
import Testing

/// A real terminal: a shell in a tmux of its own.
struct TmuxSession: Sendable {
    /// Whether there is a tmux on this machine.
    static let isInstalled = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"]
        .contains { FileManager.default.isExecutableFile(atPath: $0) }

    private let home: MusterHome

    /// Starts a shell in a terminal of a size, runs `body`, and ends them.
    static func withSession<Value>(
        _ home: MusterHome,
        columns: Int = 120,
        rows: Int = 40,
        _ body: (TmuxSession) async throws -> Value
    ) async throws -> Value {
        var home = home
        home.environment["TMUX_TMPDIR"] = home.folder.path
        home.environment["PS1"] = "$ "
        home.environment["MUSTER"] = MusterHome.program
        // A look at the screen may come late.
        home.environment["MUSTER_MESSAGE_SECONDS"] = "60"
        let session = TmuxSession(home: home)
        _ = try await session.tmux(
            "new-session -d -s main -x \(columns) -y \(rows) \"TERM=xterm-256color exec sh\""
        )
        do {
            let value = try await body(session)
            _ = try await session.tmux("kill-server")
            return value
        } catch {
            _ = try await session.tmux("kill-server")
            throw error
        }
    }

    /// Types text as it is.
    func type(_ text: String) async throws {
        _ = try await home.shell("tmux -L muster send-keys -t main -l -- \"$1\"", [text])
    }

    /// Presses keys by their names in tmux, such as `Enter`, `Escape` or `C-c`.
    func press(_ keys: String) async throws {
        _ = try await tmux("send-keys -t main \(keys)")
    }

    /// Pastes text, between the marks of a paste if the program asked for them.
    func paste(_ text: String) async throws {
        let file = home.folder.file("pasted")
        try Data(text.utf8).write(to: URL(filePath: file))
        _ = try await tmux("load-buffer '\(file)'")
        _ = try await tmux("paste-buffer -p -t main")
    }

    /// Sends text that is no key of tmux's, escapes included.
    func send(_ text: String) async throws {
        let bytes = text.utf8.map { String($0, radix: 16) }.joined(separator: " ")
        try await press("-H \(bytes)")
    }

    /// Runs a line, in which `$MUSTER` is the program, in the shell, which says `exit=` and the code
    /// at its end.
    func start(_ command: String) async throws {
        try Data("\(command)\necho exit=$?\n".utf8).write(
            to: URL(filePath: home.folder.file("line.sh"))
        )
        try await type("clear; . \(home.folder.file("line.sh"))")
        try await press("Enter")
    }

    /// Gives the terminal another size.
    func resize(columns: Int, rows: Int) async throws {
        _ = try await tmux("resize-window -t main -x \(columns) -y \(rows)")
    }

    /// Copies to a file what the programs write to the terminal from now on.
    func record(to file: String) async throws {
        _ = try await tmux("pipe-pane -t main \"cat > '\(file)'\"")
    }

    /// What was recorded, once it ends with a text; at most 25 minutes.
    func recorded(in file: String, until end: String) async throws -> String {
        var output = ""
        let isWhole = try await poll {
            output = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
            return output.contains(end)
        }
        try #require(isWhole, "no '\(end)' in\n\(output)")
        return output
    }

    /// What the terminal shows.
    func screen() async throws -> String { try await tmux("capture-pane -t main -p") }

    /// The same, with the sequences that give it its colours.
    func coloredScreen() async throws -> String { try await tmux("capture-pane -t main -p -e") }

    /// A property of the terminal, such as `alternate_on`.
    func property(_ name: String) async throws -> String {
        try await tmux("display-message -t main -p '#{\(name)}'")
            .trimmingCharacters(in: .newlines)
    }

    /// Waits until a text is on the screen, at most five minutes.
    func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await wait("'\(text)'", sourceLocation: sourceLocation) { $0.contains(text) }
    }

    /// Waits until something holds of the screen, at most five minutes, and does something between
    /// one look and the next.
    func wait(
        _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: (String) -> Bool,
        meanwhile action: () async throws -> Void = {}
    ) async throws {
        var last = ""
        let holds = try await poll {
            last = try await screen()
            if condition(last) { return true }
            try await action()
            return false
        }
        try #require(holds, "no \(what) on\n\(last)", sourceLocation: sourceLocation)
    }

    /// Checks that the shell has its terminal back as it was.
    func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try await property("alternate_on") == "0", sourceLocation: sourceLocation)
        #expect(try await property("cursor_flag") == "1", sourceLocation: sourceLocation)
        #expect(try await property("keypad_flag") == "0", sourceLocation: sourceLocation)
        try await type(
            "clear; stty -a | tr ' ;' '\\n\\n' | grep -c -x -e echo -e icanon -e isig -e opost"
        )
        try await press("Enter")
        try await wait("all of stty's flags", sourceLocation: sourceLocation) { screen in
            screen.split(separator: "\n").contains("4")
        }
    }

    private func tmux(_ arguments: String) async throws -> String {
        try await home.shell("exec timeout 1500 tmux -L muster -f /dev/null \(arguments)").output
    }
}
