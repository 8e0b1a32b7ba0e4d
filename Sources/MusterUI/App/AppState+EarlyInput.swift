import MusterCore

/// Input that comes while only the first models are here: most keys mean all of them, so they wait.
extension AppState {
    /// The number of events that wait; a terminal drops keys at some point, too.
    private static let earlyLimit = 1024

    /// Keeps an event until all models are here; returns whether it did.
    mutating func keepsForLater(_ event: AppEvent) -> Bool {
        guard world.catalog.expected != nil else { return false }
        switch event {
        case .keyPressed(let key): if isDoneAtOnce(world.action(for: key)) { return false }
        case .mouse, .pasted, .arrived, .choiceBegan: break
        default: return false
        }
        if early.count < Self.earlyLimit { early.append(event) }
        return true
    }

    /// Takes what has waited, once all models are here.
    mutating func takeEarly() -> [AppEvent] {
        guard world.catalog.expected == nil else { return [] }
        defer { early = [] }
        return early
    }

    /// Whether an action needs no other models; keys keep their order.
    private func isDoneAtOnce(_ action: Action?) -> Bool {
        if action == .interrupt { return true }
        guard early.isEmpty else { return false }
        switch action {
        case .quit, .repaint, .suspend, .moveUp, .halfPageUp, .pageUp: return true
        case .moveDown, .halfPageDown, .pageDown:
            let catalog = world.catalog
            return catalog.selection + 2 * catalog.pageRows < catalog.shown.count
        default: return false
        }
    }
}
