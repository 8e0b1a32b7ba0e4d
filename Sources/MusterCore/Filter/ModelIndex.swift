/// The texts of all models in one block of memory, for a search at every keystroke.
///
/// Build it once per catalog. Copies of an index share their buffers, so comparing them is instant.
package struct ModelIndex: Sendable, Equatable {
    struct Text: Sendable, Hashable {
        var start: Int32
        var count: Int32
        /// Its letters, for ruling words out quickly.
        var set: LetterSet
    }

    static let textsPerModel = 3

    private(set) var letters: [UInt8] = []
    private(set) var marks: [UInt8] = []
    /// The texts, ``textsPerModel`` for each model.
    private(set) var texts: [Text] = []

    package var count: Int { texts.count / Self.textsPerModel }

    /// Indexes models; places in the index are indices of `models`.
    package init(_ models: [Model] = []) {
        texts.reserveCapacity(models.count * Self.textsPerModel)
        var folded = FoldedText()
        for model in models {
            for text in Self.texts(of: model) { texts.append(Self.append(text, to: &folded)) }
        }
        letters = folded.letters
        marks = folded.marks
    }

    package mutating func update(_ model: Model, at place: Int) {
        for (number, text) in Self.texts(of: model).enumerated() {
            var folded = FoldedText()
            var entry = Self.append(text, to: &folded)
            guard folded.letters != Array(self.letters(of: place, number)) else { continue }
            // The old letters stay unused until the next catalog.
            entry.start = Int32(letters.count)
            letters += folded.letters
            marks += folded.marks
            texts[place * Self.textsPerModel + number] = entry
        }
    }

    /// Whether both would give the same index.
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
        // Skip a name that adds nothing to the ID.
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
