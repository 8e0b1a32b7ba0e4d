import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// What a terminal opens when somebody clicks an ID.
@Suite struct LinkTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let model = "https://openrouter.ai/meta-llama/llama-3.1-405b"
    private static let repository = "https://huggingface.co/meta-llama/llama-3.1-405B"

    /// The linked text of each row, and where it leads.
    private static func links(_ grid: CellGrid) -> [[String]] {
        grid.linkedRows.sorted().map { row in
            let columns = (0..<grid.size.columns).filter { grid[row, $0].link > 0 }
            let scalars = columns.compactMap { Unicode.Scalar(grid[row, $0].scalar) }
            let text = scalars.map { String($0) }.joined()
            let pages = Set(columns.map { grid.page(row: row, column: $0)?.address ?? "" })
            return [text] + pages.sorted()
        }
    }

    private static func details(columns: Int, at kind: ServiceKind = .openRouter) -> AppState {
        var context = AppContext.example
        context.kind = kind
        var state = AppState.browsing(
            size: Size(columns: columns, rows: 40),
            context: context
        )
        state.press(script: "jjj<enter>")
        return state
    }

    @Test func bothIDsAndBothAddressesAreLinks() {
        #expect(
            Self.links(view(Self.details(columns: 90))) == [
                ["meta-llama/llama-3.1-405b", Self.model],
                ["meta-llama/llama-3.1-405B", Self.repository],
                [Self.model, Self.model],
                [Self.repository, Self.repository],
            ]
        )
    }

    @Test func eachLineOfAWrappedAddressLeadsToTheWholeOne() {
        let links = Self.links(view(Self.details(columns: 40)))
        #expect(links.count == 6)
        #expect(
            links.filter { $0.last == Self.model }.dropFirst().map(\.[0]).joined() == Self.model
        )
    }

    @Test func aServiceWithoutPagesHasOnlyTheRepository() {
        let links = Self.links(view(Self.details(columns: 90, at: .huggingFace)))
        #expect(Set(links.map { $0.last }) == [Self.repository])
    }

    @Test func whatCoversALinkIsNone() {
        var grid = CellGrid(size: Size(columns: 20, rows: 2))
        let page = WebPage(of: HuggingFaceID(rawValue: "acme/Alder-7B"))
        _ = grid.write([Span("acme/Alder-7B", page: page)], row: 0, column: 2)
        grid.fill(Rect(row: 0, column: 0, columns: 7, rows: 2), style: CellStyle())
        _ = grid.write([Span("box")], row: 0, column: 12)
        #expect(Self.links(grid) == [["Alder", page.address]])
    }

    @Test func anAddressIsPrintableASCII() {
        let page = ServiceKind.openRouter.page(
            of: ModelID(rawValue: "作者/a b\u{1B}]8;;x:free")
        )
        #expect(
            page?.address
                == "https://openrouter.ai/%E4%BD%9C%E8%80%85/a%20b%1B%5D8%3B%3Bx:free"
        )
    }
}
