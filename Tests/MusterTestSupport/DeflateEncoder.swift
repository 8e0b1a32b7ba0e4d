/// Writes compressed bodies with the fixed code of RFC 1951, and those that inflate without end.
package struct DeflateEncoder {
    private var bytes: [UInt8] = []
    private var bitCount = 0

    /// A body for `Content-Encoding: gzip`.
    package static func gzip(_ body: [UInt8]) -> [UInt8] {
        gzipHeader + raw(body) + littleEndian(checksum(body)) + littleEndian(UInt32(body.count))
    }

    /// A body for `Content-Encoding: deflate`, which is the format of zlib.
    package static func zlib(_ body: [UInt8]) -> [UInt8] {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in body {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return [0x78, 0x9C] + raw(body) + littleEndian(high << 16 | low).reversed()
    }

    /// A body in the bare format that some servers wrongly call `deflate`.
    package static func raw(_ body: [UInt8]) -> [UInt8] {
        var encoder = DeflateEncoder()
        encoder.beginBlock()
        for byte in body { encoder.append(literal: byte) }
        encoder.append(code: 0, bits: 7)
        return encoder.bytes
    }

    /// The start of a body that inflates to spaces, up to a whole byte.
    package static var bombStart: [UInt8] {
        var encoder = DeflateEncoder()
        encoder.beginBlock()
        encoder.append(literal: 0x20)
        encoder.appendLongestMatch()
        return gzipHeader + encoder.bytes
    }

    /// What may follow ``bombStart`` any number of times: 13 bytes for each 2,064.
    package static var bombPiece: [UInt8] {
        var encoder = DeflateEncoder()
        for _ in 0..<8 { encoder.appendLongestMatch() }
        return Array(repeatElement(encoder.bytes, count: 5000).joined())
    }

    private static let gzipHeader: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    /// One block to the end, by the fixed code.
    private mutating func beginBlock() {
        append(bit: 1)
        append(bit: 1)
        append(bit: 0)
    }

    private mutating func append(literal byte: UInt8) {
        if byte < 144 {
            append(code: 0x30 + Int(byte), bits: 8)
        } else {
            append(code: 0x190 + Int(byte) - 144, bits: 9)
        }
    }

    /// The last byte, 258 times more.
    private mutating func appendLongestMatch() {
        append(code: 0b1100_0101, bits: 8)
        append(code: 0, bits: 5)
    }

    private mutating func append(code: Int, bits: Int) {
        for shift in (0..<bits).reversed() { append(bit: UInt8(code >> shift & 1)) }
    }

    private mutating func append(bit: UInt8) {
        if bitCount % 8 == 0 { bytes.append(0) }
        bytes[bytes.count - 1] |= bit << (bitCount % 8)
        bitCount += 1
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func checksum(_ body: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in body {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
