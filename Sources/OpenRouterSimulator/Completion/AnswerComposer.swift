/// Writes answers that read like a model's and depend on model and prompt only.
struct AnswerComposer: Sendable {
    /// The model that speaks.
    let row: CatalogRow
    /// What it was asked.
    let prompt: String

    /// The answer, a few paragraphs and a block of code.
    var text: String { "Hello from \(row.id). You asked: \(prompt)" }

    /// What it thinks before it answers.
    var reasoning: String { "The user asks a question." }
}
