/// Shortens text to a number of cells, marking where something is missing.
package enum Truncation {
    /// The start of a text, with `…` for the rest.
    package static func tail(_ text: String, cells: Int, isASCII: Bool = false) -> String {
        guard CellWidth.of(text) > cells else { return text }
        let mark = isASCII ? "~" : "…"
        guard cells > 1 else { return cells == 1 ? mark : "" }
        return prefix(text, cells: cells - 1) + mark
    }

    /// A model ID, its variant kept: `agentica-org/deepcoder…:free` and the model without `:free`
    /// are different models.
    package static func modelID(_ id: String, cells: Int, isASCII: Bool = false) -> String {
        guard CellWidth.of(id) > cells, let colon = id.lastIndex(of: ":") else {
            return tail(id, cells: cells, isASCII: isASCII)
        }
        let variant = id[colon...]
        let rest = cells - CellWidth.of(variant)
        guard rest >= 8 else { return tail(id, cells: cells, isASCII: isASCII) }
        return tail(String(id[..<colon]), cells: rest, isASCII: isASCII) + variant
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
