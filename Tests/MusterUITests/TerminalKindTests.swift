import Testing

@testable import MusterUI

@Suite struct TerminalKindTests {
    @Test(arguments: [
        ("xterm-kitty", ["xterm-256color", "xterm", "vt100"]),
        ("xterm-ghostty", ["xterm-256color", "xterm", "vt100"]),
        ("alacritty", ["xterm-256color", "xterm", "vt100"]),
        ("foot-extra", ["foot-256color", "foot", "xterm-256color", "xterm", "vt100"]),
        ("xterm-256color-italic", ["xterm-256color", "xterm", "vt100"]),
        ("tmux-256color", ["screen-256color", "tmux", "screen", "xterm-256color", "xterm"]),
        ("screen.linux", ["screen-256color", "screen", "xterm-256color", "xterm", "vt100"]),
        ("rxvt-unicode", ["rxvt-256color", "rxvt", "rxvt-unicode-256color", "xterm-256color"]),
        ("vt420", ["vt220", "vt100", "xterm-256color", "xterm"]),
        ("dumb", []), ("unknown", []), ("", []),
    ])
    func theNearestComeFirst(kind: String, nearest: [String]) {
        let found = TerminalKind.nearest(to: kind)
        #expect(Array(found.prefix(nearest.count)) == nearest)
        #expect(found.isEmpty == nearest.isEmpty)
    }
}
