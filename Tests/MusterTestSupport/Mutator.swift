/// Makes hostile input: damages what is whole, and writes what looks whole and is not.
///
/// A value over one `SplitMix64`, so that a seed says everything.
package struct Mutator: Sendable, RandomNumberGenerator {
    private var random: SplitMix64
    private let dictionary: [[UInt8]]

    /// Begins with a seed, and with the words of a format.
    package init(seed: UInt64, dictionary: [String] = []) {
        random = SplitMix64(seed: seed)
        self.dictionary = dictionary.map { Array($0.utf8) }
    }

    /// The next 64 bits of its source.
    package mutating func next() -> UInt64 { random.next() }

    // MARK: - Choices

    /// A number of a range.
    package mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// Whether something happens that does once in so many times.
    package mutating func chance(of times: Int) -> Bool { number(1...times) == 1 }

    /// One of several.
    package mutating func one<Element>(of elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    /// Several of them, in any order and number.
    package mutating func some<Element>(of elements: [Element], atMost count: Int) -> [Element] {
        random.elements(of: elements, maximumCount: count)
    }

    /// So many things at most, each made anew.
    package mutating func several<Element>(
        atMost count: Int,
        _ make: (inout Mutator) -> Element
    ) -> [Element] {
        (0..<number(0...count)).map { _ in make(&self) }
    }

    // MARK: - Bytes

    /// Bytes of no meaning.
    package mutating func bytes(atMost count: Int) -> [UInt8] {
        several(atMost: count) { UInt8.random(in: 0...255, using: &$0) }
    }

    /// The input, damaged in one to six places.
    package mutating func damaged(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        for _ in 0..<number(1...6) { damage(&bytes) }
        return bytes
    }

    /// The text, damaged; what is no longer UTF-8 is replaced.
    package mutating func damaged(_ text: String) -> String {
        String(decoding: damaged(Array(text.utf8)), as: UTF8.self)
    }

    private mutating func damage(_ bytes: inout [UInt8]) {
        let place = number(0...bytes.count)
        let end = min(place + number(0...number(0...40)), bytes.count)
        switch number(0...9) {
        case 0 where place < bytes.count:
            bytes[place] ^= 1 << UInt8(number(0...7))
        case 1 where place < bytes.count:
            bytes[place] = UInt8.random(in: 0...255, using: &self)
        case 2:
            bytes.removeSubrange(place..<end)
        case 3:
            bytes.insert(contentsOf: bytes[place..<end], at: number(0...bytes.count))
        case 4:
            bytes.removeSubrange(place...)
        case 5:
            let piece = Array(bytes[place..<end])
            let copies = Array(repeating: piece, count: number(1...60)).joined()
            bytes.insert(contentsOf: copies, at: place)
        case 6:
            bytes.insert(contentsOf: Array(hostileText(atMost: 4).utf8), at: place)
        case 7:
            bytes.insert(contentsOf: Array(hostileNumber().utf8), at: place)
        case 8:
            bytes.insert(contentsOf: self.bytes(atMost: 4), at: place)
        default:
            guard !dictionary.isEmpty else { return }
            bytes.replaceSubrange(chance(of: 2) ? place..<end : place..<place, with: word())
        }
    }

    private mutating func word() -> [UInt8] { one(of: dictionary) }

    /// Words of the dictionary in a row.
    package mutating func words(atMost count: Int) -> [UInt8] {
        guard !dictionary.isEmpty else { return [] }
        return several(atMost: count) { $0.word() }.flatMap(\.self)
    }

    /// A list cut into pieces, some of them empty, which together are the whole.
    package mutating func pieces<Element>(of list: [Element]) -> [[Element]] {
        let longest = one(of: [1, 2, 7, 64, max(list.count, 1)])
        var pieces: [[Element]] = []
        var place = 0
        while place < list.count {
            let count = min(number(0...longest), list.count - place)
            pieces.append(Array(list[place..<place + count]))
            place += count
        }
        return pieces
    }
}
