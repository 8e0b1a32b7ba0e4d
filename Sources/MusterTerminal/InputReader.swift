import CNcurses
import MusterUI

/// Turns what ncurses reads into key presses and pastes.
@MainActor
struct KeyReader {
    /// The most characters of one paste that are kept.
    private static let pasteLimit = 1_000_000
    private static let pasteBegins = KEY_MAX + 1
    private static let pasteEnds = KEY_MAX + 2

    /// What has come of a paste so far.
    private var paste: String?
    /// A control sequence that goes on with what is read next.
    private var sequence: EscapeSequence?

    /// Teaches ncurses the marks around a paste (xterm control sequences, bracketed paste mode).
    static func defineKeys() {
        define_key("\u{1B}[200~", pasteBegins)
        define_key("\u{1B}[201~", pasteEnds)
    }

    /// The next event, or `nil` when nothing more is there now.
    mutating func next() -> AppEvent? {
        while let input = read() {
            if var text = paste {
                switch input {
                case .function(Self.pasteEnds):
                    paste = nil
                    return .pasted(text)
                case .character(let scalar) where text.unicodeScalars.count < Self.pasteLimit:
                    text.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
                    paste = text
                case .character, .function:
                    break
                }
                continue
            }
            if case .function(Self.pasteBegins) = input {
                paste = ""
                continue
            }
            if case .function(KEY_MOUSE) = input {
                if let event = mouseEvent() { return .mouse(event) }
                continue
            }
            if let event = event(input) { return event }
        }
        return nil
    }

    private mutating func event(_ input: Input) -> AppEvent? {
        if var going = sequence {
            sequence = nil
            guard case .character(let scalar) = input else { return event(input) }
            switch going.take(scalar) {
            case .pending: sequence = going
            case .key(let key): return .keyPressed(key)
            case .mouse(let event): return .mouse(event)
            case .ignored: break
            }
            return nil
        }
        return key(input).map { .keyPressed($0) }
    }

    private func mouseEvent() -> MouseEvent? {
        var row: Int32 = 0
        var column: Int32 = 0
        let kinds: [Int32: MouseEvent.Kind] = [
            1: .press, 2: .release, 3: .drag, 4: .wheelUp, 5: .wheelDown,
        ]
        return kinds[cncurses_read_mouse(&row, &column)].map {
            MouseEvent($0, row: Int(row), column: Int(column))
        }
    }

    private enum Input {
        case character(Unicode.Scalar)
        case function(Int32)
    }

    private func read() -> Input? {
        var value: wint_t = 0
        switch cncurses_read_key(&value) {
        case KEY_CODE_YES: return .function(Int32(truncatingIfNeeded: value))
        case OK: return Unicode.Scalar(value).map { .character($0) }
        default: return nil
        }
    }

    private mutating func key(_ input: Input) -> KeyPress? {
        switch input {
        case .function(let code):
            if (KEY_F0 + 1...KEY_F0 + 12).contains(code) { return .function(Int(code - KEY_F0)) }
            return Self.functionKeys[code]
        case .character("\u{1B}"):
            // Alt sends Escape first; nothing at once after it means the Escape key itself.
            guard let following = read() else { return .escape }
            guard case .character(let scalar) = following else { return key(following) }
            guard let begun = EscapeSequence(introducer: scalar), let next = read() else {
                return scalar == "\u{1B}" ? .escape : Self.plainKey(scalar).map { .alt($0) }
            }
            sequence = begun
            guard case .keyPressed(let key)? = event(next) else { return nil }
            return key
        case .character(let scalar):
            return Self.plainKey(scalar)
        }
    }

    private static func plainKey(_ scalar: Unicode.Scalar) -> KeyPress? {
        switch scalar.value {
        case 0x0D: .enter
        case 0x09: .tab
        case 0x7F: .backspace
        case 0x1B: .escape
        case 0x01...0x1A: Unicode.Scalar(scalar.value + 0x60).map { .control(Character($0)) }
        case 0x1F: .control("_")
        case 0x00...0x1F: nil
        default: .character(Character(scalar))
        }
    }

    private static let functionKeys: [Int32: KeyPress] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
        KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_HOME: .home, KEY_END: .end,
        KEY_ENTER: .enter, KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_BTAB: .backTab,
    ]
}
