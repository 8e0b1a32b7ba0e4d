/// A picture, sound, video or file that came with an answer; muster keeps none of them.
package struct AnswerMedia: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case picture
        case sound
        case video
        case file
    }

    package var kind: Kind
    /// Its media type or format, as the service named it.
    package var type: String?
    /// About so many bytes; `nil` for a link.
    package var byteCount: Int?
    /// The start of its address, if the service sent one instead.
    package var link: String?
}

extension AnswerMedia.Kind {
    /// The kind that a word of the API names: `image_url`, `output_audio`, `images`.
    init?(word: String) {
        let kinds: [(String, Self)] = [
            ("image", .picture), ("audio", .sound), ("video", .video), ("file", .file),
        ]
        guard let kind = kinds.first(where: { word.contains($0.0) })?.1 else { return nil }
        self = kind
    }

    init?(mimeType: String) {
        guard mimeType.contains("/") else { return nil }
        self.init(word: String(mimeType.prefix { $0 != "/" }))
    }
}

extension AnswerMedia: CustomStringConvertible {
    /// `a picture (image/png, 4.9 MiB)`.
    package var description: String {
        let name =
            switch kind {
            case .picture: "a picture"
            case .sound: "sound"
            case .video: "a video"
            case .file: "a file"
            }
        let facts = [type, byteCount?.byteCount, link].compactMap { $0 }
        return facts.isEmpty ? name : "\(name) (\(facts.joined(separator: ", ")))"
    }
}

extension [AnswerMedia] {
    /// Adds one; the pieces of a sound count as one.
    package mutating func add(_ one: AnswerMedia) {
        guard one.kind == .sound, let last = lastIndex(where: { $0.kind == .sound }) else {
            append(one)
            return
        }
        self[last].type = self[last].type ?? one.type
        self[last].byteCount = (self[last].byteCount ?? 0) + (one.byteCount ?? 0)
    }

    /// `a picture (image/png, 4.9 MiB), sound`; at most three are named.
    package var words: String {
        let names = prefix(3).map(\.description)
        let more = count > names.count ? ["\(count - names.count) more"] : []
        return (names + more).joined(separator: ", ")
    }
}
