extension AppState {
    /// Gives a key to the command palette.
    mutating func pressInPalette(_ key: KeyPress, _ palette: PaletteState) -> [AppEffect] {
        var palette = palette
        switch key {
        case .escape, .control("c"):
            overlay = nil
            return []
        case .enter:
            guard let action = palette.selected else { return [] }
            overlay = nil
            message = nil
            return perform(action)
        case .up, .control("p"): palette.move(by: -1)
        case .down, .control("n"): palette.move(by: 1)
        case .pageUp: palette.move(by: -10)
        case .pageDown: palette.move(by: 10)
        default: palette.edit { _ = $0.apply(key) }
        }
        overlay = .palette(palette)
        return []
    }
}
