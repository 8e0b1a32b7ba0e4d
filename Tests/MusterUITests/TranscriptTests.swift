import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct TranscriptTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let text = """
        def is_prime(n):
            \u{1B}[31mreturn\u{1B}[0m n > 1 and all(n % d for d in range(2, n))

        作者 says: e\u{301}asy, \u{202E}really\u{202C}.  And a_very_long_name_without_any_space_at_all.

        """

    @Test(arguments: [1, 2, 3, 7, 20, 80])
    func anySplitGivesTheSameLines(columns: Int) {
        let whole = transcript([Self.text], columns: columns)
        let scalars = Array(Self.text.unicodeScalars)
        for place in 0...scalars.count {
            let split = transcript(
                [string(scalars[..<place]), string(scalars[place...])],
                columns: columns
            )
            #expect(split.lines == whole.lines, "split at \(place)")
        }
        let single = transcript(scalars.map { String(Character($0)) }, columns: columns)
        #expect(single.lines == whole.lines)
        #expect(single.text(of: .text) == whole.text(of: .text))
    }

    @Test(arguments: 1...40)
    func randomSplitsGiveTheSameLines(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet = Array("ab c\n\t 作e\u{301}🐬-—".unicodeScalars)
        let scalars = (0..<Int.random(in: 0...400, using: &random)).map { _ in
            alphabet[Int.random(in: alphabet.indices, using: &random)]
        }
        let columns = Int.random(in: 1...30, using: &random)
        var pieces: [String] = []
        var rest = scalars[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...9, using: &random))
            pieces.append(string(piece))
            rest = rest.dropFirst(piece.count)
        }
        let whole = transcript([string(scalars[...])], columns: columns)
        let split = transcript(pieces, columns: columns)
        #expect(split.lines == whole.lines)
        for line in split.lines { #expect(CellWidth.of(line.text.string) <= max(columns, 4)) }
    }

    @Test func anotherWidthIsAsIfItHadAlwaysBeenThere() {
        var transcript = transcript([Self.text], columns: 12)
        transcript.append("next", kind: .reasoning)
        transcript.append("last\nline", kind: .notice)
        for columns in [5, 1, 40, 12, 80] {
            var fresh = self.transcript([Self.text], columns: columns)
            fresh.append("next", kind: .reasoning)
            fresh.append("last\nline", kind: .notice)
            transcript.setColumns(columns)
            #expect(transcript.lines == fresh.lines)
        }
    }

    @Test func anotherKindBeginsAParagraph() {
        var transcript = Transcript(columns: 20)
        transcript.append("ask", kind: .prompt)
        transcript.append("think", kind: .reasoning)
        transcript.append(" more", kind: .reasoning)
        transcript.append("say", kind: .text)
        #expect(transcript.lines.map(\.text.string) == ["ask", "", "think more", "", "say"])
        #expect(transcript.lines.map(\.kind) == [.prompt, .reasoning, .reasoning, .text, .text])
    }

    @Test func onlyTheLastLineIsBrokenAnew() {
        var transcript = Transcript(columns: 10)
        for number in 0..<200 {
            let before = transcript.lines.dropLast()
            transcript.append("word\(number) ", kind: .text)
            #expect(transcript.lines.starts(with: before))
        }
    }

    @Test func nothingATerminalObeysIsKept() {
        let transcript = transcript(
            ["a\u{1B}]0;ti", "tle\u{07}b\u{9B}2J", "c\u{200B}d"],
            columns: 9
        )
        #expect(transcript.lines.map(\.text.string) == ["abcd"])
    }

    private func transcript(_ pieces: [String], columns: Int) -> Transcript {
        var transcript = Transcript(columns: columns)
        for piece in pieces { transcript.append(piece, kind: .text) }
        return transcript
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
