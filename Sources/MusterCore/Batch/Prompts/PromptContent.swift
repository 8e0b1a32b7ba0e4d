import Crypto
import Foundation

/// What a prompt asks: words or the API's own messages, and the members of the request.
package struct PromptContent: Sendable, Hashable {
    /// What the API takes of a line of prompts, beside its messages.
    static let parameterNames = [
        "max_tokens", "temperature", "top_p", "seed", "stop", "response_format", "tools",
        "tool_choice", "reasoning",
    ]

    /// The prompt in words; of messages, the text of the user's last one.
    package var prompt: String
    package var system: String?
    /// The messages as the API takes them, images and files included.
    package var messages: [JSONElement]?
    /// Members of the request by the API's names, except `max_tokens`.
    package var parameters: JSONMembers = [:]
    /// The limit of the answer in tokens; `nil` for the batch's.
    package var maxTokens: Int?
    /// The user's own data, which the result repeats.
    package var metadata: JSONElement?

    package init(prompt: String, system: String? = nil) {
        self.prompt = prompt
        self.system = system
    }

    /// Whether there is a question in it.
    var isEmpty: Bool { messages?.isEmpty ?? prompt.allSatisfy(\.isWhitespace) }

    /// The SHA-256 of what is asked.
    ///
    /// Of words alone it is that of the prompt, preceded by the system prompt and a zero byte if
    /// there is one; else that of the sorted JSON of messages and parameters.
    var digest: PromptDigest {
        guard messages != nil || !parameters.isEmpty || maxTokens != nil else {
            let bytes = system.map { Array($0.utf8) + [0] + Array(prompt.utf8) }
            return PromptDigest(SHA256.hash(data: bytes ?? Array(prompt.utf8)))
        }
        var members = parameters
        members["messages"] = .array(allMessages)
        members["max_tokens"] = maxTokens.map { .number(Decimal($0)) }
        return PromptDigest(SHA256.hash(data: JSONEncoder.sorted(members)))
    }

    /// The messages of the request.
    var allMessages: [JSONElement] {
        messages ?? JSONElement.messages(system: system, prompt: prompt)
    }

    /// Whether it brings an image, sound or a file along, rather than the address of one.
    var hasMediaInside: Bool {
        messages?.contains { message in
            guard case .array(let parts)? = message["content"] else { return false }
            return parts.contains { $0["text"] == nil && !$0.hasWebAddress }
        } ?? false
    }

    /// The tokens of all that is sent.
    var tokens: TokenEstimate {
        let described = parameters.filter { ["tools", "response_format"].contains($0.key) }
        var bytes = described.isEmpty ? 0 : JSONEncoder.sorted(described).count
        guard let messages else {
            return TokenEstimate(bytes: bytes + prompt.utf8.count + (system?.utf8.count ?? 0))
        }
        var media: [Int] = []
        for message in messages {
            bytes += message.bytesBesideContent
            switch message["content"] {
            case .string(let text)?: bytes += text.utf8.count
            case .array(let parts)?:
                for part in parts {
                    if case .string(let text)? = part["text"] {
                        bytes += text.utf8.count
                    } else {
                        media.append(part.mediumTokens)
                    }
                }
            default: break
            }
        }
        return TokenEstimate(bytes: bytes, media: media)
    }
}

extension JSONElement {
    /// The bytes of a message's other members, such as the calls of tools.
    fileprivate var bytesBesideContent: Int {
        guard case .object(var members) = self else { return 0 }
        (members["role"], members["content"]) = (nil, nil)
        return members.isEmpty ? 0 : JSONEncoder.sorted(members).count
    }

    /// The most tokens of an image, a sound or a file.
    ///
    /// A picture takes as many in the greatest detail that the API takes, however many bytes it has;
    /// a sound about 32 a second, of some kilobytes; and a file may be all text.
    fileprivate var mediumTokens: Int {
        func size(_ data: JSONElement?) -> Int {
            guard case .string(let text)? = data,
                text.hasPrefix("data:") || self["input_audio"] != nil
            else { return 0 }
            return text.utf8.count / 4 * 3
        }
        let sound = size(self["input_audio"]?["data"]) / 100
        return max(20_000, sound, size(self["file"]?["file_data"]))
    }
}

