import Foundation

/// Decodes terminal input into keys, mouse events and pastes.
///
/// Bytes may come in pieces of any size; the decoder holds incomplete ones. Only time can
/// distinguish a lone Escape from the start of a sequence, and a paste in progress from one that
/// lost its end marker. So the reader waits for more input as long as ``patience`` says, and calls
/// ``takeSilence()`` when none comes.
///
/// Pasted text is never a key. When a paste goes quiet, the decoder delivers the part it has. If a
/// single key then arrives alone, a person typed it, and keys are keys again; anything longer
/// continues the paste.
package struct InputDecoder: Sendable {
    package enum Event: Sendable, Equatable {
        case key(KeyPress)
        case mouse(MouseEvent)
        /// Pasted text with line feeds as line ends; an interrupted paste arrives in parts.
        case paste(String)
        case report(TerminalReport)
    }

    /// The most characters of one paste that the decoder keeps.
    package static let pasteLimit = 1_000_000

    /// The wait for more input after Escape, and after the first key behind an endless paste.
    private static let escapeDelay = Duration.milliseconds(25)
    /// The longest silence within a sequence.
    private static let sequenceDelay = Duration.milliseconds(250)
    /// The longest silence within a paste.
    private static let pasteDelay = Duration.seconds(1)
    private static let pasteBegins = Array("\u{1B}[200~".utf8)
    private static let pasteEnds = Array("\u{1B}[201~".utf8)
    /// More bytes than any key has.
    private static let keyLimit = 32
    private static let escape: UInt8 = 0x1B

    private enum State {
        /// Between keys, or within a multi-byte character.
        case ready
        /// After Escape, which may be the first byte of a string's end.
        case escaped(isInString: Bool)
        case sequence(EscapeSequence)
        case pasting
        /// In a paste that went quiet, after delivering the part it has.
        case stalled
    }

    /// The sequences of this terminal's own keys.
    private let keys: [[UInt8]: KeyPress]
    private var state = State.ready
    /// The undecided bytes: the start of a character, a sequence, or the input after a stall.
    private var held: [UInt8] = []
    private var isAlt = false
    /// The string that an escape may have ended.
    private var string: EscapeSequence?
    private var pasted: [UInt8] = []
    /// The possible start of an end marker within a paste.
    private var mark: [UInt8] = []
    /// The number of bytes examined or moved, by which a test proves linear time.
    private(set) var work = 0

    /// Accepts keys by their sequences, beyond those that nearly all terminals send.
    package init(keys: [[UInt8]: KeyPress] = [:]) {
        self.keys = keys
    }

    /// The wait for more input before a call to ``takeSilence()``; `nil` is for ever.
    package var patience: Duration? {
        switch state {
        case .ready: nil
        case .escaped: Self.escapeDelay
        case .sequence: isIntroducer ? Self.escapeDelay : Self.sequenceDelay
        case .pasting: Self.pasteDelay
        case .stalled: held.isEmpty ? nil : Self.escapeDelay
        }
    }

    package mutating func take(_ bytes: ArraySlice<UInt8>) -> [Event] {
        var events: [Event] = []
        var rest = bytes
        while let byte = rest.first {
            switch state {
            case .pasting:
                if let event = takePasted(&rest) { events.append(event) }
            case .stalled:
                takeAfterStall(&rest)
            case .ready, .escaped, .sequence:
                rest = rest.dropFirst()
                work += 1
                if let event = take(byte) { events.append(event) }
            }
        }
        return events
    }

    /// Reacts to a silence as long as ``patience``.
    package mutating func takeSilence() -> [Event] {
        switch state {
        case .ready:
            return []
        case .escaped:
            state = .ready
            return [.key(.escape)]
        case .sequence:
            let introducer = Unicode.Scalar(held.last ?? 0)
            let isAlone = isIntroducer
            (state, held) = (.ready, [])
            // No key sends the start of a sequence and nothing more.
            return isAlone ? [.key(.alt(.character(Character(introducer))))] : []
        case .pasting:
            state = .stalled
            return handOver(isWhole: false).map { [$0] } ?? []
        case .stalled:
            return decideAfterStall()
        }
    }

    /// Whether the sequence has only its first two bytes, which Alt and a key also send.
    private var isIntroducer: Bool { held.count == 2 }

    // MARK: - Keys

    private mutating func take(_ byte: UInt8) -> Event? {
        switch state {
        case .ready where byte == Self.escape:
            (state, held, isAlt) = (.escaped(isInString: false), [], false)
            return nil
        case .escaped where byte == Self.escape:
            state = .escaped(isInString: false)
            return .key(.escape)
        case .escaped(let isInString):
            state = .ready
            if isInString, byte == UInt8(ascii: "\\") { return string?.report.map { .report($0) } }
            if let key = keys[[Self.escape, byte]] { return .key(key) }
            if let sequence = EscapeSequence(introducer: byte) {
                (state, held) = (.sequence(sequence), [Self.escape, byte])
                return nil
            }
            isAlt = true
            return takeCharacter(byte)
        case .sequence(let sequence):
            return take(byte, in: sequence)
        case .ready, .pasting, .stalled:
            return takeCharacter(byte)
        }
    }

    private mutating func take(_ byte: UInt8, in sequence: EscapeSequence) -> Event? {
        // No complete sequence contains an escape, so a person who presses Escape ends it.
        if byte == Self.escape {
            (state, held) = (.escaped(isInString: sequence.isString), [])
            string = sequence.isString ? sequence : nil
            return nil
        }
        var sequence = sequence
        if held.count < Self.keyLimit { held.append(byte) }
        let outcome = sequence.take(byte)
        guard outcome != .pending else {
            state = .sequence(sequence)
            return nil
        }
        let named = keys[held]
        (state, held) = (.ready, [])
        if let named { return .key(named) }
        switch outcome {
        case .key(let key):
            return .key(key)
        case .mouse(let event):
            return .mouse(event)
        case .report(let report):
            return .report(report)
        case .pasteBegins:
            state = .pasting
            return nil
        case .ignored, .pending:
            return nil
        }
    }

    /// Decodes a byte of a character; drops invalid UTF-8.
    private mutating func takeCharacter(_ byte: UInt8) -> Event? {
        let length =
            switch held.first ?? byte {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        guard byte >= 0x80 else {
            if !held.isEmpty { (held, isAlt) = ([], false) }
            return key(Unicode.Scalar(byte), keys[[byte]])
        }
        held = byte >= 0xC0 ? [byte] : held + [byte]
        guard held.count >= (byte >= 0xC0 ? 2 : length) else { return nil }
        defer { held = [] }
        guard let text = String(validating: held, as: UTF8.self),
            let scalar = text.unicodeScalars.first
        else {
            isAlt = false
            return nil
        }
        return key(scalar, nil)
    }

    private mutating func key(_ scalar: Unicode.Scalar, _ named: KeyPress?) -> Event? {
        defer { isAlt = false }
        let key = named ?? KeyPress(scalar)
        return isAlt ? .key(key.map { .alt($0) } ?? .escape) : key.map { .key($0) }
    }

    // MARK: - Pastes

    /// Takes the bytes of a paste up to its end marker; the others stay in `rest`.
    private mutating func takePasted(_ rest: inout ArraySlice<UInt8>) -> Event? {
        while let byte = rest.first {
            if mark.isEmpty {
                let end = Self.firstIndex(of: Self.escape, in: rest)
                keep(rest[..<(end ?? rest.endIndex)])
                guard let end else {
                    rest = []
                    return nil
                }
                mark = [Self.escape]
                rest = rest[(end + 1)...]
                continue
            }
            work += 1
            mark.append(byte)
            if mark == Self.pasteEnds {
                rest = rest.dropFirst()
                (state, mark) = (.ready, [])
                return handOver(isWhole: true)
            } else if mark == Self.pasteBegins {
                // A second paste after one that lost its end.
                rest = rest.dropFirst()
                mark = []
            } else if Self.pasteEnds.starts(with: mark) || Self.pasteBegins.starts(with: mark) {
                rest = rest.dropFirst()
            } else {
                // The held bytes were text; this one may begin the marker.
                keep(mark.dropLast())
                mark = []
            }
        }
        return nil
    }

    /// Like the collection's method, but uses libc, which scans a million bytes at once.
    private static func firstIndex(of byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBytes { memory in
            memory.baseAddress.flatMap { start in
                memchr(start, Int32(byte), memory.count)
                    .map { bytes.startIndex + (UnsafeRawPointer($0) - start) }
            }
        }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        work += bytes.count
        // No character has more than four bytes.
        pasted += bytes.prefix(max(Self.pasteLimit * 4 - pasted.count, 0))
    }

    /// The paste, unless it is empty.
    private mutating func handOver(isWhole: Bool) -> Event? {
        work += pasted.count
        let tail = isWhole ? 0 : Self.unfinishedCount(pasted)
        let text = Self.text(pasted.dropLast(tail))
        pasted = pasted.suffix(tail)
        return text.isEmpty ? nil : .paste(text)
    }

    /// The number of bytes at the end that form an incomplete character.
    private static func unfinishedCount(_ bytes: [UInt8]) -> Int {
        guard let lead = bytes.suffix(3).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return 0 }
        let length =
            switch bytes[lead] {
            case 0xC0...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xFF: 4
            default: 1
            }
        return bytes.count - lead < length ? bytes.count - lead : 0
    }

    /// At most ``pasteLimit`` characters, with the terminal's carriage returns as line feeds.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count)
        var rest = bytes
        while let end = firstIndex(of: 0x0D, in: rest) {
            lines += rest[..<end]
            rest = rest[(end + 1)...]
            if rest.first != 0x0A { lines.append(0x0A) }
        }
        lines += rest
        var text = String(decoding: lines, as: UTF8.self)
        // So tmux sends a line feed of a paste where it has been told of extended keys.
        if text.utf8.contains(escape) { text.replace("\u{1B}[106;5u", with: "\n") }
        guard lines.count > pasteLimit else { return text }
        let scalars = text.unicodeScalars
        let end = scalars.index(
            scalars.startIndex,
            offsetBy: pasteLimit,
            limitedBy: scalars.endIndex
        )
        return end.map { String(scalars[..<$0]) } ?? text
    }

    /// Looks for a late end marker, and for more bytes than a key can have.
    private mutating func takeAfterStall(_ rest: inout ArraySlice<UInt8>) {
        held += rest
        work += rest.count
        rest = []
        let whole = mark + held
        if whole.starts(with: Self.pasteEnds) {
            (state, mark, held) = (.ready, [], [])
            rest = whole.dropFirst(Self.pasteEnds.count)
        } else if held.count > Self.keyLimit {
            (state, mark, held) = (.pasting, [], [])
            rest = whole[...]
        }
    }

    private mutating func decideAfterStall() -> [Event] {
        let whole = mark + held
        if !mark.isEmpty, Self.pasteEnds.starts(with: whole) {
            (mark, held) = (whole, [])
            return []
        }
        var decoder = InputDecoder(keys: keys)
        let early = decoder.take(held.dropLast())
        let events = decoder.take(held.suffix(1)) + decoder.takeSilence()
        if early.isEmpty, events.count == 1, case .ready = decoder.state {
            // An Escape may be the first byte of the marker.
            let isEscape = events == [.key(.escape)]
            (state, mark, held) = (isEscape ? .stalled : .ready, isEscape ? [Self.escape] : [], [])
            return events
        }
        (state, mark, held) = (.pasting, [], [])
        return take(whole[...])
    }
}

extension KeyPress {
    /// The key that sends this character; `nil` for a control character without a key.
    fileprivate init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x0D: self = .enter
        case 0x09: self = .tab
        case 0x7F: self = .backspace
        case 0x01...0x1A:
            guard let letter = Unicode.Scalar(scalar.value + 0x60) else { return nil }
            self = .control(Character(letter))
        case 0x1F: self = .control("_")
        case 0x00...0x1F: return nil
        default: self = .character(Character(scalar))
        }
    }
}
