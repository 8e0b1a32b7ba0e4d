import Foundation

/// A file of answers in the form of OpenAI's Batch API.
struct BatchAnswerFile {
    private let path: String
    private let file: RecordFile
    private var places: [(offset: Int64, length: Int, line: Int)] = []

    /// Reads all answers once, of which one that is none refuses all.
    ///
    /// - Throws: ``BatchError/foreignAnswers(path:line:)`` and
    ///   ``BatchError/unreadableResults(_:)``.
    init(path: String) throws(BatchError) {
        self.path = path
        do throws(FileFailure) {
            file = try RecordFile(path: path)
        } catch {
            throw .unreadableResults(error)
        }
        do {
            try file.forEach(RecordReader()) { record in
                guard !record.bytes.allSatisfy({ $0 <= 0x20 }) else { return }
                guard Self.answer(record.bytes) != nil else {
                    throw BatchError.foreignAnswers(path: path, line: record.line)
                }
                places.append((record.offset, record.bytes.count, record.line))
            }
        } catch let error as BatchError {
            throw error
        } catch {
            throw .unreadableResults(FileFailure(path: path, reason: "\(error)"))
        }
    }

    var indices: Range<Int> { places.indices }

    subscript(index: Int) -> BatchAnswer {
        get throws(BatchError) {
            let place = places[index]
            guard let bytes = file.bytes(at: place.offset, length: place.length),
                let answer = Self.answer(bytes)
            else { throw .foreignAnswers(path: path, line: place.line) }
            return answer
        }
    }

    private static func answer(_ bytes: Data) -> BatchAnswer? {
        try? JSONDecoder().decode(BatchAnswer.self, fromForeign: bytes)
    }
}
