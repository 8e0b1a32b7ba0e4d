/// A small, repeatable source of randomness.
///
/// SplitMix64, by Sebastiano Vigna: https://prng.di.unimi.it/splitmix64.c (public domain). The same
/// seed gives the same numbers on every machine and in every version, which the system's do not.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts a sequence.
    init(seed: UInt64) {
        state = seed
    }

    /// Starts a sequence that depends on a text, so that a model always answers alike.
    init(seed: UInt64, text: String) {
        state = seed ^ Self.hash(text)
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// FNV-1a over the UTF-8 of a text; Swift's own hash differs from run to run.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return hash
    }
}
