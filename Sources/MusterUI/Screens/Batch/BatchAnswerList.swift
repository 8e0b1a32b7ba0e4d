import MusterCore

/// The newest answers of a batch, a line each.
enum BatchAnswerList {
    /// A heading and the answers; none without any.
    static func lines(_ batch: BatchProgress, isASCII: Bool, columns: Int) -> [[Span]] {
        guard !batch.answers.isEmpty else { return [] }
        var table = TextTable(
            [
                TextTable.Column("Newest answers"),
                TextTable.Column("Model", rank: 2, fit: .modelID(least: 28)),
                .number("Time", rank: 3),
                TextTable.Column("", fit: .tail(least: 10)),
            ],
            isASCII: isASCII
        )
        for answer in batch.answers { table.add(row(answer)) }
        return table.lines(width: columns)
    }

    private static func row(_ answer: BatchAnswerLine) -> [[Span]] {
        let result = answer.result
        let time = result.durationMilliseconds.map(Quantity.duration(milliseconds:)) ?? "-"
        let words = SanitizedText(sanitizing: answer.beginning).singleLine
        return [
            [Span(SanitizedText(sanitizing: result.key.promptID.description).singleLine)],
            [Span("\(result.key.modelID.rawValue)", .dim)],
            [Span("\(time)", .dim)],
            [Span(words, result.isAnswered ? .text : result.status.role)],
        ]
    }
}
