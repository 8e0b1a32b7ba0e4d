import Foundation

/// A prompts file, from which the text of a prompt is read when it is sent.
package struct PromptSource: Sendable {
    /// The open file, which is closed with its last user; nothing moves its place.
    private final class OpenFile: Sendable {
        let descriptor: Int32
        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit { close(descriptor) }
    }

    /// What the user calls it.
    package let name: String
    let format: PromptFormat
    let template: PromptTemplate?
    private let file: OpenFile?
    /// The columns of a table.
    private var header: [String] = []

    /// A source without a file, for prompts that are in memory.
    package static let memory = PromptSource(name: "", format: .jsonl)

    private init(
        name: String,
        format: PromptFormat,
        template: PromptTemplate? = nil,
        file: OpenFile? = nil
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
        let descriptor = isInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw .unreadablePrompts(name, reason: String(cString: strerror(errno)).lowercased())
        }
        let isFile = status.st_mode & S_IFMT == S_IFREG
        if isFile, !isInput {
            file = OpenFile(descriptor)
        } else {
            // A pipe can be read once.
            let copy = Self.copy(of: descriptor)
            if !isInput { close(descriptor) }
            guard copy >= 0 else { throw .unreadablePrompts(name) }
            file = OpenFile(copy)
        }
    }

    /// Reads all prompts, of which one that is none refuses all.
    func prompts() throws(BatchError) -> (all: [BatchPrompt], source: PromptSource) {
        guard let file else { throw .unreadablePrompts(name) }
        lseek(file.descriptor, 0, SEEK_SET)
        var reading = PromptReading(self)
        do {
            let handle = FileHandle(fileDescriptor: file.descriptor, closeOnDealloc: false)
            try RecordReader(separator: format.separator).forEach(of: handle) { record in
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
            guard let file, let bytes = Self.read(file.descriptor, offset, length),
                let content = try? parse(bytes, line: 0, header: header).content,
                content.digest == prompt.digest
            else { throw .changedPrompts(name, id: prompt.id.description) }
            return content
        }
    }

    private static func read(_ descriptor: Int32, _ offset: Int64, _ length: Int) -> Data? {
        var bytes = Data(count: length)
        var done = 0
        while done < length {
            let count = bytes.withUnsafeMutableBytes {
                pread(
                    descriptor,
                    $0.baseAddress?.advanced(by: done),
                    length - done,
                    Int(offset) + done
                )
            }
            guard count > 0 else { return nil }
            done += count
        }
        return bytes
    }

    /// A nameless file with all that a pipe had; negative if it cannot be read or written.
    private static func copy(of source: Int32) -> Int32 {
        let path = NSTemporaryDirectory() + "muster-\(UUID().uuidString)"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return -1 }
        unlink(path)
        let copy = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        do {
            let original = FileHandle(fileDescriptor: source, closeOnDealloc: false)
            while let chunk = try original.read(upToCount: 1 << 20), !chunk.isEmpty {
                try copy.write(contentsOf: chunk)
            }
            return descriptor
        } catch {
            close(descriptor)
            return -1
        }
    }
}
