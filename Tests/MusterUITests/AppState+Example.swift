import Foundation
import MusterCore
import MusterTestSupport

@testable import MusterUI

extension Date {
    /// 2026-11-22 12:00 UTC, the time of every screen in these tests.
    static let noon = Date(timeIntervalSince1970: 1_795_348_800)

    /// So many minutes before noon.
    static func minutesAgo(_ minutes: Double) -> Date { noon.addingTimeInterval(-minutes * 60) }
}

extension AppContext {
    /// A service with a key.
    static let example = AppContext(host: "openrouter.ai", keyLabel: "from environment")
}

extension AppState {
    /// A first screen with these models read and the catalog fetched 12 minutes ago.
    static func browsing(
        _ models: [Model] = Catalog.sample,
        size: Size = Size(columns: 120, rows: 40),
        context: AppContext = .example
    ) -> AppState {
        var state = AppState(context: context, size: size, now: .noon)
        _ = update(&state, .resized(size))
        _ = update(&state, .modelsLoaded(models, lastRefresh: .minutesAgo(12)))
        return state
    }

    /// Presses keys written as `KeyPress.script`; returns all effects.
    @discardableResult
    mutating func press(script: String) -> [AppEffect] {
        var effects: [AppEffect] = []
        for key in KeyPress.script(script) { effects += update(&self, .keyPressed(key)) }
        return effects
    }

    /// Applies events; returns all effects.
    @discardableResult
    mutating func apply(_ events: [AppEvent]) -> [AppEffect] {
        var effects: [AppEffect] = []
        for event in events { effects += update(&self, event) }
        return effects
    }

    /// The IDs in the table, in its order.
    var shownIDs: [String] { world.catalog.shown.map(\.id.rawValue) }

    /// The ID under the cursor.
    var selectedID: String? { world.catalog.selected?.id.rawValue }

    /// The room that covers all others.
    var top: (any Room)? { stack.last }
}

extension CatalogColumn {
    /// The column of a name.
    static func named(_ name: String) -> CatalogColumn {
        allCases.first { $0.rawValue == name } ?? .modelID
    }
}
