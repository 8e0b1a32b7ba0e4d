import Foundation

/// A prompts file, from which the text of a prompt is read when it is sent.
package struct PromptSource: Sendable {
    /// What the user calls it.
    package let name: String
    let format: PromptFormat
    let template: PromptTemplate?
    private let file: RecordFile?
    /// The columns of a table.
    private var header: [String] = []

    /// A source without a file, for prompts that are in memory.
    package static let memory = PromptSource(name: "", format: .jsonl)

    private init(
        name: String,
        format: PromptFormat,
        template: PromptTemplate? = nil,
        file: RecordFile? = nil
    ) {
        self.name = name
        self.format = format
        self.template = template
        self.file = file
    }

    /// Opens a file of prompts; `-` means standard input, which is copied to a file first.
    init(_ request: BatchRequest) throws(BatchError) {
        let path = request.promptsPath.expandingTilde
        let isInput = request.allowsStandardInput && path == "-"
        name = isInput ? "on standard input" : path
        format = request.promptFormat ?? (isInput ? .jsonl : PromptFormat(path: path))
        template = request.template
        guard template == nil || format.separator != nil else {
            throw .badTemplate("it fills in columns, and \(name) is not read as a table")
        }
        do throws(FileFailure) {
            file = try RecordFile(path: isInput ? nil : path)
        } catch {
            throw .unreadablePrompts(name, reason: error.reason)
        }
    }

    /// Reads all prompts, of which one that is none refuses all.
    func prompts() throws(BatchError) -> (all: [BatchPrompt], source: PromptSource) {
        guard let file else { throw .unreadablePrompts(name) }
        var reading = PromptReading(self)
        do {
            try file.forEach(RecordReader(separator: format.separator)) { record in
                try reading.take(record)
            }
        } catch let error as BatchError {
            throw error
        } catch let error as RecordReader.TooLarge {
            throw bad(error.line, "it is larger than 200 MiB")
        } catch let error as RecordReader.Unclosed {
            throw bad(error.line, "its quotation is not closed")
        } catch {
            throw .unreadablePrompts(name)
        }
        var source = self
        source.header = reading.header
        return (try reading.finish(), source)
    }

    private func bad(_ line: Int, _ reason: String) -> BatchError {
        .badPrompts(name, [PromptFault(line: line, reason: reason)], count: 1)
    }

    /// The text of a prompt.
    ///
    /// - Throws: ``BatchError/changedPrompts(_:id:)`` if the file is not as it was.
    package func content(of prompt: BatchPrompt) throws(BatchError) -> PromptContent {
        switch prompt.place {
        case .here(let content): return content
        case .file(let offset, let length):
            guard let file, let bytes = file.bytes(at: offset, length: length),
                let content = try? parse(bytes, line: 0, header: header).content,
                content.digest == prompt.digest
            else { throw .changedPrompts(name, id: prompt.id.description) }
            return content
        }
    }
}
