import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// Texts of every kind on a screen: what is drawn takes the cells that were counted.
@Suite(.timeLimit(.minutes(60))) struct DrawingFuzzTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test func aTextTakesTheCellsThatWereCounted() async throws {
        await Fuzz("drawing", rounds: 2000).run {
            $0.hostileText(atMost: 16)
        } property: { text, mutator in
            let text = SanitizedText(sanitizing: text).singleLine
            let width = CellWidth.of(text.string)
            var grid = CellGrid(size: Size(columns: 400, rows: 2))
            let end = grid.write(text, row: 0, column: 0)
            guard end == width else { throw Fuzz.Broken("\(end) cells, counted \(width)") }
            try Self.check(grid)
            // Over something else, in a place that need not be on the screen.
            let column = mutator.number(-5...30)
            let limit = mutator.number(0...40)
            let after = grid.write(text, row: mutator.number(-1...1), column: column, limit: limit)
            guard after <= max(limit, column) else { throw Fuzz.Broken("\(after) beyond \(limit)") }
            for cell in grid.cells where cell.scalar != 0 {
                guard let scalar = Unicode.Scalar(cell.scalar), FuzzText.isHarmless("\(scalar)")
                else {
                    throw Fuzz.Broken("the cell \(cell)")
                }
            }
        }
    }

    /// Each cell is a character, or the second half of the one before.
    private static func check(_ grid: CellGrid) throws {
        for column in 0..<grid.size.columns {
            let cell = grid[0, column]
            guard !cell.isContinuation else { continue }
            let width = Unicode.Scalar(cell.scalar).flatMap { CellWidth.of($0) } ?? 0
            guard width > 0 else { throw Fuzz.Broken("\(cell) has no width") }
            let isFollowed = column + 1 < grid.size.columns && grid[0, column + 1].isContinuation
            guard isFollowed == (width == 2) else { throw Fuzz.Broken("\(cell) at \(column)") }
        }
    }

    @Test func linesAreAsWideAsTheyMayBe() async throws {
        await Fuzz("wrapping", rounds: 3000).run { mutator in
            let words = mutator.several(atMost: 20) {
                $0.chance(of: 3) ? $0.hostileText(atMost: 4) : "word"
            }
            return words.joined(separator: mutator.one(of: [" ", "  ", "", "\t"]))
        } property: { text, mutator in
            let text = SanitizedText(sanitizing: text).string.replacing("\n", with: " ")
            let cells = mutator.number(0...40)
            for atWords in [true, false] {
                let lines = LineWrapper.wrap(text[...], cells: cells, atWords: atWords)
                for line in lines {
                    let width = line.unicodeScalars.reduce(0) {
                        $0 + ($1 == "\t" ? 4 : CellWidth.of($1) ?? 1)
                    }
                    // One character is the least that a line can have.
                    guard
                        width <= max(cells, 1)
                            || line.unicodeScalars.filter({ CellWidth.of($0) != 0 }).count == 1
                    else { throw Fuzz.Broken("\(width) of \(cells): \(line.debugDescription)") }
                }
                let kept = lines.joined().unicodeScalars.filter { $0 != " " }
                guard kept.elementsEqual(text.unicodeScalars.filter { $0 != " " }) else {
                    throw Fuzz.Broken("lost: \(lines)")
                }
                if !atWords, lines.joined().unicodeScalars.count != text.unicodeScalars.count {
                    throw Fuzz.Broken("lost: \(lines)")
                }
            }
        }
    }

    @Test func whatIsShortenedFits() async throws {
        await Fuzz(
            "shortening",
            dictionary: ["meta-llama", "/", ":free", "作者", "-405b", "\u{301}", "~"],
            rounds: 4000
        ).run { mutator in
            mutator.chance(of: 2)
                ? SanitizedText(sanitizing: mutator.hostileText(atMost: 12)).string
                : String(decoding: mutator.words(atMost: 9), as: UTF8.self)
        } property: { text, mutator in
            let cells = mutator.number(-1...60)
            for isASCII in [true, false] {
                for short in [
                    Truncation.tail(text, cells: cells, isASCII: isASCII),
                    Truncation.modelID(text, cells: cells, isASCII: isASCII),
                ] {
                    guard CellWidth.of(short) <= max(cells, 0) else {
                        throw Fuzz.Broken("\(short) in \(cells)")
                    }
                    if CellWidth.of(text) <= cells, short != text {
                        throw Fuzz.Broken("\(short) is cut")
                    }
                }
            }
        }
    }
}
