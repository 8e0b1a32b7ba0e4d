/// Editable text with a cursor, on one line or several.
package struct TextField: Sendable, Hashable {
    /// The most characters it holds; a longer paste is cut.
    package static let maximumLength = 200_000

    package private(set) var characters: [Character] = []
    /// The index of the character after the cursor.
    package private(set) var cursor = 0

    /// Whether no more fits, so that something may have been cut.
    var isFull: Bool { characters.count >= Self.maximumLength }

    /// Whether the whole text is selected, so that typing replaces it.
    package private(set) var isSelected = false
    /// Earlier states, for undo.
    private var past: [Snapshot] = []
    /// Whether the last change was a typed character, which undo groups with its neighbours.
    private var isTyping = false

    private struct Snapshot: Sendable, Hashable {
        let characters: [Character]
        let cursor: Int
    }

    /// The number of changes that undo keeps, and the length of text up to which it works.
    private static let undoLimit = (changes: 100, characters: 20_000)

    /// Starts with the cursor at the end of `text`.
    package init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    /// Starts with a text that is only proposed: typing replaces it.
    package init(proposing text: String) {
        self.init(text)
        isSelected = true
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    package var isOnFirstLine: Bool { lineStart == 0 }
    package var isOnLastLine: Bool { lineEnd == characters.count }

    /// Replaces the text; undo restores it.
    package mutating func replace(with text: String) {
        isSelected = false
        remember(isTyped: false)
        characters = []
        cursor = 0
        insertCharacters(text)
    }

    /// Replaces the text, and places the cursor before the character of that index.
    package mutating func replace(with text: String, cursor: Int) {
        replace(with: text)
        self.cursor = min(max(cursor, 0), characters.count)
    }

    /// Inserts text at the cursor, without control characters other than line feeds; with
    /// `onOneLine`, line ends become spaces.
    package mutating func insert(_ text: String, onOneLine: Bool = false) {
        let isOne = !text.isEmpty && text.dropFirst().isEmpty
        if isSelected { replace(with: "") }
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

    /// Applies an editing key with readline's meaning; returns whether it was one.
    package mutating func apply(_ key: KeyPress) -> Bool {
        if case .character(let character) = key {
            insert(String(character))
            return true
        }
        let wasSelected = isSelected
        isSelected = false
        switch key {
        case .backspace where wasSelected, .delete where wasSelected: replace(with: "")
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
        case .alt(.character("d")): remove(cursor..<wordEnd)
        // Readline's keys for words, which this editor lacks, must not leave the text and act on it.
        case .alt(.character("c")), .alt(.character("l")), .alt(.character("t")),
            .alt(.character("y")), .alt(.character(".")):
            break
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

    /// Moves to the same column of an adjacent line, or to its end.
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
