import Foundation
import Testing

/// Where the links of the documentation lead.
@Suite struct LinkTests {
    static let pages: [String] = {
        let folder = Repository.root.appending(path: "docs").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    @Test(
        .enabled("the manual is not whole yet") {
            Repository.text("docs/CONFIGURATION.md") != nil
        },
        arguments: pages
    )
    func linksLeadToWhatIsThere(page: String) throws {
        let text = try #require(Repository.text(page))
        let folder = page.split(separator: "/").dropLast().joined(separator: "/")
        let targets = text.matches(of: /\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/)
            .compactMap { $0.output.1 ?? $0.output.2 }.filter { !$0.contains("://") }
        for target in targets {
            let parts = target.split(separator: "#", omittingEmptySubsequences: false)
            let path = parts[0].isEmpty ? page : [folder, "\(parts[0])"].joined(separator: "/")
            let file = Repository.root.appending(path: path)
            #expect(FileManager.default.fileExists(atPath: file.path), "\(page): \(target)")
            guard parts.count > 1, let aim = try? String(contentsOf: file, encoding: .utf8) else {
                continue
            }
            #expect(Self.anchors(of: aim).contains("\(parts[1])"), "\(page): \(target)")
        }
    }

    /// The names that a page's headings get, as GitHub makes them.
    private static func anchors(of page: String) -> Set<String> {
        let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
        return Set(
            headings.map { heading in
                let words = heading.drop { $0 == "#" || $0 == " " }.lowercased()
                return String(
                    words.filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
                        .map { $0 == " " ? "-" : $0 }
                )
            }
        )
    }
}

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
            /variable\("([A-Z_]+)"\)/, /\["(LC_ALL)", "LC_CTYPE", "LANG"\]/,
        ]
        var names: Set<String> = []
        for file in Repository.sources {
            let text = file.lines.joined(separator: "\n")
            for pattern in patterns {
                names.formUnion(text.matches(of: pattern).map { String($0.output.1) })
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

/// Whether `docs/TROUBLESHOOTING.md` answers what ends a command.
@Suite struct MessageTests {
    private static let text = (Repository.text("docs/TROUBLESHOOTING.md") ?? "")
        .replacing("`", with: "").split(whereSeparator: \.isWhitespace).joined(separator: " ")

    /// The longest piece without a value of each message that has an exit code; an entry quotes it,
    /// or names it in a list of its kind.
    @Test(arguments: Repository.sources.filter { $0.path.hasPrefix("Sources/muster/") })
    func everyMessageWithAnExitCodeIsThere(file: SourceFile) {
        let value = /\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\n/
        let message =
            /(?:CommandFailure|ValidationError)\(\s*"((?:\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^"\\]|\\.)*)"/
        for match in file.lines.joined(separator: "\n").matches(of: message) {
            let pieces = match.output.1.split(separator: value).map { piece in
                piece.trimmingCharacters(in: .whitespaces.union(.punctuationCharacters))
            }
            guard let words = pieces.max(by: { $0.count < $1.count }), words.contains(" ") else {
                continue
            }
            #expect(Self.text.contains(words), "docs/TROUBLESHOOTING.md lacks: \(words)")
        }
    }

    /// The form that `muster help troubleshooting` reads: groups of entries, none of them empty.
    @Test func itIsGroupsOfEntries() {
        let lines = (Repository.text("docs/TROUBLESHOOTING.md") ?? "").split(separator: "\n")
        for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("### ") {
            #expect(!next.hasPrefix("#"), "empty: \(line)")
        }
        let headings = lines.filter { $0.hasPrefix("### ") }
        #expect(headings.count > 50)
        #expect(Set(headings).count == headings.count)
    }
}
