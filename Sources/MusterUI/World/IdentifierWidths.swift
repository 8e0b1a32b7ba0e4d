import MusterCore

/// The cells that IDs take.
package struct IdentifierWidths: Sendable, Equatable {
    /// A gap and the longest word about a model: `unlisted`.
    static let newsWidth = 9

    let modelID: Int
    let huggingFaceID: Int
    private let longestModelID: Int
    private let longestHuggingFaceID: Int

    init(modelID: Int = 38, huggingFaceID: Int = 40) {
        (self.modelID, self.huggingFaceID) = (modelID, huggingFaceID)
        (longestModelID, longestHuggingFaceID) = (modelID, huggingFaceID)
    }

    /// The widths in which nineteen of twenty are whole.
    init(of places: some Collection<Int32>, in models: [Model]) {
        let longest = 60
        var modelIDs = [Int](repeating: 0, count: longest + 1)
        var huggingFaceIDs = modelIDs
        for place in places {
            let model = models[Int(place)].entry.id.rawValue.utf8.count
            let huggingFace = models[Int(place)].huggingFaceID?.rawValue.utf8.count ?? 1
            modelIDs[min(model, longest)] += 1
            huggingFaceIDs[min(huggingFace, longest)] += 1
        }
        func width(_ counts: [Int]) -> Int {
            var rest = places.count / 20
            return counts.indices.last {
                rest -= counts[$0]
                return rest < 0
            } ?? 0
        }
        modelID = max(width(modelIDs), 17)
        huggingFaceID = max(width(huggingFaceIDs), 15)
        longestModelID = max(modelIDs.lastIndex { $0 > 0 } ?? 0, modelID)
        longestHuggingFaceID = max(huggingFaceIDs.lastIndex { $0 > 0 } ?? 0, huggingFaceID)
    }

    /// The cells without which a column is not shown.
    func least(_ entry: TableLayout.Entry) -> Int {
        if let width = entry.fixedWidth { return width }
        return switch entry.column.kind {
        case .modelID: 17
        default: 15
        }
    }

    /// The cells of all these columns at their least.
    ///
    /// Beside other texts the model ID needs more, since the longest IDs must not be cut for their
    /// sake.
    func least(_ entries: [TableLayout.Entry]) -> Int {
        let texts = entries.filter { $0.fixedWidth == nil }
        let forID = texts.count > 1 ? max(min(modelID, 32) - 17, 0) : 0
        return entries.reduce(forID) { $0 + least($1) + Self.spacing(after: $1.column) } - Self.gap
    }

    /// The cells in which nineteen of twenty texts are whole.
    func whole(_ column: CatalogColumn) -> Int {
        switch column.kind {
        case .modelID: modelID
        case .identifier: huggingFaceID
        default: 40
        }
    }

    /// The cells in which all are whole, up to a bound.
    func longest(_ column: CatalogColumn) -> Int {
        switch column.kind {
        case .modelID: longestModelID
        case .identifier: longestHuggingFaceID
        default: 40
        }
    }

    private static let gap = 2

    /// The gap between status and ID is one cell narrower than the others.
    static func spacing(after column: CatalogColumn) -> Int {
        column == .status ? gap - 1 : gap
    }
}

extension TableLayout {
    /// The columns of a screen on which the table shows its IDs whole.
    func columnsForWholeIDs(_ widths: IdentifierWidths) -> Int {
        let frame = 6
        let shown = entries.filter(\.isShown)
        return shown.reduce(frame) { total, entry in
            let cells = entry.fixedWidth ?? widths.whole(entry.column)
            return total + cells + IdentifierWidths.spacing(after: entry.column)
        }
    }
}

extension TableLayout.Entry {
    /// The width that the user or the column sets; `nil` for a share of the rest.
    var fixedWidth: Int? { width ?? column.fixedWidth }
}
