import MusterCore

/// Applies an event to the state, and returns the work it requests.
///
/// Total and pure: it accepts every event in every state, and never waits, reads or writes.
package func update(_ state: inout AppState, _ event: AppEvent) -> [AppEffect] {
    if state.keepsForLater(event) { return [] }
    let isForScreenReader = state.world.context.isForScreenReader
    let place = isForScreenReader ? state.focused.place(state.world) : nil
    let message = state.world.message
    var effects: [AppEffect]
    switch event {
    case .keyPressed(let key): effects = state.press(key)
    case .mouse(let event): effects = state.take(event)
    case .pasted(let text): effects = state.paste(text)
    default:
        let isFirstRun = state.world.isFirstRun
        effects = state.world.take(event)
        effects += state.give(event)
        if isFirstRun, !state.world.isFirstRun { state.welcome() }
    }
    state.arrange()
    if isForScreenReader { state.speak(after: place, message) }
    for event in state.takeEarly() { effects += update(&state, event) }
    return effects
}

extension AppState {
    /// Announces the cursor's new place in the last line, unless a message is there.
    fileprivate mutating func speak(after before: SanitizedText?, _ oldMessage: StatusMessage?) {
        guard let place = focused.place(world), place != before else { return }
        guard world.message == nil || world.message == oldMessage else { return }
        // Not kept in the log: it is a position, not an event.
        world.message = StatusMessage(
            place,
            tone: .news,
            now: world.now,
            lasting: world.context.messageTime
        )
    }
}
