import Testing

/// The reference in `docs/CONFIGURATION.md` leaves nothing out that the sources look at.
@Suite struct ReferenceTests {
    private let reference: String
    private let manual: String

    init() throws {
        reference = try #require(Repository.text("docs/CONFIGURATION.md"))
        manual = try #require(Repository.text("docs/muster.1"))
    }

    @Test func everyVariableIsTold() {
        let patterns = [
            /environment\["([A-Z_]+)"\]/, /getenv\("([A-Z_]+)"\)/, /directory\("([A-Z_]+)"/,
            /\["(LC_ALL)", "LC_CTYPE", "LANG"\]/,
        ]
        var names: Set<String> = []
        for file in Repository.sources {
            let text = file.lines.joined(separator: "\n")
            for pattern in patterns {
                names.formUnion(text.matches(of: pattern).map { String($0.output.1) })
            }
            for match in text.matches(of: /variable\("([a-z.]+)"\)/) {
                names.insert(match.output.1.replacing(".", with: "_").uppercased())
            }
        }
        // With this one a shell's completions speak to the parser; no user sets it.
        names.remove("SAP_SHELL")
        #expect(names.count > 12)
        let missing = names.filter { !reference.contains("| `\($0)` |") }
        #expect(missing.isEmpty)
    }

    @Test func everyOptionThatItNamesIsThere() {
        let options = Set(reference.matches(of: /`--([a-z-]+)`/).map { String($0.output.1) })
        #expect(options.count > 5)
        let missing = options.filter { !manual.contains("Fl -\($0)") }
        #expect(missing.isEmpty)
    }
}
