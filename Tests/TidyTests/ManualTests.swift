import Testing

/// Whether the manual answers what the program says.
@Suite struct ManualTests {
    private static let source = Repository.text("docs/TROUBLESHOOTING.md") ?? ""

    /// Lines of the troubleshooting as a reader sees them.
    static let lines: [String] = source.split(separator: "\n")
        .map { ProgramMessage.plain(String($0).replacing("`", with: "")) }

    /// The same as one text.
    static let text = lines.joined(separator: "\n")

    /// The headings of its entries.
    static let entries: [String] = lines.filter { $0.hasPrefix("### ") }
        .map { String($0.dropFirst(4)) }

    /// The messages with which the items of its entries begin.
    static let items: [String] = source.drop { $0 != "\n" }.split(separator: "\n## ").dropFirst()
        .flatMap { $0.matches(of: /(?m)^- `([^`]+)`/) }
        .map { ProgramMessage.plain("\($0.output.1)") }

    /// On one line, so that whoever searches for the words finds them.
    @Test(arguments: Repository.sources.filter { !PlainWords.isLeftOut($0.path) })
    func everyMessageHasAnEntry(file: SourceFile) {
        let unanswered = ProgramMessage.all(in: file).filter { !Self.text.contains($0.words) }
        #expect(
            unanswered.isEmpty,
            """
            docs/TROUBLESHOOTING.md does not say, on one line, what \(file.path) says:
            \(unanswered.map { "\($0.line): \($0.words)" }.joined(separator: "\n"))
            """
        )
    }

    @Test func everyEntryIsOfAMessageThatThereIs() {
        let said = Repository.sources.flatMap(StringLiteral.all)
            .map { ProgramMessage.plain($0.text) }.joined(separator: "\n")
        #expect(!Self.entries.isEmpty && !Self.items.isEmpty)
        #expect(Set(Self.entries).count == Self.entries.count)
        for entry in Self.entries + Self.items {
            // Its sentences may come from several places.
            let pieces = entry.replacing(". ", with: "…").split(separator: "…")
            for piece in pieces.map({ ProgramMessage.core(of: "\($0)") }) {
                // Not within the macro, which would print all that is said.
                let isSaid = said.contains(piece)
                #expect(
                    isSaid,
                    "no source says “\(piece)”, as docs/TROUBLESHOOTING.md does: \(entry)"
                )
            }
        }
    }

    /// The form that `muster help troubleshooting` reads.
    @Test func theTroubleshootingIsGroupsOfEntries() throws {
        let headings = Self.lines.filter { $0.hasPrefix("#") && !$0.hasPrefix("#!") }
        let first = try #require(headings.first)
        #expect(first.hasPrefix("# "))
        for (before, heading) in zip(headings, headings.dropFirst()) {
            #expect(heading.hasPrefix("## ") || heading.hasPrefix("### "), "\(heading)")
            #expect(!before.hasPrefix("## ") || heading.hasPrefix("### "), "empty: \(before)")
        }
        for (line, next) in zip(Self.lines, Self.lines.dropFirst()) where line.hasPrefix("### ") {
            #expect(!next.hasPrefix("#"), "empty: \(line)")
        }
    }

    /// So that a name does not outlive what it excused.
    @Test func whatIsLeftOutIsThere() {
        let sources = Dictionary(grouping: Repository.sources, by: \.name)
        for name in PlainWords.files { #expect(sources[name] != nil, "\(name)") }
        for (name, words) in PlainWords.literals {
            let said = sources[name, default: []].flatMap(ProgramMessage.candidates).map(\.words)
            #expect(words.subtracting(said).isEmpty, "\(name): \(words.subtracting(said))")
        }
    }

    /// What AVAILABILITY.md says in numbers, and where the program has them.
    static let numbers: [(file: String, code: String, words: String)] = [
        ("Availability/FreeTier", "smallDay = 50", "50 requests"),
        ("Availability/FreeTier", "largeDay = 1000", "1,000 once"),
        ("Check/CheckPlanner", "maximumAnswerTokens = 512", "512 tokens"),
        ("Check/DeepCheck", "timeout = Duration.seconds(90)", "90 seconds"),
        ("Check/ShallowCheck", "lowUptime = 80.0", "less than 80 %"),
    ]

    @Test(arguments: numbers)
    func numbersAreThoseOfTheProgram(number: (file: String, code: String, words: String)) throws {
        let source = try #require(Repository.text("Sources/MusterCore/\(number.file).swift"))
        let manual = try #require(Repository.text("docs/AVAILABILITY.md"))
        #expect(source.contains(number.code))
        #expect(ProgramMessage.plain(manual).contains(number.words))
    }

    @Test func lifetimesAreThoseOfTheProgram() throws {
        let source = try #require(Repository.text("Sources/MusterCore/Availability/Verdict.swift"))
        let manual = try #require(Repository.text("docs/AVAILABILITY.md"))
        let lifetimes = source.matches(of: /(?m)^ +\.(\w+): ([0-9 *]+),$/)
        #expect(lifetimes.count == 6)
        for lifetime in lifetimes {
            let seconds = lifetime.output.2.split(separator: "*")
                .compactMap { Int($0.filter(\.isNumber)) }.reduce(1, *)
            let words = seconds % 3600 == 0 ? "\(seconds / 3600)h" : "\(seconds / 60)m"
            let row = manual.split(separator: "\n").first {
                $0.hasPrefix("|") && $0.contains("`\(lifetime.output.1)` |")
            }
            #expect(row?.hasSuffix("| \(words) |") == true, "\(lifetime.output.1): \(words)")
        }
    }
}
