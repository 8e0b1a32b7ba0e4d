package import MusterCore

/// A pane, or a layer over the panes: one value that owns its state, its keys and its drawing.
///
/// A room reads the world and never changes it; it returns the consequences of an input as steps.
package protocol Room: Sendable, Equatable {
    /// The title of a room that covers everything between filter line and footer; `nil` for a box
    /// that leaves the panes visible.
    func title(_ world: World, columns: Int) -> SanitizedText?
    /// Handles an input; returns ``Step/pass`` for one without a meaning here.
    mutating func take(_ input: Input, _ world: World) -> Outcome
    /// Draws the room: a box on the body, any other room inside its frame.
    func draw(_ world: World, in rect: Rect, on grid: inout CellGrid)
    /// The keys that matter here, most important first; the last one is the way out.
    func hints(_ world: World) -> [Hint]
    /// The description of the cursor's place for a screen reader.
    func place(_ world: World) -> SanitizedText?
    /// The explanation for a key that this room cannot serve; `nil` for none.
    func refusal(of key: KeyPress, _ world: World) -> SanitizedText?
    /// The search in this room, while the user types it.
    var search: (what: SanitizedText, field: TextField)? { get }
}

extension Room {
    package func title(_ world: World, columns: Int) -> SanitizedText? { nil }
    package func place(_ world: World) -> SanitizedText? { nil }
    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? { nil }
    package var search: (what: SanitizedText, field: TextField)? { nil }

    func isSame(as other: any Room) -> Bool { (other as? Self) == self }
}

/// An input that a room can get.
package enum Input: Sendable {
    case key(KeyPress)
    /// An action from a key or the palette; only panes get these.
    case action(Action)
    /// Pasted text, including its newlines.
    case paste(String)
    /// Lines turned with the wheel, negative for up.
    case scroll(Int)
    /// The left button went down.
    case press(MouseEvent)
    /// A row of the list that the room has drawn was clicked.
    case row(Int)
    /// Another event, possibly the answer to this room's request.
    case event(AppEvent)
}

/// The consequences of an input, in this order; empty when only the room itself changes.
package typealias Outcome = [Step]

/// A consequence of an input.
package enum Step: Sendable {
    /// The input has no meaning here.
    case pass
    /// Requests work.
    case effect(AppEffect)
    /// Changes the world or a pane.
    case change(Change)
    /// Covers this room with another.
    case push(any Room)
    /// Closes this room and all above it, and shows the unchanged room beneath.
    case pop
    /// Replaces this room with another.
    case replace(any Room)
    /// Closes every room, so that the panes are visible.
    case clear
    /// Performs an action as if the user had pressed its key.
    case perform(Action)

    /// Shows a message in the last line.
    static func say(_ text: SanitizedText, _ tone: StatusMessage.Tone = .news) -> Step {
        .change(.say(text, tone))
    }

    var isPass: Bool { if case .pass = self { true } else { false } }
}

/// A key and its word in the footer.
package typealias Hint = (key: SanitizedText, word: SanitizedText)
