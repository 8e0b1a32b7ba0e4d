import MusterTestSupport
import OpenRouterSimulator
import Testing

/// The interface as a chooser, whose output is a pipe.
@Suite(
    .enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"),
    .serialized,
    .timeLimit(.minutes(30))
)
struct PickCommandTests {
    /// The command, what is pressed, and what the script is left with.
    @Test(arguments: [
        ("pick grok-code", "Enter", "[x-ai/grok-code-fast-1] 0"),
        ("pick --multi grok-4", "Space Space Enter", "[x-ai/grok-4 x-ai/grok-4-fast] 0"),
        ("pick --multi grok-code", "Enter", "[x-ai/grok-code-fast-1] 0"),
        ("pick grok-code", "q", "[] 130"),
        ("pick grok-code", "C-c", "[] 130"),
    ])
    func aScriptGetsWhatWasChosen(command: String, keys: String, result: String) async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL) { home in
                #expect(try await home.run("refresh").status == 0)
                try await TmuxSession.withSession(home) { terminal in
                    try await terminal.start(
                        "MODEL=$($MUSTER \(command)); CODE=$?; echo \"[$(echo $MODEL)]\" $CODE"
                    )
                    try await terminal.wait(for: " shown")
                    try await terminal.press(keys)
                    try await terminal.wait(for: result)
                    try await terminal.expectRestored()
                }
            }
        }
    }

    @Test func withoutATerminalItSaysSo() async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.shell("exec setsid -w \"$0\" pick </dev/null")
            #expect(outcome.status == 64)
            #expect(outcome.sentence.contains("terminal"))
        }
    }
}
