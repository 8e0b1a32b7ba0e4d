@testable import MusterUI

extension KeyPress {
    /// Keys written as text: `j/llama<enter>`, `<c-c>` for Control, `<a-enter>` for Alt.
    static func script(_ text: String) -> [KeyPress] {
        var keys: [KeyPress] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "<", let end = rest.firstIndex(of: ">"),
                rest.index(after: rest.startIndex) != end,
                let key = named(rest[rest.index(after: rest.startIndex)..<end])
            {
                keys.append(key)
                rest = rest[rest.index(after: end)...]
            } else {
                keys.append(.character(first))
                rest.removeFirst()
            }
        }
        return keys
    }

    private static func named(_ name: Substring) -> KeyPress? {
        if name.hasPrefix("c-"), let letter = name.dropFirst(2).first { return .control(letter) }
        if name.hasPrefix("a-") {
            let key = name.dropFirst(2)
            if let named = named(key) { return .alt(named) }
            return key.first.map { .alt(.character($0)) }
        }
        let names: [Substring: KeyPress] = [
            "enter": .enter, "esc": .escape, "tab": .tab, "backtab": .backTab,
            "bs": .backspace, "del": .delete, "up": .up, "down": .down, "left": .left,
            "right": .right, "pgup": .pageUp, "pgdn": .pageDown, "home": .home, "end": .end,
            "space": .character(" "),
        ]
        return names[name]
    }
}
