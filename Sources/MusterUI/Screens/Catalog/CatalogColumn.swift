package import MusterCore

/// What a column of the table can show.
package enum CatalogColumn: String, Sendable, Codable, CaseIterable {
    case status
    case modelID = "model"
    case huggingFaceID = "hugging-face"
    case name
    case context
    case answer
    case prompt
    case completion
    case added
    case checked
    case expires
    case input

    /// The heading.
    package var title: SanitizedText {
        switch self {
        case .status: "Status"
        case .modelID: "Model ID"
        case .huggingFaceID: "Hugging Face ID"
        case .name: "Name"
        case .context: "Context"
        case .answer: "Answer"
        case .prompt: "Prompt"
        case .completion: "Compl."
        case .added: "Added"
        case .checked: "Checked"
        case .expires: "Expires"
        case .input: "Input"
        }
    }

    /// What it is, for the list of columns.
    package var explanation: SanitizedText {
        switch self {
        case .status: "availability, a glyph and its word"
        case .modelID: "the catalog's own ID, always shown"
        case .huggingFaceID: "the repository's name, in its exact case"
        case .name: "the catalog's name for people"
        case .context: "tokens of prompt and answer together"
        case .answer: "tokens an answer can have"
        case .prompt: "dollars for a million tokens sent"
        case .completion: "dollars for a million tokens answered"
        case .added: "when the catalog got it"
        case .checked: "how old the newest evidence is"
        case .expires: "the day the catalog will drop it"
        case .input: "what it reads, such as text or image"
        }
    }

    /// Whether its values stand at its right edge.
    var isNumber: Bool {
        switch self {
        case .context, .answer, .prompt, .completion, .added, .checked, .expires: true
        case .status, .modelID, .huggingFaceID, .name, .input: false
        }
    }

    /// Cells that it takes; `nil` for one that takes a share of what is left.
    var fixedWidth: Int? {
        switch self {
        case .status: 14
        case .context, .answer, .prompt, .completion, .added, .checked: 7
        case .expires: 10
        case .input: 12
        case .modelID, .huggingFaceID, .name: nil
        }
    }

    /// The nearest width that shows what it has: a badge its word, a number its digits.
    func width(nearest width: Int) -> Int {
        let least = fixedWidth ?? 10
        return min(max(width, least), fixedWidth == nil ? 60 : least + 6)
    }

    /// Which of those that do not all fit is shown: the lowest first.
    var rank: Int {
        switch self {
        case .status, .modelID: 0
        case .context: 1
        case .huggingFaceID: 2
        case .prompt, .completion: 3
        case .name, .answer, .added, .checked, .expires, .input: 4
        }
    }

    /// The order in which the table can be sorted by it.
    package var sortKey: ModelSort.Key? {
        switch self {
        case .status: .status
        case .modelID: .id
        case .huggingFaceID: .hf
        case .name: .name
        case .context: .context
        case .prompt: .prompt
        case .completion: .completion
        case .added: .created
        case .answer: .answer
        case .checked: .checked
        case .expires: .expires
        case .input: nil
        }
    }
}
