/// A key, as the terminal reports it.
package enum KeyPress: Sendable, Hashable {
    case character(Character)
    /// Control and a lower-case letter.
    case control(Character)
    /// Alt, or Escape just before, and a key.
    indirect case alt(KeyPress)
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    case up
    case down
    case left
    case right
    case pageUp
    case pageDown
    case home
    case end
    /// F1 to F12.
    case function(Int)

    /// Splits an Alt-key into Esc and the key, as terminals send it; any other key stays alone.
    package var isCharacter: Bool { if case .character = self { true } else { false } }

    package var unmodified: [KeyPress] {
        if case .alt(let key) = self { [.escape] + key.unmodified } else { [self] }
    }
}

extension KeyPress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): "\(character)"
        case .control(let character): "Ctrl-\(character.uppercased())"
        case .alt(let key): "Alt-\(key)"
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .home: "Home"
        case .end: "End"
        case .function(let number): "F\(number)"
        }
    }
}
