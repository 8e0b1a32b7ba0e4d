extension Action {
    /// The table of keys of `docs/KEYS.md`, made from the registry so that it cannot be wrong.
    package static var markdownTable: String {
        let rows = allCases.map { action in
            let keys = action.keys.map { "`\($0)`" }.joined(separator: " ")
            return "| \(keys) | \(action.title) | `\(action.name)` |"
        }
        return (["| key | does | name |", "|---|---|---|"] + rows).joined(separator: "\n")
    }
}
