import Testing

@testable import MusterUI

@Suite struct ColorDepthTests {
    @Test(arguments: [
        (1, ColorDepth.none), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .indexed),
        (65_536, .indexed), (16_777_216, .direct),
    ])
    func theDepthIsWhatTerminfoSays(colors: Int, depth: ColorDepth) {
        #expect(ColorDepth(colors: colors) == depth)
    }

    @Test(
        arguments: [
            ("xterm-256color", "truecolor", "xterm-direct"),
            ("tmux-256color", "24bit", "tmux-direct"),
            ("xterm-256color", "", nil), ("xterm-256color", "yes", nil),
            ("linux", "truecolor", nil),
            ("xterm-direct", "truecolor", nil), ("", "truecolor", nil),
        ] as [(String, String, String?)]
    )
    func allColoursAreAskedForWhereTheTerminalSaysSo(
        kind: String,
        colorTerm: String,
        direct: String?
    ) {
        #expect(ColorDepth.directKind(of: kind, colorTerm: colorTerm) == direct)
    }

    /// A colour, its ground, and its number in none, 8, 16, 256 and all colours.
    @Test(arguments: [
        ("default", "default", [-1, -1, -1, -1, -1]),
        ("red", "default", [-1, 1, 1, 1, 1]),
        ("bright-red", "default", [-1, 1, 9, 9, 0xFF0000]),
        ("bright-black", "default", [-1, -1, 8, 8, 0x7F7F7F]),
        // A dark ground is black: bright hues, and no blue where it could not be read.
        ("#d5dae6", "#11141b", [-1, 7, 7, 253, 0xD5DAE6]),
        ("#8fd694", "#11141b", [-1, 2, 10, 114, 0x8FD694]),
        ("#82a6ff", "#11141b", [-1, 6, 12, 111, 0x82A6FF]),
        // A light one is white: nothing bright, and neither green, yellow nor cyan.
        ("#222836", "#fbfcfe", [-1, 0, 0, 235, 0x222836]),
        ("#b02a2a", "#fbfcfe", [-1, 1, 1, 124, 0xB02A2A]),
        ("#7d5300", "#fbfcfe", [-1, 0, 0, 94, 0x7D5300]),
        // An unknown one leaves greys to the terminal.
        ("#d5dae6", "default", [-1, -1, -1, 253, 0xD5DAE6]),
        ("#ff8f8f", "default", [-1, 1, 1, 210, 0xFF8F8F]),
        ("#000001", "#000000", [-1, 7, 7, 16, 8]),
    ])
    func colorsAreNumbered(color: String, ground: String, numbers: [Int32]) throws {
        let color = try #require(ThemeColor(color))
        let ground = try #require(ThemeColor(ground))
        #expect(ColorDepth.allCases.map { $0.foreground(color, on: ground) } == numbers)
    }

    @Test(arguments: 16...255)
    func anIndexedColorIsItsOwnNearest(index: Int32) {
        let color = ColorDepth.color(ofIndex: index)
        let number = ColorDepth.indexed.foreground(color, on: .terminal)
        #expect(ColorDepth.color(ofIndex: number) == color)
    }
}
