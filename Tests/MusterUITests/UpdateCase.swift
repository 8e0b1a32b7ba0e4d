import Testing

@testable import MusterUI

/// Keys pressed on a first screen, the effects they must have in order, and what must hold then.
struct UpdateCase: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: String
    let effects: [AppEffect]
    let choice: AppContext.Choice?
    let holds: @Sendable (AppState) -> Bool

    var testDescription: String { name }

    init(
        _ name: String,
        keys: String,
        effects: [AppEffect] = [],
        choice: AppContext.Choice? = nil,
        holds: @escaping @Sendable (AppState) -> Bool = { _ in true }
    ) {
        self.name = name
        self.keys = keys
        self.effects = effects
        self.choice = choice
        self.holds = holds
    }

    /// Runs it; reading details, which follows the cursor everywhere, and remembering a kept filter
    /// are left out of the effects.
    func check() {
        var context = AppContext.example
        context.choice = choice
        var state = AppState.browsing(context: context)
        let happened = state.press(script: keys).filter {
            switch $0 {
            case .loadDetails: false
            case .remember(let settings): settings.recentFilters.isEmpty
            default: true
            }
        }
        #expect(happened == effects)
        #expect(holds(state))
    }
}
