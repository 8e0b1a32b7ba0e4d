package import MusterCore

/// A pane, or what covers the panes: one value that owns its state, its keys and its drawing.
///
/// A room reads the world and never changes it; what is to follow from an input it says as steps.
package protocol Room: Sendable, Equatable {
    /// Its title, for a room that covers everything between filter line and footer; `nil` for a box
    /// that leaves the panes to be seen.
    func title(_ world: World, columns: Int) -> SanitizedText?
    /// Takes an input; what means nothing here is answered with ``Step/pass``.
    mutating func take(_ input: Input, _ world: World) -> Outcome
    /// Draws itself: a box on the body, any other room inside its frame.
    func draw(_ world: World, in rect: Rect, on grid: inout CellGrid)
    /// The keys that matter here, the most important first; the last one is the way out.
    func hints(_ world: World) -> [Hint]
    /// What a screen reader's user has to hear of where the cursor is.
    func place(_ world: World) -> SanitizedText?
    /// What to say of a key that asks for something this room cannot do; `nil` to say nothing.
    func refusal(of key: KeyPress, _ world: World) -> SanitizedText?
    /// What is searched for in here, while it is being written.
    var search: (what: SanitizedText, field: TextField)? { get }
}

extension Room {
    package func title(_ world: World, columns: Int) -> SanitizedText? { nil }
    package func place(_ world: World) -> SanitizedText? { nil }
    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? { nil }
    package var search: (what: SanitizedText, field: TextField)? { nil }

    /// Whether another room is the same in all that it shows.
    func isSame(as other: any Room) -> Bool { (other as? Self) == self }
}

/// What a room can be given.
package enum Input: Sendable {
    /// A key was pressed.
    case key(KeyPress)
    /// A key or the palette asks for an action; only panes get these.
    case action(Action)
    /// Text was pasted, newlines and all.
    case paste(String)
    /// The wheel was turned by so many lines, negative for up.
    case scroll(Int)
    /// The left button went down.
    case press(MouseEvent)
    /// Something else happened, which may be an answer to what this room asked for.
    case event(AppEvent)
}

/// What follows from an input, in this order; nothing when the room stays as it has become.
package typealias Outcome = [Step]

/// A step of what follows from an input.
package enum Step: Sendable {
    /// The input means nothing here.
    case pass
    /// Work is ordered.
    case effect(AppEffect)
    /// The world becomes another.
    case change(Change)
    /// Another room covers this one.
    case push(any Room)
    /// This room closes, with all above it; what was beneath is as it was.
    case pop
    /// Another room takes this one's place.
    case replace(any Room)
    /// Every room closes, so that the panes are seen.
    case clear
    /// An action is performed as if its key had been pressed.
    case perform(Action)

    /// Something is said in the last line.
    static func say(_ text: SanitizedText, _ tone: StatusMessage.Tone = .news) -> Step {
        .change(.say(text, tone))
    }

    /// Whether the input means nothing.
    var isPass: Bool { if case .pass = self { true } else { false } }
}

/// A key and the word for what it does here.
package typealias Hint = (key: SanitizedText, word: SanitizedText)
