package import MusterCore

/// Two answers as one text, with the words that only one of them has.
package struct DifferenceRoom: Room {
    package struct Answer: Sendable, Equatable {
        package var modelID: ModelID
        package var text: String
    }

    /// At least two.
    private let answers: [Answer]
    private let first: Int
    private var second: Int
    private var difference: TextDifference
    package private(set) var scroll = 0

    /// Compares an answer with the one after it.
    init(_ answers: [Answer], first: Int) {
        self.answers = answers
        self.first = first
        second = (first + 1) % answers.count
        difference = TextDifference(from: answers[first].text, to: answers[second].text)
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Differences " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            switch world.action(for: key) {
            case .quit, .cancel, .interrupt, .compare: return [.pop]
            case .scrollLeft: show(step: -1)
            case .scrollRight: show(step: 1)
            case .why: return keepWinner(world)
            case let action?:
                guard let rows = action.scrollRows(page: pageRows(world)) else { return [.pass] }
                scroll(by: rows, world)
            case nil: return [.pass]
            }
        case .scroll(let rows): scroll(by: rows, world)
        default: return [.pass]
        }
        return []
    }

    /// Compares the first answer with another one.
    private mutating func show(step: Int) {
        repeat {
            second = (second + step + answers.count) % answers.count
        } while second == first
        difference = TextDifference(from: answers[first].text, to: answers[second].text)
        scroll = 0
    }

    private mutating func scroll(by rows: Int, _ world: World) {
        let count = lines(columns: world.layout.insideBody.columns - 2).count
        scroll = min(max(scroll + rows, 0), max(count - pageRows(world), 0))
    }

    /// Leaves the mark on the first answer's model only, for a slate or a batch.
    private func keepWinner(_ world: World) -> Outcome {
        let winner = answers[first].modelID
        let losers = answers.map(\.modelID).filter { $0 != winner }
        return [
            .change(.mark([winner], true)), .change(.mark(losers, false)), .pop,
            .say(
                "\(winner.rawValue) wins: of the \(answers.count), only this model is marked; "
                    + "\(world.keyName(.undo)) undoes it"
            ),
        ]
    }

    private func pageRows(_ world: World) -> Int { max(world.layout.insideBody.rows - 3, 1) }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        let other: Hint = (world.sidewaysKeys, "another answer")
        return [(world.keyName(.why), "keep the first"), (world.moveKeys, "scroll")]
            + (answers.count > 2 ? [other] : [])
            + [(world.keyName(.quit), "close")]
    }

    package func place(_ world: World) -> SanitizedText? {
        "\(answers[first].modelID.rawValue) and \(answers[second].modelID.rawValue): \(share) alike"
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let head: [[Span]] = [
            [
                Span("- ", .unavailable), Span("\(answers[first].modelID.rawValue)", .title),
                Span("   + ", .success), Span("\(answers[second].modelID.rawValue)", .title),
                Span("   \(share) alike", .dim),
            ],
            [],
        ]
        grid.write(head, in: rect)
        let lines = lines(columns: rect.columns - 2)
        var body = rect
        body.row += head.count
        body.size = Size(columns: rect.columns, rows: max(rect.rows - head.count, 0))
        grid.write(Array(lines.dropFirst(scroll).prefix(body.rows)), in: body)
        ScrollPosition.draw(
            first: scroll,
            shown: body.rows,
            total: lines.count,
            under: rect,
            on: &grid
        )
    }

    private var share: SanitizedText {
        // Only equal texts are wholly alike.
        let percent = difference.likeness * 100
        return "\(percent == 100 ? "100" : Quantity.fixed(min(percent, 99), 0)) %"
    }

    /// The lines, with a mark in front of those that differ; brackets say within a line what colours
    /// say.
    private func lines(columns: Int) -> [[Span]] {
        difference.lines.flatMap { pieces -> [[Span]] in
            let kinds = Set(pieces.map(\.kind))
            let isMixed = kinds.count > 1
            let mark: SanitizedText =
                if isMixed { "~ " } else {
                    switch pieces.first?.kind {
                    case .removed: "- "
                    case .added: "+ "
                    case .common, nil: "  "
                    }
                }
            let lines = pieces.map { Self.span($0, isMixed: isMixed) }.broken(max(columns - 2, 1))
            return lines.enumerated().map { index, line in
                [Span(index == 0 ? mark : "  ", .dim)] + line
            }
        }
    }

    private static func span(_ piece: TextDifference.Piece, isMixed: Bool) -> Span {
        let text = SanitizedText(sanitizing: piece.text)
        switch piece.kind {
        case .common: return Span(text)
        case .removed: return Span(isMixed ? "[-\(text)-]" : text, .unavailable)
        case .added: return Span(isMixed ? "{+\(text)+}" : text, .success)
        }
    }
}