extension JSONElement {
    /// Whether a part of a message names its medium by `https://`.
    fileprivate var hasWebAddress: Bool {
        let addresses = [self["image_url"]?["url"], self["file"]?["file_data"]]
        return addresses.contains { address in
            guard case .string(let text)? = address else { return false }
            return text.lowercased().hasPrefix("https://")
        }
    }
}

/// A SHA-256 in 32 bytes.
package struct PromptDigest: Sendable, Hashable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes {
            $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
        }
    }

    /// Reads the hexadecimal digits of a result; other text is the digest of no prompt.
    package init(_ text: String) {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text {
            guard let value = digit.hexDigitValue.map(UInt8.init) else { continue }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        if bytes.count != 32 { bytes = Array(repeating: 0, count: 32) }
        words = bytes.withUnsafeBytes {
            $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
        }
    }

    /// In hexadecimal digits, as results have it.
    package var text: String {
        withUnsafeBytes(of: words) { bytes in
            bytes.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
    }

    package static func == (one: PromptDigest, other: PromptDigest) -> Bool {
        one.words == other.words
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension PromptContent {
    /// A line of prompts that is JSON.
    struct Line: Decodable {
        let id: PromptID?
        let content: PromptContent
        /// Whether it has messages and also words, which would not be sent.
        var hasBoth = false

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        /// Reads a line of just an ID, a prompt and perhaps a system prompt, each without an escape.
        init?(quick bytes: UnsafeRawBufferPointer) {
            var (id, prompt, system): (String?, String?, String?)
            var isPlain = true
            var scanner = JSONMemberScanner(bytes)
            let isObject = scanner.scan { name, value in
                let text = bytes.plainString(value)
                if bytes.has("id", at: name), id == nil {
                    id = text
                } else if bytes.has("prompt", at: name), prompt == nil {
                    prompt = text
                } else if bytes.has("system", at: name), system == nil {
                    system = text
                } else {
                    isPlain = false
                }
                if text == nil { isPlain = false }
            }
            guard isObject, isPlain, let id, let prompt else { return nil }
            self.id = .text(id)
            content = PromptContent(prompt: prompt, system: system)
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            func value<Value: Decodable>(_ name: String, _ type: Value.Type) throws -> Value? {
                try container.decodeIfPresent(type, forKey: Key(stringValue: name))
            }
            id = try value("id", PromptID.self)
            let messages = try value("messages", [JSONElement].self)
            let prompt = try value("prompt", String.self)
            var content = PromptContent(
                prompt: prompt ?? messages?.lastQuestion ?? "",
                system: try value("system", String.self)
            )
            hasBoth = messages != nil && (prompt != nil || content.system != nil)
            content.messages = messages
            content.metadata = try value("metadata", JSONElement.self)
            for name in parameterNames {
                guard let member = try value(name, JSONElement.self) else { continue }
                content.parameters[name] = member
            }
            switch content.parameters.removeValue(forKey: "max_tokens") {
            case nil, .null?: break
            case .number(let limit)?:
                content.maxTokens = Int(exactly: NSDecimalNumber(decimal: limit)) ?? 0
            // No limit either, and no request without one.
            case .some: content.maxTokens = 0
            }
            self.content = content
        }
    }
}

extension [JSONElement] {
    /// The text of the user's last message.
    fileprivate var lastQuestion: String? {
        guard let last = last(where: { $0["role"] == .string("user") }) else { return nil }
        switch last["content"] {
        case .string(let text)?: return text
        case .array(let parts)?:
            return parts.compactMap { part in
                if case .string(let text)? = part["text"] { text } else { nil }
            }.joined(separator: "\n")
        default: return nil
        }
    }
}
