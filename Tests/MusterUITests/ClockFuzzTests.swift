import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// A clock that is set while muster runs, by seconds or by decades.
@Suite(.timeLimit(.minutes(60))) struct ClockFuzzTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let jumps: [TimeInterval] = [
        -1, -59, -3600, -86_400, -31_536_000, -1_795_348_800, -1e10, 1, 3600, 31_536_000, 1e10,
    ]

    /// Nothing on any screen has an age, a duration or a rest of less than nothing.
    @Test func noScreenShowsATimeBelowNothing() async throws {
        await Fuzz("clock", rounds: 200).run { mutator in
            (
                mutator.number(0...RandomEventTests.screens.count - 1),
                mutator.some(of: Self.jumps, atMost: 4)
            )
        } property: { input, mutator in
            var state = RandomEventTests.screens[input.0].make()
            for jump in input.1 {
                _ = update(&state, .timePassed(Date.noon.addingTimeInterval(jump)))
                let screen = view(state).text
                if let match = screen.firstMatch(of: /(^|\s)-[0-9.]+ ?(ms|s|min|m|h|d|w|mo|tok)\b/)
                {
                    throw Fuzz.Broken(
                        "\(RandomEventTests.screens[input.0]): \(match.output.0)\n\(screen)"
                    )
                }
                guard mutator.chance(of: 2) else { continue }
                _ = update(&state, .keyPressed(mutator.one(of: RandomEventTests.keys)))
            }
        }
    }
}
