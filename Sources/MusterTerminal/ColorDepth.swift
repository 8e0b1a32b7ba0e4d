import MusterUI

/// How many colours a terminal has, and how to name one of them.
enum ColorDepth: Equatable {
    /// Attributes only.
    case none
    /// The eight of ECMA-48.
    case eight
    /// Those and their bright forms.
    case sixteen
    /// xterm's cube of 6 by 6 by 6, and 24 greys.
    case indexed
    /// Red, green and blue as they are (terminfo entries such as `xterm-direct`).
    case direct

    /// Judges by what terminfo says.
    init(colors: Int) {
        switch colors {
        case 0x100_0000...: self = .direct
        case 256...: self = .indexed
        case 16...: self = .sixteen
        case 8...: self = .eight
        default: self = .none
        }
    }

    /// Whether backgrounds close to black cannot be told from the terminal's own.
    var lacksShades: Bool { self == .none || self == .eight || self == .sixteen }

    /// ncurses' number for a colour, or the nearest there is; -1 is the terminal's own.
    func index(of color: ThemeColor) -> Int32 {
        guard case .rgb(let red, let green, let blue) = color else { return -1 }
        switch self {
        case .none:
            return -1
        case .eight:
            return Self.nearestBasic(red, green, blue, hasBright: false)
        case .sixteen:
            return Self.nearestBasic(red, green, blue, hasBright: true)
        case .indexed:
            return Self.nearestIndexed(Int(red), Int(green), Int(blue))
        case .direct:
            // The first eight numbers stand for the basic colours even here.
            return max(Int32(red) << 16 | Int32(green) << 8 | Int32(blue), 8)
        }
    }

    private static func nearestBasic(
        _ red: UInt8,
        _ green: UInt8,
        _ blue: UInt8,
        hasBright: Bool
    ) -> Int32 {
        let high = Int(max(red, green, blue))
        let low = Int(min(red, green, blue))
        // A colour that is nearly grey must not turn into a hue.
        if high - low < 40 { return high > 110 ? 7 : hasBright ? 8 : 7 }
        let middle = (high + low) / 2
        var index: Int32 = 0
        if Int(red) > middle { index |= 1 }
        if Int(green) > middle { index |= 2 }
        if Int(blue) > middle { index |= 4 }
        return hasBright && high > 200 ? index + 8 : index
    }

    private static func nearestIndexed(_ red: Int, _ green: Int, _ blue: Int) -> Int32 {
        let levels = [0, 95, 135, 175, 215, 255]
        func nearest(_ value: Int) -> Int {
            levels.indices.min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0
        }
        func distance(_ other: (Int, Int, Int)) -> Int {
            let (r, g, b) = (red - other.0, green - other.1, blue - other.2)
            return r * r + g * g + b * b
        }
        let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
        let cube = distance((levels[r], levels[g], levels[b]))
        let grey = min(max(((red + green + blue) / 3 - 3) / 10, 0), 23)
        let shade = 8 + grey * 10
        if distance((shade, shade, shade)) < cube { return Int32(232 + grey) }
        return Int32(16 + 36 * r + 6 * g + b)
    }
}
