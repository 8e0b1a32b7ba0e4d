import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// What a terminal, or whoever sits in between, may send.
@Suite(.timeLimit(.minutes(60))) struct InputFuzzTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let words = [
        "[", "O", "]", "P", "_", "^", "X", "<", ";", ":", "~", "u", "A", "M", "m", "Z", "?", "0",
        "1", "5", "64",
        "65", "32", "97", "127", "1114111", "1114112", "55296", "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999", "-1", "\u{1B}", "\\", "\u{07}", "\u{03}", " ", "\u{9B}", "é", "200",
        "201",
    ]

    /// Every sequence ends, whatever it holds, in a key or a place that a screen can have.
    @Test func everySequenceEnds() async throws {
        await Fuzz("escape sequences", dictionary: Self.words, rounds: 1500).run { mutator in
            mutator.one(of: ["[", "[", "[", "[<", "O", "]", "P", "_", "^", "X"])
                + String(decoding: mutator.words(atMost: 12), as: UTF8.self)
                + mutator.one(of: ["", "u", "~", "M", "m", "A"])
        } property: { text, mutator in
            let outcome = Self.outcome(of: text)
            var state = AppState.browsing()
            switch outcome {
            case .pending, .ignored, .pasteBegins: break
            case .report(let report): _ = update(&state, .terminalReported(report))
            case .key(let key):
                guard !"\(key)".isEmpty else { throw Fuzz.Broken("\(key)") }
                _ = update(&state, .keyPressed(key))
            case .mouse(let event):
                guard (0..<9_999_999).contains(event.row), (0..<9_999_999).contains(event.column)
                else {
                    throw Fuzz.Broken("\(event)")
                }
                for before in [nil, MouseEvent(.press, row: 9, column: 90)] {
                    if let before { _ = update(&state, .mouse(before)) }
                    _ = update(&state, .mouse(event))
                }
            }
            guard view(state).size == state.world.size else {
                throw Fuzz.Broken("the screen's size")
            }
        }
    }

    private static func outcome(of text: String) -> EscapeSequence.Outcome {
        var bytes = Array(text.utf8)
        guard var sequence = EscapeSequence(introducer: bytes.removeFirst()) else {
            return .ignored
        }
        for byte in bytes {
            let outcome = sequence.take(byte)
            if outcome != .pending { return outcome }
        }
        return .pending
    }

    /// However reads cut the bytes of a terminal, they come to the same; and whatever was lost, keys
    /// work again after a pause.
    @Test func readsMayCutAnywhere() async {
        let words =
            Self.words + ["\u{1B}[200~", "\u{1B}[201~", "\u{1B}[<0;3;4M", "\r", "\r\n", "作"]
        await Fuzz("input", dictionary: words, rounds: 1500).run { mutator in
            mutator.words(atMost: 20)
        } property: { bytes, mutator in
            var whole = InputDecoder()
            var cut = InputDecoder()
            let events = whole.take(bytes[...])
            var parts: [InputDecoder.Event] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = mutator.number(1...7)
                parts += cut.take(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            guard parts == events else { throw Fuzz.Broken("\(parts), not \(events)") }
            for _ in 0..<4 where cut.patience != nil { _ = cut.takeSilence() }
            guard cut.patience == nil else { throw Fuzz.Broken("it waits for ever") }
            let key = cut.take([0x71]) + cut.takeSilence()
            guard key == [.key(.character("q"))] else { throw Fuzz.Broken("deaf: \(key)") }
        }
    }

    /// Clicks, drags and wheels anywhere, beyond the screen too.
    @Test func theMouseMayBeAnywhere() async throws {
        let places = [
            -1, 0, 1, 2, 3, 9, 14, 20, 39, 40, 60, 79, 80, 90, 119, 120, 500, .max - 1, .max, .min,
        ]
        let kinds: [MouseEvent.Kind] = [.press, .drag, .release, .wheelUp, .wheelDown]
        await Fuzz("mouse", rounds: 100).run { mutator in
            mutator.several(atMost: 30) {
                MouseEvent($0.one(of: kinds), row: $0.one(of: places), column: $0.one(of: places))
            }
        } property: { events, mutator in
            var state = AppState.browsing(Catalog.sample + Catalog.numbered(30))
            for event in events {
                if mutator.chance(of: 4) {
                    let key = mutator.one(of: RandomEventTests.keys)
                    if update(&state, .keyPressed(key)).contains(.quit) { state = .browsing() }
                }
                if mutator.chance(of: 6) {
                    let size = Size(columns: mutator.number(0...200), rows: mutator.number(0...60))
                    _ = update(&state, .resized(size))
                }
                _ = update(&state, .mouse(event))
                let shares = [state.world.settings.detailsShare, state.world.settings.paneShare]
                guard shares.allSatisfy({ (15...80).contains($0) }) else {
                    throw Fuzz.Broken("\(shares)")
                }
            }
            guard view(state).size == state.world.size else {
                throw Fuzz.Broken("the screen's size")
            }
        }
    }

    @Test func aFieldHoldsTextAndItsCursor() async throws {
        let keys: [KeyPress] = [
            .backspace, .delete, .left, .right, .up, .down, .home, .end, .control("_"),
            .control("u"),
            .control("k"), .control("w"), .alt(.backspace), .alt(.character("b")),
            .alt(.character("f")),
            .character("a"), .character("\u{9B}"), .character("\u{301}"), .character("🐬"), .enter,
            .tab,
        ]
        await Fuzz("text field", rounds: 1500).run { mutator in
            mutator.several(atMost: 40) { mutator -> (KeyPress?, String) in
                mutator.chance(of: 4)
                    ? (nil, mutator.hostileText(atMost: 6)) : (mutator.one(of: keys), "")
            }
        } property: { steps, mutator in
            var field = TextField()
            for (key, paste) in steps {
                if let key { _ = field.apply(key) } else { field.insert(paste) }
                guard (0...field.characters.count).contains(field.cursor) else {
                    throw Fuzz.Broken("\(field.cursor) of \(field.characters.count)")
                }
                let isPlain = field.text.unicodeScalars.allSatisfy {
                    $0 == "\n" || $0.properties.generalCategory != .control
                }
                guard isPlain else { throw Fuzz.Broken(field.text.debugDescription) }
            }
        }
    }

    @Test func pastesAreText() async throws {
        await Fuzz("pastes", rounds: 100).run { mutator in
            (
                mutator.one(of: ["", "/", "p", ":", "i", "D", "H", "s", "?"]),
                mutator.hostileText(atMost: 40)
            )
        } property: { input, _ in
            var state = AppState.browsing()
            state.press(script: input.0)
            _ = update(&state, .pasted(input.1))
            guard view(state).size == state.world.size else {
                throw Fuzz.Broken("the screen's size")
            }
            for cell in view(state).cells where cell.scalar != 0 {
                let text = Unicode.Scalar(cell.scalar).map { String(Character($0)) } ?? "\u{1B}"
                guard FuzzText.isHarmless(text) else { throw Fuzz.Broken(text.debugDescription) }
            }
        }
    }
}
