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

    /// Parses prompts, of which one that is none refuses all.
    package static func read(
        _ data: Data,
        named name: String
    ) throws(BatchError) -> [BatchPrompt] {
        var prompts: [BatchPrompt] = []
        var faults: [Fault] = []
        // By its bytes: composed and decomposed letters are different IDs.
        var lineByID: [Data: Int] = [:]
        let decoder = JSONDecoder()
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let number = index + 1
            guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
            do throws(Refusal) {
                let prompt = try self.prompt(bytes, decoder)
                if let first = lineByID.updateValue(number, forKey: Data(prompt.id.utf8)) {
                    throw Refusal(reason: "line \(first) already uses the id \(prompt.id)")
                }
                prompts.append(prompt)
            } catch {
                faults.append(Fault(line: number, reason: error.reason))
            }
        }
        if prompts.isEmpty, faults.isEmpty {
            faults.append(Fault(line: 1, reason: "there are no prompts"))
        }
        guard faults.isEmpty else {
            throw .badPrompts(name, Array(faults.prefix(faultLimit)), count: faults.count)
        }
        return prompts
    }

    /// The number of bad lines that an error names.
    package static let faultLimit = 10

    /// A line that is not a prompt.
    package struct Fault: Sendable, Hashable {
        package let line: Int
        package let reason: String
    }

    private struct Refusal: Error {
        let reason: String
    }

    private static func prompt(
        _ bytes: Data,
        _ decoder: JSONDecoder
    ) throws(Refusal) -> BatchPrompt {
        // UTF-16 has zero bytes, which are UTF-8 but never JSON.
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw Refusal(reason: "it is not UTF-8")
        }
        let line: Line
        do {
            line = try decoder.decode(Line.self, from: bytes)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            let key = context.codingPath.last?.stringValue ?? "?"
            throw Refusal(reason: "\(key) has to be text")
        } catch {
            let isRepairable = (try? decoder.decode(Line.self, fromForeign: bytes)) != nil
            throw Refusal(
                reason: isRepairable
                    ? "it has half a surrogate pair, such as \\ud83d" : "it is not a JSON object"
            )
        }
        guard let id = line.id, !id.isEmpty else { throw Refusal(reason: "it has no id") }
        guard let prompt = line.prompt, !prompt.allSatisfy(\.isWhitespace) else {
            throw Refusal(reason: "it has no prompt")
        }
        return BatchPrompt(id: id, prompt: prompt, system: line.system)
    }
}
