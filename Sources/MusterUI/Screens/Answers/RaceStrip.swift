import Foundation
import MusterCore

/// Several answers in a line each: how far, how soon, how fast, how dear; and in the end, who won.
struct RaceStrip {
    private let answers: [GenerationState]
    private let world: World

    init(_ answers: [GenerationState], _ world: World) {
        self.answers = answers
        self.world = world
    }

    /// The rows that it takes of a pane with that many; none where the answers need them.
    static func rows(_ count: Int, of rows: Int) -> Int {
        count > 1 && rows >= count + 7 ? count + 2 : 0
    }

    /// The answers' lines, a line with the winners, and a blank one.
    func lines(width: Int, selected: Int) -> [[Span]] {
        var table = TextTable(Self.columns, isASCII: world.context.isASCII)
        for (index, answer) in answers.enumerated() {
            table.add(row(answer, number: index + 1, isSelected: index == selected))
        }
        return Array(table.lines(width: width).dropFirst()) + [verdict, []]
    }

    private static let columns: [TextTable.Column] = [
        TextTable.Column("", fit: .modelID(least: 14)),
        TextTable.Column("", rank: 4),
        TextTable.Column("", rank: 1),
        .number("", rank: 3),
        .number("", rank: 2),
        .number("", rank: 3),
        .number("", rank: 5),
        .number("", rank: 2),
    ]

    private func row(_ answer: GenerationState, number: Int, isSelected: Bool) -> [[Span]] {
        let longest = max(answers.map(\.tokens).max() ?? 0, 1)
        let share = answer.status == .completed ? 1 : Double(answer.tokens) / Double(longest + 1)
        let milliseconds = answer.firstTokenMilliseconds
        let duration = answer.duration(now: world.now)
        let pace = answer.pace(now: world.now)
        func text(_ words: String?) -> [Span] { [Span("\(words ?? "")", .dim)] }
        return [
            [
                Span("\(number) ", .dim),
                Span("\(answer.modelID.rawValue)", isSelected ? .title : .text),
            ],
            Bar.spans(
                share,
                cells: 16,
                role: answer.status.role,
                isASCII: world.context.isASCII
            ),
            [Span("\(answer.status.rawValue)", answer.status.role)],
            text(milliseconds.map { "\(Quantity.duration(milliseconds: $0)) first" }),
            text(duration.map(Quantity.duration(milliseconds:))),
            text(pace.map { "\($0) tok/s" }),
            text(answer.tokens > 0 ? "\(answer.tokens) tok" : nil),
            text(answer.usage?.cost.map { $0 == 0 ? "free" : Quantity.dollars($0) }),
        ]
    }

    /// Who was fastest and cheapest, once every answer has ended.
    private var verdict: [Span] {
        let done = answers.enumerated().filter { $0.element.status == .completed }
        guard answers.allSatisfy(\.status.isFinal), done.count > 1 else { return [] }
        func winner(_ value: (GenerationState) -> Double?) -> Int? {
            let values = done.compactMap { index, answer in value(answer).map { (index + 1, $0) } }
            let best = values.map(\.1).min()
            let first = values.filter { $0.1 == best }
            // Of two that are equal, none wins.
            return first.count == 1 ? first.first?.0 : nil
        }
        let facts: [(SanitizedText, Int?)] = [
            ("fastest", winner { $0.duration(now: world.now).map(Double.init) }),
            ("first to speak", winner { $0.firstTokenMilliseconds.map(Double.init) }),
            (
                "cheapest",
                winner { $0.usage?.cost.map { NSDecimalNumber(decimal: $0).doubleValue } }
            ),
        ]
        return facts.flatMap { name, number -> [Span] in
            number.map { [Span("\(name) ", .dim), Span("\($0)   ", .success)] } ?? []
        }
    }
}
