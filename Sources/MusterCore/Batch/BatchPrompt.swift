import Crypto
package import Foundation

/// One prompt of a batch.
package struct BatchPrompt: Sendable, Hashable, Identifiable {
    /// The user's name for the prompt, which identifies its results.
    package let id: String
    package let prompt: String
    package let system: String?
    /// The SHA-256 of the prompt, preceded by the system prompt and a zero byte if there is one.
    package let digest: String

    package init(id: String, prompt: String, system: String? = nil) {
        self.id = id
        self.prompt = prompt
        self.system = system
        let bytes = system.map { Array($0.utf8) + [0] + Array(prompt.utf8) }
        digest = SHA256.hash(data: bytes ?? Array(prompt.utf8)).hexadecimal
    }

    /// Estimated tokens, including the system prompt.
    var tokens: TokenEstimate { TokenEstimate(prompt: prompt, system: system) }
}

extension SHA256Digest {
    fileprivate var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// Reads the prompts of a batch: one JSON object per line.
package enum BatchPromptReader {
    package static let byteLimit = 256 << 20

    private struct Line: Decodable {
        let id: String?
        let prompt: String?
        let system: String?
    }

    /// Reads a whole file of prompts; `-` means standard input if `allowsStandardInput` is true.
    package static func read(
        path: String,
        allowsStandardInput: Bool = false
    ) throws(BatchError) -> [BatchPrompt] {
        let isInput = allowsStandardInput && path == "-"
        let name = isInput ? "on standard input" : path
        let data: Data
        do {
            let handle =
                isInput
                ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            // At the end of a file the handle returns `nil`: treat it as empty.
            data = try handle.read(upToCount: byteLimit + 1) ?? Data()
        } catch {
            throw .unreadablePrompts(name)
        }
        guard data.count <= byteLimit else { throw .largePrompts(name) }
        return try read(data, named: name)
    }

    /// Parses prompts; a `BatchError.badPrompt` names the first invalid line.
    package static func read(
        _ data: Data,
        named name: String
    ) throws(BatchError) -> [BatchPrompt] {
        var prompts: [BatchPrompt] = []
        var lineByID: [String: Int] = [:]
        let decoder = JSONDecoder()
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let number = index + 1
            guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
            let prompt: BatchPrompt
            switch self.prompt(bytes, decoder) {
            case .success(let read): prompt = read
            case .failure(let fault): throw .badPrompt(name, line: number, reason: fault.reason)
            }
            if let first = lineByID.updateValue(number, forKey: prompt.id) {
                throw .badPrompt(
                    name,
                    line: number,
                    reason: "the id \(prompt.id) is that of line \(first) already"
                )
            }
            prompts.append(prompt)
        }
        guard !prompts.isEmpty else {
            throw .badPrompt(name, line: 1, reason: "there are no prompts")
        }
        return prompts
    }

    private struct Fault: Error {
        let reason: String
    }

    private static func prompt(_ bytes: Data, _ decoder: JSONDecoder) -> Result<BatchPrompt, Fault>
    {
        let line: Line
        do {
            line = try decoder.decode(Line.self, from: bytes)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            let key = context.codingPath.last?.stringValue ?? "?"
            return .failure(Fault(reason: "\(key) has to be text"))
        } catch {
            return .failure(Fault(reason: "it is not a JSON object"))
        }
        guard let id = line.id, !id.isEmpty else {
            return .failure(Fault(reason: "it has no id"))
        }
        guard let prompt = line.prompt, !prompt.allSatisfy(\.isWhitespace) else {
            return .failure(Fault(reason: "it has no prompt"))
        }
        return .success(BatchPrompt(id: id, prompt: prompt, system: line.system))
    }
}
