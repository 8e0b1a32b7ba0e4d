import MusterUI
import Testing

/// A screen with a golden file of its name.
struct ScreenCase: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable () -> AppState

    var testDescription: String { name }

    init(_ name: String, make: @escaping @Sendable () -> AppState) {
        self.name = name
        self.make = make
    }
}
