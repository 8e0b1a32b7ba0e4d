import Foundation
package import MusterCore

/// A column of the table: its heading, its width, its order and what it shows of a model.
///
/// ``allCases`` has them all; a new one is one value there.
package struct CatalogColumn: Sendable {
    /// How its cells are drawn.
    enum Kind: Sendable {
        /// The badge, in its colour.
        case badge
        /// The model ID, with the news about the model at its right edge.
        case modelID
        /// Another ID: its variant is kept when it is cut.
        case identifier
        /// Text that is cut at its end.
        case text
        /// A number at the column's right edge; one that does not fit does not look like a smaller
        /// one.
        case number
    }

    /// The name by which an arrangement is kept.
    package let rawValue: String
    /// The heading.
    package let title: SanitizedText
    /// What it is, for the list of columns.
    package let explanation: SanitizedText
    /// How its cells are drawn.
    let kind: Kind
    /// Cells that it takes; `nil` for one that takes a share of what is left.
    let fixedWidth: Int?
    /// Which of those that do not all fit is shown: the lowest first; up to 3 in everybody's first
    /// arrangement.
    let rank: Int
    /// The order in which the table can be sorted by it.
    package let sortKey: ModelSort.Key?
    /// What it shows of a model.
    let value: @Sendable (Model, World) -> String

    private init(
        _ rawValue: String,
        _ title: SanitizedText,
        _ explanation: SanitizedText,
        _ kind: Kind,
        width: Int? = nil,
        rank: Int = 4,
        sort: ModelSort.Key?,
        value: @escaping @Sendable (Model, World) -> String
    ) {
        self.rawValue = rawValue
        self.title = title
        self.explanation = explanation
        self.kind = kind
        fixedWidth = width
        self.rank = rank
        sortKey = sort
        self.value = value
    }

    /// Whether its values stand at its right edge.
    var isNumber: Bool { kind == .number }

    /// The nearest width that shows what it has: a badge its word, a number its digits.
    func width(nearest width: Int) -> Int {
        let least = fixedWidth ?? 10
        return min(max(width, least), fixedWidth == nil ? 60 : least + 6)
    }
}

extension CatalogColumn: CaseIterable {
    static let status = CatalogColumn(
        "status",
        "Status",
        "availability, a glyph and its word",
        .badge,
        width: 14,
        rank: 0,
        sort: .status
    ) { Badge.label($0, isASCII: $1.context.isASCII) }

    static let modelID = CatalogColumn(
        "model",
        "Model ID",
        "the catalog's own ID, always shown",
        .modelID,
        rank: 0,
        sort: .id
    ) { model, _ in model.id.rawValue }

    package static let allCases = [
        status,
        modelID,
        CatalogColumn(
            "hugging-face",
            "Hugging Face ID",
            "the repository's name, in its exact case",
            .identifier,
            rank: 2,
            sort: .hf
        ) { model, _ in model.huggingFaceID?.rawValue ?? "-" },
        CatalogColumn("name", "Name", "the catalog's name for people", .text, sort: .name) {
            model,
            _ in model.name
        },
        CatalogColumn(
            "context",
            "Context",
            "tokens of prompt and answer together",
            .number,
            width: 7,
            rank: 1,
            sort: .context
        ) { model, _ in Quantity.tokens(model.contextLength) },
        CatalogColumn(
            "answer",
            "Answer",
            "tokens an answer can have",
            .number,
            width: 7,
            sort: .answer
        ) { model, _ in Quantity.tokens(model.maxCompletionTokens) },
        CatalogColumn(
            "prompt",
            "Prompt",
            "dollars for a million tokens sent",
            .number,
            width: 7,
            rank: 3,
            sort: .prompt
        ) { model, _ in model.isRouter ? "varies" : Quantity.price(model.promptPrice) },
        CatalogColumn(
            "completion",
            "Compl.",
            "dollars for a million tokens answered",
            .number,
            width: 7,
            rank: 3,
            sort: .completion
        ) { model, _ in model.isRouter ? "varies" : Quantity.price(model.completionPrice) },
        CatalogColumn(
            "added",
            "Added",
            "when the catalog got it",
            .number,
            width: 7,
            sort: .created
        ) { age(of: $0.created, $1) },
        CatalogColumn(
            "checked",
            "Checked",
            "how old the newest evidence is",
            .number,
            width: 7,
            sort: .checked
        ) { age(of: $0.verdict.checkedAt, $1) },
        CatalogColumn(
            "expires",
            "Expires",
            "the day the catalog will drop it",
            .number,
            width: 10,
            sort: .expires
        ) { model, _ in model.expirationDate ?? "-" },
        CatalogColumn(
            "input",
            "Input",
            "what it reads, such as text or image",
            .text,
            width: 12,
            sort: nil
        ) { model, _ in model.inputModalities.joined(separator: " ") },
    ]

    private static func age(of date: Date?, _ world: World) -> String {
        date.map { Quantity.shortAge(world.now.timeIntervalSince($0)) } ?? "-"
    }
}

extension CatalogColumn: Hashable {
    package static func == (left: CatalogColumn, right: CatalogColumn) -> Bool {
        left.rawValue == right.rawValue
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension CatalogColumn: Codable {
    package init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let column = Self.allCases.first(where: { $0.rawValue == name }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no column \(name)")
            )
        }
        self = column
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
