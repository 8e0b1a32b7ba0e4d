/// The colours of a terminal, and the mapping of theme colours to them.
package enum ColorDepth: Sendable, Equatable, CaseIterable {
    /// Attributes only.
    case none
    /// The eight of ECMA-48.
    case eight
    /// The eight and their bright forms.
    case sixteen
    /// xterm's cube of 6 by 6 by 6, and 24 greys.
    case indexed
    /// Direct red, green and blue (terminfo entries such as `xterm-direct`).
    case direct

    /// The depth for terminfo's number of colours.
    package init(colors: Int) {
        switch colors {
        case 0x100_0000...: self = .direct
        case 256...: self = .indexed
        case 16...: self = .sixteen
        case 8...: self = .eight
        default: self = .none
        }
    }

    /// The terminfo entry with direct colour, for a terminal that claims to support it.
    ///
    /// ncurses writes direct colour only with such an entry, and the usual `xterm-256color` lists
    /// only 256. Redefining those instead (`initc`) would change them for other programs in the
    /// terminal, and outlast a crash.
    ///
    /// - Parameters:
    ///   - kind: The value of `TERM`.
    ///   - colorTerm: The variable `COLORTERM`, in which terminals announce direct colour.
    /// - Returns: The name of the entry, which need not exist; `nil` if there is nothing to gain.
    package static func directKind(of kind: String, colorTerm: String) -> String? {
        guard ["truecolor", "24bit"].contains(colorTerm), kind.hasSuffix("-256color") else {
            return nil
        }
        return kind.dropLast("-256color".count) + "-direct"
    }

    /// Whether the terminal cannot show the shades that separate a theme's surfaces.
    package var lacksShades: Bool { self == .none || self == .eight || self == .sixteen }

    /// The terminal's number for a text colour; -1 is the terminal's default.
    ///
    /// With few colours it matches the hue, but only if the result is readable on the background:
    /// light themes then have no yellow, and dark ones no deep blue.
    package func foreground(_ color: ThemeColor, on ground: ThemeColor) -> Int32 {
        guard case .rgb(let red, let green, let blue) = color, let count = basicCount else {
            return index(of: color)
        }
        let hue = Self.hue(red, green, blue)
        guard case .rgb = ground else { return hue.map { Int32($0) } ?? -1 }
        let base = Int(background(ground))
        let isDark = base == 0
        let plain = isDark ? 7 : 0
        guard let hue else { return Int32(plain) }
        let candidates = isDark ? [hue + 8, hue, 6] : [hue]
        let readable = candidates.first { number in
            let contrast = ThemeColor.standard[number].contrast(with: .standard[base]) ?? 0
            return number < count && contrast >= 3.5
        }
        return Int32(readable ?? plain)
    }

    /// The terminal's number for a background; -1 is the terminal's default.
    package func background(_ color: ThemeColor) -> Int32 {
        guard case .rgb = color, let count = basicCount else { return index(of: color) }
        guard let luminance = color.luminance, luminance > 0.18 else { return 0 }
        return Int32(count == 16 ? 15 : 7)
    }

    /// The number of colours of a terminal with 8 or 16; `nil` for any other.
    private var basicCount: Int? {
        switch self {
        case .eight: 8
        case .sixteen: 16
        case .none, .indexed, .direct: nil
        }
    }

    private func index(of color: ThemeColor) -> Int32 {
        switch (self, color) {
        case (.none, _), (_, .terminal):
            return -1
        case (.eight, .ansi(8)):
            return -1
        case (.eight, .ansi(let number)):
            return Int32(number % 8)
        case (.direct, .ansi(let number)):
            // Only the first eight numbers are the terminal's own colours here.
            return number < 8 ? Int32(number) : index(of: .standard[Int(number)])
        case (_, .ansi(let number)):
            return Int32(number)
        case (.direct, .rgb(let red, let green, let blue)):
            return max(Int32(red) << 16 | Int32(green) << 8 | Int32(blue), 8)
        case (_, .rgb(let red, let green, let blue)):
            return Self.nearestIndexed(Int(red), Int(green), Int(blue))
        }
    }

    /// One of the six pure hues; `nil` for a near-grey, which must not become one.
    private static func hue(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int? {
        let high = Int(max(red, green, blue))
        let low = Int(min(red, green, blue))
        if high - low < 48 { return nil }
        let middle = (high + low) / 2
        return (Int(red) > middle ? 1 : 0) + (Int(green) > middle ? 2 : 0)
            + (Int(blue) > middle ? 4 : 0)
    }

    private static func nearestIndexed(_ red: Int, _ green: Int, _ blue: Int) -> Int32 {
        func nearest(_ value: Int) -> Int {
            cubeLevels.indices.min {
                abs(cubeLevels[$0] - value) < abs(cubeLevels[$1] - value)
            } ?? 0
        }
        func distance(_ other: (Int, Int, Int)) -> Int {
            let (r, g, b) = (red - other.0, green - other.1, blue - other.2)
            return r * r + g * g + b * b
        }
        let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
        let cube = distance((cubeLevels[r], cubeLevels[g], cubeLevels[b]))
        let grey = min(max(((red + green + blue) / 3 - 3) / 10, 0), 23)
        let shade = 8 + grey * 10
        if distance((shade, shade, shade)) < cube { return Int32(232 + grey) }
        return Int32(16 + 36 * r + 6 * g + b)
    }

    private static let cubeLevels = [0, 95, 135, 175, 215, 255]

    /// The colour that xterm shows for a number from 16 on.
    package static func color(ofIndex index: Int32) -> ThemeColor {
        let index = Int(index)
        if index >= 232 {
            let shade = UInt8(clamping: 8 + (index - 232) * 10)
            return .rgb(shade, shade, shade)
        }
        guard index >= 16 else { return .standard[max(index, 0)] }
        let cube = index - 16
        let parts = [cube / 36, cube / 6 % 6, cube % 6].map { UInt8(cubeLevels[$0]) }
        return .rgb(parts[0], parts[1], parts[2])
    }
}

extension ThemeColor {
    /// xterm's default for the first sixteen colours.
    package static let standard: [ThemeColor] = [
        .rgb(0, 0, 0), .rgb(205, 0, 0), .rgb(0, 205, 0), .rgb(205, 205, 0),
        .rgb(0, 0, 238), .rgb(205, 0, 205), .rgb(0, 205, 205), .rgb(229, 229, 229),
        .rgb(127, 127, 127), .rgb(255, 0, 0), .rgb(0, 255, 0), .rgb(255, 255, 0),
        .rgb(92, 92, 255), .rgb(255, 0, 255), .rgb(0, 255, 255), .rgb(255, 255, 255),
    ]
}
