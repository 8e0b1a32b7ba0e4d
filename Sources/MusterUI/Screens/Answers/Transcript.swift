package import MusterCore

/// The text of a generation, broken into lines for one width.
///
/// The answer is rendered as Markdown. Appending takes linear time: only what may still change is
/// broken again.
package struct Transcript: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case prompt
        case reasoning
        case text
        case notice
        /// Something routine, which is no warning.
        case aside
    }

    package struct Line: Sendable, Equatable {
        package var kind: Kind
        /// At most one width long.
        package var text: SanitizedText
        /// The text in its styles; empty where the kind has one for all of it.
        var spans: [Span] = []

        /// Whether it contains a text, ignoring the case of ASCII letters.
        func contains(_ needle: String) -> Bool { firstColumn(of: needle) != nil }

        /// The number of bytes before the first match; `nil` without one.
        func firstColumn(of needle: String) -> Int? {
            let hay = Array(text.string.utf8).map(Self.lowered)
            let wanted = needle.utf8.map(Self.lowered)
            guard !wanted.isEmpty, hay.count >= wanted.count else { return nil }
            return (0...hay.count - wanted.count).first { start in
                hay[start..<start + wanted.count].elementsEqual(wanted)
            }
        }

        private static func lowered(_ byte: UInt8) -> UInt8 {
            (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
        }
    }

    package private(set) var lines: [Line] = []
    /// The width in cells.
    package private(set) var columns: Int
    package var foldsReasoning = false {
        didSet { if foldsReasoning != oldValue { layOut() } }
    }
    /// The key that unfolds the reasoning.
    private let reasoningKey: String
    /// Shows the answer as it was sent.
    package var isRaw = false {
        didSet { if isRaw != oldValue { layOut() } }
    }
    private let isASCII: Bool
    private var pieces: [Piece] = []
    /// The first line of the last piece, with the blank line before it.
    private var lastPieceLine = 0
    private var stream = MarkdownStream()
    private var lastKind: Kind?
    private var sanitizer = TextSanitizer()

    fileprivate struct Piece: Sendable, Equatable {
        var kind: Kind
        var text: String
    }

    package init(columns: Int, reasoningKey: String = "r", isASCII: Bool = false) {
        self.columns = max(columns, 1)
        self.isASCII = isASCII
        self.reasoningKey = reasoningKey
    }

    /// Appends text; another kind of text starts a new paragraph.
    package mutating func append(_ text: String, kind: Kind) {
        // Even a piece without visible text advances the sanitiser's state.
        if kind != lastKind { sanitizer = TextSanitizer() }
        lastKind = kind
        let isNewKind = pieces.last?.kind != kind
        let harmless = sanitizer.sanitize(text)
        guard !harmless.isEmpty else { return }
        if isNewKind {
            pieces.append(Piece(kind: kind, text: harmless))
        } else {
            pieces[pieces.count - 1].text += harmless
        }
        extend(harmless, kind: kind, isNewKind: isNewKind)
    }

    /// Puts a text in place of the last piece if that is of the same kind, else after it.
    mutating func replace(with text: String, kind: Kind) {
        if pieces.last?.kind == kind {
            pieces.removeLast()
            lines.removeSubrange(lastPieceLine...)
        }
        lastKind = nil
        append(text, kind: kind)
    }

    package mutating func setColumns(_ columns: Int) {
        let columns = max(columns, 1)
        guard columns != self.columns else { return }
        self.columns = columns
        layOut()
    }

    func has(_ kind: Kind) -> Bool { pieces.contains { $0.kind == kind } }

    package func text(of kind: Kind) -> String {
        pieces.filter { $0.kind == kind }.map(\.text).joined()
    }

    package static func == (left: Transcript, right: Transcript) -> Bool {
        left.columns == right.columns && left.pieces == right.pieces
    }

    private mutating func layOut() {
        lines = []
        for piece in pieces { extend(piece.text, kind: piece.kind, isNewKind: true) }
    }

    private mutating func extend(_ text: String, kind: Kind, isNewKind: Bool) {
        if isNewKind { lastPieceLine = lines.count }
        if kind == .reasoning, foldsReasoning { return fold(isNewKind: isNewKind) }
        // What was said belongs to what it means.
        let isApart = kind != .aside || lines.last?.kind != .notice
        if isNewKind, !lines.isEmpty, isApart { lines.append(Line(kind: kind, text: "")) }
        if kind == .text, !isRaw { return render(text, isNewKind: isNewKind) }
        let open = isNewKind ? "" : lines.popLast()?.text.string ?? ""
        for (index, paragraph) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let whole = index == 0 ? Substring(open + paragraph) : paragraph
            for line in LineWrapper.wrap(whole, cells: columns) {
                lines.append(Line(kind: kind, text: SanitizedText(sanitizing: String(line))))
            }
        }
    }

    private mutating func render(_ text: String, isNewKind: Bool) {
        if isNewKind { stream = MarkdownStream() }
        let layout = MarkdownLayout(columns: columns, isASCII: isASCII)
        let (removed, added) = stream.append(text, layout)
        lines.removeLast(min(removed, lines.count))
        lines += added.map { spans in
            let text = spans.map(\.text).reduce("", +)
            return Line(kind: .text, text: text, spans: spans)
        }
    }

    /// Shows all of the reasoning so far as one line.
    private mutating func fold(isNewKind: Bool) {
        if isNewKind {
            if !lines.isEmpty { lines.append(Line(kind: .reasoning, text: "")) }
        } else if !lines.isEmpty {
            lines.removeLast()
        }
        let count = pieces.last { $0.kind == .reasoning }?.text.utf8.count ?? 0
        lines.append(
            Line(
                kind: .reasoning,
                text: "Reasoning, \(count / 1024 + 1) KiB; \(reasoningKey) shows it"
            )
        )
    }
}
