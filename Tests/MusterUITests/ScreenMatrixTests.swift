import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// Every screen in every state, at the sizes for which muster is drawn.
@Suite struct ScreenMatrixTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let sizes = [(200, 50), (140, 40), (120, 36), (80, 24), (60, 15), (40, 10)]
        .map { Size(columns: $0.0, rows: $0.1) }

    /// Each state once, whatever size its own test has it in.
    static let states: [ScreenCase] = {
        var names: Set<String> = []
        return RandomEventTests.screens.filter { names.insert(state($0.name)).inserted }
    }()

    @Test(arguments: states)
    func everyStateIsAsRecorded(_ screen: ScreenCase) throws {
        for size in Self.sizes {
            var state = screen.make()
            state.apply([.resized(size)])
            let folder = "\(size.columns)x\(size.rows)"
            try expectScreen(view(state).picture, "\(folder)/\(Self.state(screen.name))")
        }
    }

    /// A case's name without its size.
    private static func state(_ name: String) -> String {
        name.split(separator: "-")
            .filter { $0.wholeMatch(of: /[0-9]+x[0-9]+/) == nil }
            .joined(separator: "-")
    }
}
