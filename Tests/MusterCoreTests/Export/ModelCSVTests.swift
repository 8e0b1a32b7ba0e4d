import Testing

@testable import MusterCore

/// Cells, also where a combining accent has made a mark another character.
struct ModelCSVTests {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\""),
        ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a\u{2028}b", "\"a\u{2028}b\""),
        ("a,\u{301}b", "\"a,\u{301}b\""), ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
    ])
    func specialCellsAreQuoted(cell: String, quoted: String) {
        #expect(ModelCSV.quoted(cell).unicodeScalars.elementsEqual(quoted.unicodeScalars))
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "=\u{301}1"])
    func noCellIsAFormula(cell: String) {
        let text = ModelCSV.text(cell)
        #expect(text.unicodeScalars.elementsEqual(("'" + cell).unicodeScalars))
    }
}
