/// Removes everything from text that a terminal would obey, piece by piece.
///
/// It keeps its state between pieces, so it also removes an escape sequence split across two chunks
/// of a stream. It removes:
///
/// - C0 controls except line feed and tab, DEL, and the C1 controls U+0080 to U+009F;
/// - whole escape sequences, in their 7-bit and 8-bit forms: CSI, OSC, DCS, APC, PM, SOS (ECMA-48,
///   sections 5.4 and 5.6);
/// - bidirectional controls (Unicode UAX #9), which make text read other than it is;
/// - zero-width, invisible and tag characters, which hide text in text.
///
/// An unterminated string sequence, such as an OSC, ends at the next line feed, so hostile text
/// hides at most its own line.
package struct TextSanitizer: Sendable {
    private enum State: Sendable {
        case ground
        case escape
        /// After ESC and an intermediate byte; one final byte follows.
        case escapeIntermediate
        /// In a control sequence, until its final byte.
        case controlSequence
        /// In OSC, DCS, APC, PM or SOS, until BEL or ST.
        case string
        /// After an ESC in such a string: `\` ends it.
        case stringEscape
    }

    private var state = State.ground

    package init() {}

    /// Returns the safe part of the next piece of text.
    package mutating func sanitize(_ piece: String) -> String {
        if state == .ground, piece.utf8.allSatisfy({ Self.isPlainASCII($0) }) { return piece }
        var kept = String.UnicodeScalarView()
        for scalar in piece.unicodeScalars {
            if let harmless = next(scalar) { kept.append(harmless) }
        }
        return String(kept)
    }

    private static func isPlainASCII(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) || byte == 0x0A || byte == 0x09
    }

    private mutating func next(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch state {
        case .ground:
            return ground(scalar)
        case .escape:
            return afterEscape(scalar)
        case .escapeIntermediate:
            if (0x20...0x2F).contains(scalar.value) { return nil }
            state = .ground
            return (0x30...0x7E).contains(scalar.value) ? nil : ground(scalar)
        case .controlSequence:
            if (0x20...0x3F).contains(scalar.value) { return nil }
            state = .ground
            return (0x40...0x7E).contains(scalar.value) ? nil : ground(scalar)
        case .string:
            return inString(scalar)
        case .stringEscape:
            if scalar == "\\" {
                state = .ground
                return nil
            }
            return afterEscape(scalar)
        }
    }

    private mutating func ground(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0A, 0x09:
            return scalar
        case 0x1B:
            state = .escape
            return nil
        case 0x9B:
            state = .controlSequence
            return nil
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F:
            state = .string
            return nil
        case 0x00...0x1F, 0x7F...0x9F:
            return nil
        case 0x2028, 0x2029, 0x85:
            return "\n"
        default:
            return Self.isInvisible(scalar.value) ? nil : scalar
        }
    }

    private mutating func afterEscape(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "[":
            state = .controlSequence
            return nil
        case "]", "P", "_", "^", "X":
            state = .string
            return nil
        case "\u{1B}":
            state = .escape
            return nil
        default:
            break
        }
        switch scalar.value {
        case 0x20...0x2F:
            state = .escapeIntermediate
            return nil
        case 0x30...0x7E:
            state = .ground
            return nil
        default:
            state = .ground
            return ground(scalar)
        }
    }

    private mutating func inString(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x07, 0x18, 0x1A, 0x9C:
            state = .ground
            return nil
        case 0x1B:
            state = .stringEscape
            return nil
        case 0x0A:
            state = .ground
            return scalar
        default:
            return nil
        }
    }

    /// Whether a scalar is invisible or changes how its neighbours read.
    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164,
            0xFFA0,
            0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
            0xFE00...0xFE0F, 0xFEFF, 0xFFF0...0xFFFB,
            0x13430...0x1345F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            return true
        default:
            return false
        }
    }
}
