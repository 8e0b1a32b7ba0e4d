import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct CellWidthTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test(arguments: [
        ("", 0), ("a", 1), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("作者", 4), ("한글", 4),
        ("ｆｕｌｌ", 8), ("…", 1), ("│┌─", 3), ("▌★", 2), ("→", 1), ("🐬", 2),
    ])
    func textIsMeasuredInCells(text: String, cells: Int) {
        #expect(CellWidth.of(text) == cells)
    }

    @Test(arguments: [UInt32(0x07), 0x1B, 0x7F, 0x9B])
    func controlsHaveNoPlace(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(CellWidth.of(scalar) == nil)
    }

    @Test(arguments: Badge.allCases, [true, false])
    func everyGlyphIsOneCell(badge: Badge, isASCII: Bool) {
        let glyph = badge.glyph(isASCII: isASCII)
        #expect(CellWidth.of(glyph) == 1)
        #expect(glyph.allSatisfy(\.isASCII) == isASCII)
    }
}
