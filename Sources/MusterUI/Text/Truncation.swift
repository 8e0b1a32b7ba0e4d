/// Shortens text to a number of cells, and marks the cut.
package enum Truncation {
    /// With fewer letters of their names, models of one author look alike.
    private static let nameMinimum = 12

    /// The start of a text, with `…` for the rest.
    package static func tail(_ text: String, cells: Int, isASCII: Bool = false) -> String {
        guard CellWidth.of(text) > cells else { return text }
        let mark = isASCII ? "~" : "…"
        guard cells > 1 else { return cells == 1 ? mark : "" }
        return prefix(text, cells: cells - 1) + mark
    }

    /// Shortens a model ID but keeps its variant: `agentica-org/deepcoder…:free` and the model
    /// without `:free` are different models.
    ///
    /// If little of the name would remain, it cuts the author instead, `meta…/llama-3.1-405b`,
    /// since models of one author differ at the end of their IDs.
    package static func modelID(_ id: String, cells: Int, isASCII: Bool = false) -> String {
        guard CellWidth.of(id) > cells else { return id }
        let colon = id.lastIndex(of: ":") ?? id.endIndex
        let variant = id[colon...]
        let rest = cells - CellWidth.of(variant)
        guard rest >= 8 else { return tail(id, cells: cells, isASCII: isASCII) }
        let base = id[..<colon]
        guard let slash = base.firstIndex(of: "/"),
            rest - CellWidth.of(base[...slash]) - 1 < nameMinimum
        else {
            return tail(String(base), cells: rest, isASCII: isASCII) + variant
        }
        let name = base[slash...]
        // Keep at least one letter of the author, and the mark.
        let author = tail(
            String(base[..<slash]),
            cells: max(rest - CellWidth.of(name), 2),
            isASCII: isASCII
        )
        return author + tail(String(name), cells: rest - CellWidth.of(author), isASCII: isASCII)
            + variant
    }

    private static func prefix(_ text: String, cells: Int) -> String {
        var kept = String.UnicodeScalarView()
        var width = 0
        for scalar in text.unicodeScalars {
            width += CellWidth.of(scalar) ?? 1
            if width > cells { break }
            kept.append(scalar)
        }
        return String(kept)
    }
}
