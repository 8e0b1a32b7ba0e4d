/// Values of `TERM`, for systems that lack the entry of a terminal.
package enum TerminalKind {
    /// Kinds that say of themselves that they can do little.
    private static let incapable: Set<String> = ["", "dumb", "unknown"]

    /// Whether it takes operating system commands, such as titles and links, or might print them.
    package static func readsCommands(_ kind: String) -> Bool {
        kindsWithCommands.contains { kind.hasPrefix($0) }
    }

    /// The beginnings of their names.
    private static let kindsWithCommands = [
        "xterm", "tmux", "screen", "alacritty", "kitty", "foot", "wezterm", "ghostty", "rxvt",
        "konsole", "vte", "gnome", "st-", "iterm",
    ]

    /// Kinds to use in place of one that is unknown here, the nearest first; none need exist.
    package static func nearest(to kind: String) -> [String] {
        guard !incapable.contains(kind) else { return [] }
        var kinds: [String] = []
        var stem = Substring(kind)
        // An entry such as `foot-extra` or `xterm-kitty` refines one of a shorter name.
        while let hyphen = stem.lastIndex(of: "-") {
            stem = stem[..<hyphen]
            if !stem.hasSuffix("-256color") { kinds.append("\(stem)-256color") }
            kinds.append("\(stem)")
        }
        if stem.hasPrefix("tmux") {
            kinds = ["screen-256color", "tmux", "screen"]
        } else if stem.hasPrefix("screen") {
            kinds = ["screen-256color", "screen"]
        } else if stem.hasPrefix("rxvt") {
            kinds += ["rxvt-unicode-256color", "rxvt"]
        } else if stem.hasPrefix("vt") {
            kinds += ["vt220", "vt100"]
        }
        kinds += ["xterm-256color", "xterm", "vt100"]
        var seen: Set = [kind]
        return kinds.filter { seen.insert($0).inserted }
    }
}
