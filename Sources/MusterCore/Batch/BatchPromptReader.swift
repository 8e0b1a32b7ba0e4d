package import Foundation

/// Reads the prompts of a batch: one JSON object a line.
package enum BatchPromptReader {
    /// The largest file that is read.
    package static let byteLimit = 256 << 20

    private struct Line: Decodable {
        let id: String?
        let prompt: String?
        let system: String?
    }

    /// Reads all prompts of a file, or none.
    ///
    /// - Throws: `BatchRefusal`, with the number of the first line that cannot be used.
    package static func read(path: String) throws(BatchRefusal) -> [BatchPrompt] {
        let data: Data
        do {
            // At the end of a file there is no data, which is none.
            data =
                try FileHandle(forReadingFrom: URL(filePath: path))
                .read(upToCount: byteLimit + 1) ?? Data()
        } catch {
            throw BatchRefusal("The prompts \(path) cannot be read.")
        }
        guard data.count <= byteLimit else {
            throw BatchRefusal("The prompts \(path) are larger than \(byteLimit >> 20) MiB.")
        }
        do throws(BatchError) {
            return try read(data)
        } catch {
            throw BatchRefusal("The prompts \(path), \(error)")
        }
    }

    /// Reads all prompts, or none.
    ///
    /// - Throws: `BatchError.badPrompt` with the number of the first line that cannot be used.
    package static func read(_ data: Data) throws(BatchError) -> [BatchPrompt] {
        var prompts: [BatchPrompt] = []
        var lineByID: [String: Int] = [:]
        let decoder = JSONDecoder()
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let number = index + 1
            guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
            let prompt = try prompt(bytes, number, decoder)
            if let first = lineByID.updateValue(number, forKey: prompt.id) {
                throw .badPrompt(
                    line: number,
                    reason: "the id \(prompt.id) is that of line \(first) already"
                )
            }
            prompts.append(prompt)
        }
        guard !prompts.isEmpty else { throw .badPrompt(line: 1, reason: "there are no prompts") }
        return prompts
    }

    private static func prompt(
        _ bytes: Data,
        _ number: Int,
        _ decoder: JSONDecoder
    ) throws(BatchError) -> BatchPrompt {
        let line: Line
        do {
            line = try decoder.decode(Line.self, from: bytes)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            let key = context.codingPath.last?.stringValue ?? "?"
            throw .badPrompt(line: number, reason: "\(key) has to be text")
        } catch {
            throw .badPrompt(line: number, reason: "it is not a JSON object")
        }
        guard let id = line.id, !id.isEmpty else {
            throw .badPrompt(line: number, reason: "it has no id")
        }
        guard let prompt = line.prompt, !prompt.allSatisfy(\.isWhitespace) else {
            throw .badPrompt(line: number, reason: "it has no prompt")
        }
        return BatchPrompt(id: id, prompt: prompt, system: line.system)
    }
}
