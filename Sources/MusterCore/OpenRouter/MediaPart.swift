import Foundation

/// A picture, sound, video or file within an answer, in the shapes of OpenAI, OpenRouter, Anthropic
/// and Google.
struct MediaPart: Decodable {
    /// The media, if the part names its kind.
    let media: AnswerMedia?
    /// The words of a sound.
    let transcript: String?
    private let source: Source?

    private enum CodingKeys: String, CodingKey {
        case imageURL = "image_url"
        case image
        case inputAudio = "input_audio"
        case outputAudio = "output_audio"
        case audio
        case videoURL = "video_url"
        case video
        case file
        case inlineData = "inline_data"
        case inlineDataCamel = "inlineData"
        case source
        case base64 = "b64_json"
        case transcript
    }

    private static let kinds: [(CodingKeys, AnswerMedia.Kind)] = [
        (.imageURL, .picture), (.image, .picture), (.base64, .picture), (.inputAudio, .sound),
        (.outputAudio, .sound), (.audio, .sound), (.videoURL, .video), (.video, .video),
        (.file, .file), (.inlineData, .file), (.inlineDataCamel, .file),
    ]

    init(from decoder: any Decoder) throws {
        // A bare string is a link or a data URL.
        guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
            (media, transcript) = (nil, nil)
            source = try? Source(from: decoder)
            return
        }
        var media: AnswerMedia?
        for (key, kind) in Self.kinds where media == nil && container.contains(key) {
            let source = try? container.decode(Source.self, forKey: key)
            media = source.map { $0.media(kind) }
        }
        self.media = media
        transcript = container.lenientString(forKey: .transcript)
        source =
            (try? container.decode(Source.self, forKey: .source)) ?? (try? Source(from: decoder))
    }

    /// The media of a part whose kind is told elsewhere: by its `type`, or the key that holds it.
    func described(by word: String) -> AnswerMedia? {
        guard let kind = AnswerMedia.Kind(word: word), let source, source.isData else { return nil }
        return source.media(kind)
    }

    /// Where the bytes are: a data URL, a link, or Base64 beside its type.
    private struct Source: Decodable {
        var type: String?
        var link: String?
        var encodedLength: Int?

        var isData: Bool { link != nil || encodedLength != nil }

        private enum CodingKeys: String, CodingKey {
            case url
            case data
            case fileData = "file_data"
            case mimeType = "mime_type"
            case mimeTypeCamel = "mimeType"
            case mediaType = "media_type"
            case format
        }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                read(text, isLink: text.contains("://"))
                return
            }
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let types: [CodingKeys] = [.mimeType, .mimeTypeCamel, .mediaType, .format]
            type = types.lazy.compactMap { container.lenientString(forKey: $0) }.first
            if let url = container.lenientString(forKey: .url) { read(url, isLink: true) }
            for key in [CodingKeys.data, .fileData] {
                if let data = container.lenientString(forKey: key) { read(data, isLink: false) }
            }
        }

        private mutating func read(_ text: String, isLink: Bool) {
            if text.hasPrefix("data:"), let comma = text.firstIndex(of: ",") {
                let head = text[..<comma].dropFirst("data:".count)
                type = head.split(separator: ";").first.map(String.init) ?? type
                encodedLength = text[comma...].utf8.count - 1
            } else if isLink {
                link = String(text.prefix(200))
            } else {
                encodedLength = text.utf8.count
            }
        }

        func media(_ kind: AnswerMedia.Kind) -> AnswerMedia {
            AnswerMedia(
                kind: type.flatMap(AnswerMedia.Kind.init(mimeType:)) ?? kind,
                type: type,
                // Base64 has four characters for three bytes (RFC 4648, section 4).
                byteCount: encodedLength.map { $0 / 4 * 3 },
                link: link
            )
        }
    }
}
