/// A small, repeatable source of randomness for property and fuzz tests.
///
/// SplitMix64, by Sebastiano Vigna: https://prng.di.unimi.it/splitmix64.c (public domain). The same
/// seed gives the same numbers on every machine, so a failure can be run again.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts a sequence.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A list of up to `maximumCount` elements of `alphabet`, in any order and number.
    package mutating func elements<Element>(
        of alphabet: [Element],
        maximumCount: Int
    ) -> [Element] {
        guard !alphabet.isEmpty else { return [] }
        let count = Int.random(in: 0...maximumCount, using: &self)
        return (0..<count).map { _ in alphabet[Int.random(in: alphabet.indices, using: &self)] }
    }
}
