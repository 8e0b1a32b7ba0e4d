/// The texts of all models in one piece of memory, ready for being searched at every keystroke.
///
/// Made once for a catalog. Equality is that of its buffers, so two copies of one index are
/// compared at once.
package struct ModelIndex: Sendable, Equatable {
    /// A text of a model.
    struct Text: Sendable, Hashable {
        /// Where it begins.
        var start: Int32
        /// How many letters it has.
        var count: Int32
        /// Its letters, for telling fast that a word is not in it.
        var set: LetterSet
    }

    /// Model ID, name and Hugging Face ID.
    static let textsPerModel = 3

    /// The letters of all texts.
    private(set) var letters: [UInt8] = []
    /// Their marks.
    private(set) var marks: [UInt8] = []
    /// The texts, as many for each model.
    private(set) var texts: [Text] = []

    /// How many models there are.
    package var count: Int { texts.count / Self.textsPerModel }

    /// Indexes models; a place in the index is one in `models`.
    package init(_ models: [Model] = []) {
        texts.reserveCapacity(models.count * Self.textsPerModel)
        var folded = FoldedText()
        for model in models {
            for text in Self.texts(of: model) { texts.append(Self.append(text, to: &folded)) }
        }
        letters = folded.letters
        marks = folded.marks
    }

    /// Takes note that the texts of a model have changed.
    package mutating func update(_ model: Model, at place: Int) {
        for (number, text) in Self.texts(of: model).enumerated() {
            var folded = FoldedText()
            var entry = Self.append(text, to: &folded)
            guard folded.letters != Array(self.letters(of: place, number)) else { continue }
            // What was there stays unused until the next catalog.
            entry.start = Int32(letters.count)
            letters += folded.letters
            marks += folded.marks
            texts[place * Self.textsPerModel + number] = entry
        }
    }

    /// Whether both have the same index.
    static func haveSameTexts(_ left: [Model], _ right: [Model]) -> Bool {
        left.count == right.count
            && left.indices.allSatisfy { place in
                left[place].entry.id == right[place].entry.id
                    && left[place].entry.name == right[place].entry.name
                    && left[place].huggingFaceID == right[place].huggingFaceID
            }
    }

    private func letters(of place: Int, _ number: Int) -> ArraySlice<UInt8> {
        let text = texts[place * Self.textsPerModel + number]
        return letters[Int(text.start)..<Int(text.start + text.count)]
    }

    private static func texts(of model: Model) -> [String] {
        let id = model.entry.id.rawValue
        // A name that says nothing new need not be searched.
        let name = model.entry.name == id ? "" : model.entry.name
        return [id, name, model.huggingFaceID?.rawValue ?? ""]
    }

    private static func append(_ text: String, to folded: inout FoldedText) -> Text {
        let start = folded.letters.count
        let count = folded.append(text)
        return Text(
            start: Int32(start),
            count: Int32(count),
            set: LetterSet(folded.letters[start...], marks: folded.marks[start...])
        )
    }
}
