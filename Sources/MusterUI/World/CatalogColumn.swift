import Foundation
package import MusterCore

/// A column of the table: its heading, width, order and content.
///
/// ``allCases`` has them all; a new one is one value there.
package struct CatalogColumn: Sendable {
    enum Kind: Sendable {
        /// The badge, in its colour.
        case badge
        /// The model ID, with the news about the model at its right edge.
        case modelID
        /// Another ID, whose variant survives truncation.
        case identifier
        /// Text that is cut at its end.
        case text
        /// A number at the column's right edge; one that does not fit must not look like a smaller
        /// one.
        case number
        /// A share in percent, drawn as a bar in the colour of an uptime.
        case bar
    }

    /// The name in a stored arrangement.
    package let rawValue: String
    package let title: SanitizedText
    /// The explanation in the list of columns.
    package let explanation: SanitizedText
    let kind: Kind
    /// The width in cells; `nil` for a share of the remaining room.
    let fixedWidth: Int?
    /// The priority when not all columns fit, the lowest first; columns up to rank 3 are in the
    /// default arrangement.
    let rank: Int
    /// The table's order by this column; `nil` if it cannot sort.
    package let sortKey: ModelSort.Key?
    /// The text for a model.
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

    /// Whether it stands at its column's right edge.
    var isNumber: Bool { kind == .number }

    /// The nearest sensible width: a badge's word or a number's digits must fit.
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
            rank: 3,
            sort: .hf
        ) { model, _ in model.huggingFaceID?.rawValue ?? "-" },
        CatalogColumn("name", "Name", "display name", .text, sort: .name) {
            model,
            _ in model.name
        },
        CatalogColumn(
            "context",
            "Context",
            "context window, in tokens",
            .number,
            width: 7,
            rank: 2,
            sort: .context
        ) { model, _ in Quantity.tokens(model.contextLength) },
        CatalogColumn(
            "answer",
            "Answer",
            "longest answer, in tokens",
            .number,
            width: 7,
            sort: .answer
        ) { model, _ in Quantity.tokens(model.maxCompletionTokens) },
        CatalogColumn(
            "prompt",
            "Input $/M",
            "input price, US dollars per million tokens",
            .number,
            width: 9,
            rank: 1,
            sort: .prompt
        ) { model, _ in price(model.promptPrice, of: model) },
        CatalogColumn(
            "completion",
            "Output $/M",
            "output price, US dollars per million tokens",
            .number,
            width: 10,
            rank: 1,
            sort: .completion
        ) { model, _ in price(model.completionPrice, of: model) },
        CatalogColumn(
            "speed",
            "Speed",
            "tokens a second of the cheapest endpoint that is up",
            .number,
            width: 7,
            sort: .speed
        ) { model, _ in model.endpoints?.speed.map { Quantity.fixed($0, $0 < 10 ? 1 : 0) } ?? "-" },
        CatalogColumn(
            "latency",
            "Latency",
            "time to the first token of that endpoint",
            .number,
            width: 7,
            sort: .latency
        ) { model, _ in
            model.endpoints?.latency.map { Quantity.duration(milliseconds: Int($0)) } ?? "-"
        },
        CatalogColumn(
            "uptime",
            "Uptime",
            "best endpoint's uptime of 30 minutes, in percent",
            .number,
            width: 7,
            sort: .uptime
        ) { model, _ in model.endpoints?.uptime.map { Quantity.fixed($0, 1) } ?? "-" },
        CatalogColumn(
            "uptime-bar",
            "Up 30 min",
            "that uptime as a bar",
            .bar,
            width: 10,
            sort: nil
        ) { model, _ in model.endpoints?.uptime.map { Quantity.fixed($0, 1) } ?? "-" },
        index("intelligence", "Intell.", "intelligence", .intelligence, \.intelligence),
        index("coding", "Coding", "coding", .coding, \.coding),
        index("agentic", "Agentic", "agentic", .agentic, \.agentic),
        CatalogColumn(
            "reasoning",
            "Reasoning",
            "whether it reasons, and the efforts it takes",
            .text,
            width: 12,
            sort: nil
        ) { model, _ in model.entry.traits.reasoning?.words ?? "-" },
        CatalogColumn(
            "cutoff",
            "Cutoff",
            "knowledge cutoff date",
            .number,
            width: 10,
            sort: .cutoff
        ) { model, _ in model.entry.traits.knowledgeCutoff ?? "-" },
        CatalogColumn(
            "zdr",
            "No data kept",
            "endpoints with zero data retention",
            .number,
            width: 12,
            sort: nil
        ) { model, _ in model.entry.traits.zeroRetention.map { String($0.count) } ?? "-" },
        CatalogColumn(
            "batch",
            "Batch $/M",
            "input and output price at the Batch API",
            .number,
            width: 13,
            sort: nil
        ) { model, _ in
            model.batchPrices.map {
                "\(Quantity.price($0.prompt)) / \(Quantity.price($0.completion))"
            } ?? "-"
        },
        CatalogColumn(
            "elsewhere",
            "Elsewhere",
            "other services where the same weights are alive",
            .text,
            width: 14,
            sort: nil
        ) { model, _ in
            model.elsewhere.isEmpty ? "-" : model.elsewhere.joined(separator: " ")
        },
        CatalogColumn(
            "added",
            "Added",
            "time since the catalog added it",
            .number,
            width: 7,
            sort: .created
        ) { age(of: $0.created, $1) },
        CatalogColumn(
            "checked",
            "Checked",
            "time since the last check",
            .number,
            width: 7,
            sort: .checked
        ) { age(of: $0.verdict.checkedAt, $1) },
        CatalogColumn(
            "expires",
            "Expires",
            "day on which it leaves the catalog",
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

    private static func index(
        _ rawValue: String,
        _ title: SanitizedText,
        _ what: SanitizedText,
        _ sort: ModelSort.Key,
        _ value: @escaping @Sendable (ModelTraits) -> Double?
    ) -> CatalogColumn {
        let explanation: SanitizedText = "index of Artificial Analysis: \(what)"
        return CatalogColumn(rawValue, title, explanation, .number, width: 7, sort: sort) {
            model,
            _ in
            value(model.entry.traits).map { Quantity.fixed($0, 1) } ?? "-"
        }
    }

    /// A price whose decimal point stands where that of others does: four digits follow it.
    private static func price(_ price: Price?, of model: Model) -> String {
        if model.isRouter { return "varies" }
        let text = Quantity.price(price, of: model)
        guard text.first == "$" else { return text }
        let digits = text.firstIndex(of: ".").map {
            text.distance(from: $0, to: text.endIndex) - 1
        }
        // A whole number leaves the cell of the point empty too.
        return text + String(repeating: " ", count: max(4 - (digits ?? -1), 0))
    }

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
