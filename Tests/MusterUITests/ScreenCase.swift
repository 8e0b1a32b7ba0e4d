import Testing

@testable import MusterUI

/// A screen with a golden file of its name.
struct ScreenCase: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable () -> AppState

    var testDescription: String { name }

    /// Whether it is about a size, and recorded in that alone; else `ScreenMatrixTests` records it.
    var isSized: Bool { name.contains(/[0-9]x[0-9]/) }

    init(_ name: String, make: @escaping @Sendable () -> AppState) {
        self.name = name
        self.make = make
    }
}
