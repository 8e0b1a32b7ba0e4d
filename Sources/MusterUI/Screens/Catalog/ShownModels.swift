package import MusterCore

/// The models that a table shows, in its order: a view on all of them, because copying a hundred
/// thousand at every keystroke would be felt.
package struct ShownModels: Sendable, Equatable {
    /// Every model.
    let models: [Model]
    /// The places in `models` of those that are shown.
    let places: [Int32]
}

extension ShownModels: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { places.count }

    package subscript(position: Int) -> Model { models[Int(places[position])] }
}
