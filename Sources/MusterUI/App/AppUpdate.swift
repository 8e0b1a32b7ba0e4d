import MusterCore

/// Applies an event to the state, and returns the work that it orders.
///
/// Total and pure: every event is accepted in every state; nothing is waited for, read or written.
package func update(_ state: inout AppState, _ event: AppEvent) -> [AppEffect] {
    let isForScreenReader = state.world.context.isForScreenReader
    let place = isForScreenReader ? state.focused.place(state.world) : nil
    let message = state.world.message
    var effects: [AppEffect]
    switch event {
    case .keyPressed(let key): effects = state.press(key)
    case .mouse(let event): effects = state.take(event)
    case .pasted(let text): effects = state.paste(text)
    default:
        effects = state.world.take(event)
        effects += state.give(event)
    }
    state.arrange()
    if isForScreenReader { state.speak(after: place, message) }
    return effects
}

extension AppState {
    /// Tells in the last line where the cursor has gone, unless there is news.
    fileprivate mutating func speak(after before: SanitizedText?, _ oldMessage: StatusMessage?) {
        guard let place = focused.place(world), place != before else { return }
        guard world.message == nil || world.message == oldMessage else { return }
        // Not kept with the messages: it is where one is, not what happened.
        world.message = StatusMessage(place, tone: .news, now: world.now)
    }
}
