import MusterCore

/// Which columns a table of some width has, and where they begin.
struct CatalogColumns {
    enum Kind {
        case status
        case modelID
        case huggingFaceID
        case context
        case prompt
        case completion
    }

    struct Column {
        let kind: Kind
        let title: SanitizedText
        let start: Int
        let width: Int
        var isNumber: Bool {
            kind == .context || kind == .prompt || kind == .completion
        }
    }

    let all: [Column]

    /// Lays the columns out; those that would squeeze the IDs too much are left out, prices first.
    init(width: Int) {
        // Mark and star.
        let gutter = width >= 40 ? 3 : 2
        let statusWidth = 14
        let room = width - gutter - 1
        var fixed: [(Kind, SanitizedText, Int)] = []
        if room >= 44 { fixed.append((.context, "Context", 7)) }
        if room >= 88 {
            fixed.append((.prompt, "Prompt", 7))
            fixed.append((.completion, "Compl.", 7))
        }
        let fixedWidth = fixed.reduce(0) { $0 + $1.2 + 2 }
        let hasStatus = room >= 26
        let idRoom = room - fixedWidth - (hasStatus ? statusWidth + 1 : 0)
        let hasHuggingFace = idRoom >= 34
        // An ID with its variant is the longer one of the two.
        let huggingFaceWidth = hasHuggingFace ? min((idRoom - 2) * 45 / 100, 48) : 0
        let modelWidth = max(
            hasHuggingFace ? min(idRoom - 2 - huggingFaceWidth, 56) : idRoom,
            1
        )
        var columns: [Column] = []
        var start = gutter
        func add(_ kind: Kind, _ title: SanitizedText, _ columnWidth: Int, gap: Int) {
            columns.append(Column(kind: kind, title: title, start: start, width: columnWidth))
            start += columnWidth + gap
        }
        if hasStatus { add(.status, "Status", statusWidth, gap: 1) }
        add(.modelID, "Model ID", modelWidth, gap: 2)
        if hasHuggingFace { add(.huggingFaceID, "Hugging Face ID", huggingFaceWidth, gap: 2) }
        for (kind, title, columnWidth) in fixed { add(kind, title, columnWidth, gap: 2) }
        all = columns
    }
}
