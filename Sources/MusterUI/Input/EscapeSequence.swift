/// A parser for one control sequence, byte by byte.
///
/// The forms are those of ECMA-48, section 5.4, and of XTerm Control Sequences ("PC-Style Function
/// Keys", "Mouse Tracking", "Bracketed Paste Mode").
struct EscapeSequence: Sendable {
    enum Outcome: Sendable, Equatable {
        /// The sequence is incomplete.
        case pending
        case key(KeyPress)
        case mouse(MouseEvent)
        case pasteBegins
        case report(TerminalReport)
        /// A sequence that muster does not use.
        case ignored
    }

    private enum Form {
        /// Control Sequence Introducer: parameters and a final byte.
        case control
        /// Single Shift Three: one byte.
        case single
        /// A string that ends with BEL or ST; the caller keeps back the escape of ST.
        case string
        /// X10's mouse report: button, column and row, a byte each.
        case x10Mouse
        /// The Linux console sends function keys after a second bracket.
        case console
    }

    /// The most bytes of a sequence.
    private static let limit = 4096

    /// The most bytes of a command that muster reads.
    private static let commandLimit = 64

    private var form: Form
    private var isCommand = false
    private var text = ""
    private var count = 0
    private var mouseBytes: [Int] = []

    /// Starts a sequence with the byte after the escape; `nil` unless that introduces one.
    init?(introducer: UInt8) {
        switch Unicode.Scalar(introducer) {
        case "[": form = .control
        case "O": form = .single
        case "]", "P", "_", "^", "X":
            form = .string
            isCommand = introducer == UInt8(ascii: "]")
        default: return nil
        }
    }

    var isString: Bool { if case .string = form { true } else { false } }

    /// What a complete string says; `nil` if muster does not use it.
    var report: TerminalReport? { isCommand ? TerminalReport(command: text) : nil }

    mutating func take(_ byte: UInt8) -> Outcome {
        count += 1
        // Ctrl-C is never part of a sequence, and must always get through.
        if byte == 0x03 { return .key(.control("c")) }
        guard count < Self.limit else { return .ignored }
        switch form {
        case .string:
            guard byte != 0x07 else { return report.map { .report($0) } ?? .ignored }
            if isCommand, text.utf8.count < Self.commandLimit {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
            return .pending
        case .single:
            return outcome(Self.keysByLetter[Unicode.Scalar(byte)])
        case .console:
            let number = Int(byte) - 0x40
            return outcome((1...5).contains(number) ? .function(number) : nil)
        case .x10Mouse:
            mouseBytes.append(Int(byte) - 32)
            guard mouseBytes.count == 3 else { return .pending }
            return mouse(mouseBytes, isUp: mouseBytes[0] == 3)
        case .control:
            return takeControl(byte)
        }
    }

    private mutating func takeControl(_ byte: UInt8) -> Outcome {
        switch byte {
        case 0x20...0x3F:
            text.unicodeScalars.append(Unicode.Scalar(byte))
            return .pending
        case 0x5B where text.isEmpty:
            form = .console
            return .pending
        case 0x4D where text.isEmpty:
            form = .x10Mouse
            return .pending
        case 0x40...0x7E:
            return finish(Unicode.Scalar(byte))
        default:
            return .ignored
        }
    }

    private func finish(_ final: Unicode.Scalar) -> Outcome {
        if text.first == "<", final == "M" || final == "m" {
            let numbers = text.dropFirst().split(separator: ";").compactMap { Self.number($0) }
            return mouse(numbers, isUp: final == "m")
        }
        if let report = TerminalReport(control: text, final: final) { return .report(report) }
        let numbers = text.split(separator: ";").map { Self.number($0.prefix { $0 != ":" }) ?? 0 }
        switch final {
        case "~" where numbers == [200]: return .pasteBegins
        case "~": return outcome(Self.keysByNumber[numbers.first ?? 0])
        case "u": return outcome(Self.key(numbers.first ?? 0, modifiers: numbers.dropFirst().first))
        case "Z": return .key(.backTab)
        default:
            // A key has no number, or 1 and its modifiers; terminal reports, such as the cursor
            // position, have other numbers.
            let isKey = text.isEmpty || (numbers.count == 2 && numbers[0] == 1)
            return outcome(isKey ? Self.keysByLetter[final] : nil)
        }
    }

    /// A number without a sign, at most 7 digits long: enough for columns and code points.
    private static func number(_ text: Substring) -> Int? {
        text.utf8.count <= 7 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            ? Int(text) : nil
    }

    private func outcome(_ key: KeyPress?) -> Outcome { key.map { .key($0) } ?? .ignored }

    /// Decodes button, column and row; column and row count from 1.
    private func mouse(_ numbers: [Int], isUp: Bool) -> Outcome {
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return .ignored }
        let kind: MouseEvent.Kind? =
            switch numbers[0] {
            case 64: .wheelUp
            case 65: .wheelDown
            case 32: .drag
            case 0 where isUp, 3 where isUp: .release
            case 0: .press
            default: nil
            }
        return kind.map { .mouse(MouseEvent($0, row: numbers[2] - 1, column: numbers[1] - 1)) }
            ?? .ignored
    }

    /// Decodes a key sent as its code point (fixterms, kitty); the modifiers are bits, plus one.
    private static func key(_ code: Int, modifiers: Int?) -> KeyPress? {
        let bits = max((modifiers ?? 1) - 1, 0)
        let plain: KeyPress?
        switch code {
        case 9: plain = bits & 1 != 0 ? .backTab : .tab
        case 13: plain = .enter
        case 27: plain = .escape
        case 127: plain = .backspace
        case 0x20...0x10FFFF:
            plain = Unicode.Scalar(UInt32(code)).map { scalar in
                let character = Character(scalar)
                return bits & 4 != 0 && scalar.isASCII && character.isLetter
                    ? .control(Character(character.lowercased())) : .character(character)
            }
        default: plain = nil
        }
        return bits & 2 != 0 ? plain.map { .alt($0) } : plain
    }

    private static let keysByLetter: [Unicode.Scalar: KeyPress] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "P": .function(1),
        "Q": .function(2), "R": .function(3), "S": .function(4), "M": .enter,
    ]

    private static let keysByNumber: [Int: KeyPress] = [
        1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]
}
