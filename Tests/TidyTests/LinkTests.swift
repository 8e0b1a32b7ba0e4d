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
