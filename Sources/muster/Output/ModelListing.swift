import MusterCore
import MusterUI

/// The table of `muster list`.
///
/// A terminal gets the columns that fit, the Hugging Face ID last.
struct ModelListing {
    /// On a narrower terminal, the badge is its glyph.
    private static let widthForWords = 97

    let models: [Model]
    /// The filter whose words are underlined where they match, when colour is allowed.
    var filter = ModelFilter.all
    let isColored: Bool
    let isASCII: Bool

    func lines(width: Int?) -> [[Span]] {
        let hasWords = width.map { $0 >= Self.widthForWords } ?? true
        let status = TextTable.Column(hasWords ? "  Status" : "")
        var table = TextTable([status] + Self.columns, isASCII: isASCII)
        if isColored, filter.ranks { table.matches = filter.matchedCharacters }
        for model in models { table.add(row(model, hasWord: hasWords)) }
        return table.lines(width: width)
    }

    private static let columns: [TextTable.Column] = [
        TextTable.Column("Model ID", fit: .modelID(least: 24)),
        TextTable.Column("Hugging Face ID", rank: 3, fit: .modelID(least: 24)),
        .number("Context", rank: 2),
        .price("Input $/M", rank: 1),
        .price("Output $/M", rank: 1),
    ]

    private func row(_ model: Model, hasWord: Bool) -> [[Span]] {
        let badge = Badge(model)
        let label =
            hasWord ? Badge.label(model, isASCII: isASCII) : badge.glyph(isASCII: isASCII)
        let role: CellStyle.Role = model.isDisabled ? .disabled : .text
        func id(_ text: String) -> Span { Span(SanitizedText(sanitizing: text).singleLine, role) }
        func price(_ price: Price?) -> Span {
            Span("\(model.isRouter ? "varies" : Quantity.price(price, of: model))", role)
        }
        return [
            [Span("\(label)", badge.role)],
            [id(model.id.rawValue)],
            [model.huggingFaceID.map { id($0.rawValue) } ?? Span("-", .dim)],
            [Span("\(Quantity.tokens(model.contextLength))", role)],
            [price(model.promptPrice)],
            [price(model.completionPrice)],
        ]
    }

    /// How many there are, and of which badges: `340 models: 12 reachable, 328 unknown`.
    var closing: String {
        let badges = models.map { Badge($0) }
        let counts = Badge.allCases.compactMap { badge -> String? in
            let count = badges.count { $0 == badge }
            return count > 0 ? "\(count) \(badge.rawValue)" : nil
        }
        return "\(models.count) \(models.count == 1 ? "model" : "models"): "
            + counts.joined(separator: ", ")
    }
}
