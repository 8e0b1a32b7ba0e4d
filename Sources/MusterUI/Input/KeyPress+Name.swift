extension KeyPress {
    /// Parses a key as help and configuration write it, such as `j`, `Ctrl-D` or `F5`.
    ///
    /// Case matters only for a single letter.
    package init?(name: String) {
        if name.count == 1, let character = name.first, character != " " {
            self = .character(character)
            return
        }
        let lowercased = name.lowercased()
        if let key = Self.named[lowercased] {
            self = key
        } else if lowercased.hasPrefix("ctrl-"), name.count == 6, let letter = lowercased.last,
            ("a"..."z").contains(letter), letter != "i", letter != "m"
        {
            // Tab and Enter send the same as Ctrl-I and Ctrl-M.
            self = .control(letter)
        } else if lowercased.hasPrefix("alt-"), let key = KeyPress(name: String(name.dropFirst(4)))
        {
            self = .alt(key)
        } else if lowercased.first == "f", let number = Int(lowercased.dropFirst()),
            (1...12).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    private static let named: [String: KeyPress] = {
        let keys: [KeyPress] = [
            .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down,
            .left, .right, .pageUp, .pageDown, .home, .end,
        ]
        return Dictionary(uniqueKeysWithValues: keys.map { ("\($0)".lowercased(), $0) })
    }()
}
