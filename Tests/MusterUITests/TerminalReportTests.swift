import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

@Suite struct TerminalReportTests {
    /// What terminals send, and what it says; `nil` for nothing.
    @Test(
        arguments: [
            ("\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", .background(isDark: true)),
            ("\u{1B}]11;rgb:ffff/fafa/f0f0\u{07}", .background(isDark: false)),
            ("\u{1B}]11;rgba:ff/ff/ff/ff\u{07}", .background(isDark: false)),
            ("\u{1B}]11;rgb:1/1/1\u{07}", .background(isDark: true)),
            ("\u{1B}]11;rgb:zz/00/00\u{07}", nil), ("\u{1B}]10;rgb:ff/ff/ff\u{07}", nil),
            ("\u{1B}]52;c;SGVsbG8=\u{1B}\\", nil),
            ("\u{1B}[?997;1n", .background(isDark: true)),
            ("\u{1B}[?997;2n", .background(isDark: false)),
            ("\u{1B}[?2026;2$y", .synchronizedOutput(true)),
            ("\u{1B}[?2026;0$y", .synchronizedOutput(false)),
            ("\u{1B}[?62;22;52c", .attributes), ("\u{1B}[I", .focus(true)),
            ("\u{1B}[O", .focus(false)), ("\u{1B}[?1;2R", nil),
        ] as [(String, TerminalReport?)]
    )
    func whatATerminalSays(sent: String, report: TerminalReport?) {
        let bytes = Array(sent.utf8)
        // Whole, and in pieces as they may arrive.
        for cut in [bytes.count, 1, 3] {
            var decoder = InputDecoder()
            var events: [InputDecoder.Event] = []
            for start in stride(from: 0, to: bytes.count, by: cut) {
                events += decoder.take(bytes[start..<min(start + cut, bytes.count)])
            }
            #expect(events == (report.map { [.report($0)] } ?? []))
            // What comes next is a key again.
            #expect(decoder.take(Array("j".utf8)[...]) == [.key(.character("j"))])
        }
    }

    private static func theme(_ name: String) throws -> ThemeInUse {
        let entry = try ThemeLibrary(folder: "/nowhere").entry(named: name)
        return ThemeInUse(
            theme: try entry.theme.get(),
            name: name,
            isOwn: false,
            origin: .standard
        )
    }

    @Test func theThemeFollowsTheBackground() throws {
        let (day, night) = (try Self.theme("day"), try Self.theme("night"))
        var state = AppState.browsing()
        state.use(night, ThemePair(light: day, dark: night))
        #expect(
            state.apply([.terminalReported(.background(isDark: false))])
                == [.setTheme(day.theme), .watchTheme(nil)]
        )
        #expect(state.apply([.terminalReported(.background(isDark: false))]).isEmpty)
        state.apply([.terminalReported(.background(isDark: true))])
        #expect(state.world.theme == night)
        // What somebody has chosen stays.
        let chosen = try Self.theme("nord")
        state.use(chosen, ThemePair(light: day, dark: night))
        #expect(state.apply([.terminalReported(.background(isDark: false))]).isEmpty)
    }

    @Test func theEndOfLongWorkIsToldToWhoLooksElsewhere() {
        func finish(_ events: [AppEvent], notifies: Bool = true) -> [AppEffect] {
            var context = AppContext.example
            context.notifies = notifies
            var state = AppState.browsing(Catalog.numbered(3), context: context)
            state.press(script: "C")
            for model in state.world.catalog.models {
                let result = CheckCase.result(
                    model.id.rawValue,
                    .reachable,
                    in: state.world.catalog.models
                )
                state.apply([.checkProgressed(1, result)])
            }
            return state.apply(events + [.checkFinished(1, .success(CheckOutcome()))])
        }
        #expect(finish([]) == [.loadModels])
        let away = AppEvent.terminalReported(.focus(false))
        #expect(finish([away]) == [.loadModels, .notify("3 models checked")])
        #expect(finish([away, .terminalReported(.focus(true))]) == [.loadModels])
        #expect(finish([away], notifies: false) == [.loadModels])
    }
}
