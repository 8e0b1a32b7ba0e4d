/// Text being written, with its cursor: one line or several.
package struct TextField: Sendable, Hashable {
    /// The most characters that are kept; a paste beyond it is cut.
    package static let maximumLength = 200_000

    /// The characters, line feeds included.
    package private(set) var characters: [Character] = []
    /// The cursor stands before the character of this index.
    package private(set) var cursor = 0

    /// How it was before the last changes, for undoing them.
    private var past: [Snapshot] = []
    /// Whether the last change was a typed character, which is undone together with its neighbours.
    private var isTyping = false

    private struct Snapshot: Sendable, Hashable {
        let characters: [Character]
        let cursor: Int
    }

    /// How many changes can be undone, and up to which length of text.
    private static let undoLimit = (changes: 100, characters: 20_000)

    /// Creates a field with the cursor at the end of `text`.
    package init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    /// What has been written.
    package var text: String { String(characters) }
    /// Whether nothing has been written.
    package var isEmpty: Bool { characters.isEmpty }

    /// Whether the cursor is on the first line.
    package var isOnFirstLine: Bool { lineStart == 0 }
    /// Whether the cursor is on the last line.
    package var isOnLastLine: Bool { lineEnd == characters.count }

    /// Puts another text in the place of this one; that can be undone.
    package mutating func replace(with text: String) {
        remember(isTyped: false)
        characters = []
        cursor = 0
        insertCharacters(text)
    }

    /// Puts another text in the place of this one, with the cursor before the character of an index.
    package mutating func replace(with text: String, cursor: Int) {
        replace(with: text)
        self.cursor = min(max(cursor, 0), characters.count)
    }

    /// Inserts text at the cursor; control characters other than line feeds are left out, and with
    /// `onOneLine` each end of a line becomes a space.
    package mutating func insert(_ text: String, onOneLine: Bool = false) {
        let isOne = !text.isEmpty && text.dropFirst().isEmpty
        remember(isTyped: isOne && text != "\n")
        insertCharacters(text, onOneLine: onOneLine)
    }

    private mutating func insertCharacters(_ text: String, onOneLine: Bool = false) {
        let lineEnd: Unicode.Scalar = onOneLine ? " " : "\n"
        var plain = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": break
            case "\n", "\r": plain.append(lineEnd)
            case "\t": plain.append(contentsOf: "    ".unicodeScalars)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
            default: plain.append(scalar)
            }
            last = scalar
        }
        let room = max(Self.maximumLength - characters.count, 0)
        let added = Array(String(plain).prefix(room))
        characters.insert(contentsOf: added, at: cursor)
        cursor += added.count
    }

    /// Applies an editing key, with readline's meanings; returns whether it was one.
    package mutating func apply(_ key: KeyPress) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .backspace, .control("h"): deleteBackward()
        case .delete, .control("d"): deleteForward()
        case .left, .control("b"): cursor = max(cursor - 1, 0)
        case .right, .control("f"): cursor = min(cursor + 1, characters.count)
        case .up: moveVertically(-1)
        case .down: moveVertically(1)
        case .home, .control("a"): cursor = lineStart
        case .end, .control("e"): cursor = lineEnd
        case .control("_"), .alt(.character("u")): undo()
        case .control("u"): remove(lineStart..<cursor)
        case .control("k"): remove(cursor..<lineEnd)
        case .control("w"), .alt(.backspace): remove(wordStart..<cursor)
        case .alt(.character("b")): cursor = wordStart
        case .alt(.character("f")): cursor = wordEnd
        default: return false
        }
        return true
    }

    private var lineStart: Int {
        characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    }

    private var lineEnd: Int {
        characters[cursor...].firstIndex(of: "\n") ?? characters.count
    }

    private var wordStart: Int {
        var place = cursor
        while place > 0, characters[place - 1].isWhitespace { place -= 1 }
        while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        var place = cursor
        while place < characters.count, characters[place].isWhitespace { place += 1 }
        while place < characters.count, !characters[place].isWhitespace { place += 1 }
        return place
    }

    private mutating func undo() {
        guard let last = past.popLast() else { return }
        (characters, cursor, isTyping) = (last.characters, last.cursor, false)
    }

    private mutating func remember(isTyped: Bool) {
        defer { isTyping = isTyped }
        guard !(isTyped && isTyping), characters.count <= Self.undoLimit.characters else { return }
        past.append(Snapshot(characters: characters, cursor: cursor))
        if past.count > Self.undoLimit.changes { past.removeFirst() }
    }

    private mutating func deleteBackward() {
        guard cursor > 0 else { return }
        remember(isTyped: false)
        cursor -= 1
        characters.remove(at: cursor)
    }

    private mutating func deleteForward() {
        guard cursor < characters.count else { return }
        remember(isTyped: false)
        characters.remove(at: cursor)
    }

    private mutating func remove(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        remember(isTyped: false)
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    /// Moves to the same column of the line above or below, or to its end.
    private mutating func moveVertically(_ step: Int) {
        let column = cursor - lineStart
        if step < 0 {
            guard lineStart > 0 else { return }
            cursor = lineStart - 1
        } else {
            guard lineEnd < characters.count else { return }
            cursor = lineEnd + 1
        }
        cursor = min(lineStart + column, lineEnd)
    }
}
