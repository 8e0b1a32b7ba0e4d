import Foundation

/// The reading of a prompts file from its first record to its last.
struct PromptReading {
    /// The number of bad lines that an error names.
    static let faultLimit = 10

    private let source: PromptSource
    private(set) var header: [String] = []
    private var prompts: [BatchPrompt] = []
    private var faults: [PromptFault] = []
    private var faultCount = 0
    private var lineByID: [PromptID: Int] = [:]

    init(_ source: PromptSource) { self.source = source }

    mutating func take(_ record: RecordReader.Record) throws {
        guard !record.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { return }
        if source.format.separator != nil, header.isEmpty {
            header = try source.header(of: record.bytes)
            return
        }
        do throws(PromptRefusal) {
            let (id, content) = try source.parse(record.bytes, line: record.line, header: header)
            if let first = lineByID.updateValue(record.line, forKey: id) {
                throw PromptRefusal(reason: "line \(first) already uses the id \(id)")
            }
            let place = BatchPrompt.Place.file(offset: record.offset, length: record.bytes.count)
            prompts.append(BatchPrompt(id: id, content, at: place))
        } catch {
            faultCount += 1
            guard faults.count < Self.faultLimit else { return }
            faults.append(PromptFault(line: record.line, reason: error.reason))
        }
    }

    func finish() throws(BatchError) -> [BatchPrompt] {
        guard faults.isEmpty else {
            throw .badPrompts(source.name, faults, count: faultCount)
        }
        guard !prompts.isEmpty else {
            let fault = PromptFault(line: 1, reason: "there are no prompts")
            throw .badPrompts(source.name, [fault], count: 1)
        }
        return prompts
    }
}

/// A line that is not a prompt.
package struct PromptFault: Sendable, Hashable {
    package let line: Int
    package let reason: String
}

/// Why a record is not a prompt, as part of a sentence.
struct PromptRefusal: Error {
    let reason: String
}

extension PromptSource {
    /// Reads one record of the file.
    func parse(
        _ record: Data,
        line: Int,
        header: [String]
    ) throws(PromptRefusal) -> (id: PromptID, content: PromptContent) {
        // UTF-16 has zero bytes, which are UTF-8 but never text.
        guard String(validating: record, as: UTF8.self) != nil, !record.contains(0) else {
            throw PromptRefusal(reason: "it is not UTF-8")
        }
        let (id, content): (PromptID?, PromptContent)
        if let separator = format.separator {
            (id, content) = try row(record, separator, header, line: line)
        } else if format == .lines {
            var text = String(decoding: record, as: UTF8.self)
            if text.last == "\r" { text.removeLast() }
            (id, content) = (.number(Decimal(line)), PromptContent(prompt: text))
        } else {
            let decoded = try decode(record)
            guard !decoded.hasBoth else {
                throw PromptRefusal(reason: "it has messages besides its prompt or system")
            }
            (id, content) = (decoded.id, decoded.content)
        }
        guard let id, id != .text("") else { throw PromptRefusal(reason: "it has no id") }
        guard !content.isEmpty else { throw PromptRefusal(reason: "it has no prompt") }
        if let reason = content.misshapen { throw PromptRefusal(reason: reason) }
        if let limit = content.maxTokens, limit < 1 {
            throw PromptRefusal(reason: "max_tokens has to be a whole number, at least 1")
        }
        if let limit = content.maxTokens, limit > BatchOptions.mostTokens {
            throw PromptRefusal(reason: "max_tokens is more than \(BatchOptions.mostTokens)")
        }
        return (id, content)
    }

    private func decode(_ record: Data) throws(PromptRefusal) -> PromptContent.Line {
        if let line = record.withUnsafeBytes(PromptContent.Line.init(quick:)) { return line }
        do {
            return try JSONDecoder().decode(PromptContent.Line.self, from: record)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            let key = context.codingPath[0].stringValue
            let words = "\(key) has a value that cannot be read, such as a number beyond 1e127"
            throw PromptRefusal(
                reason: Self.demand(of: key).map { "\(key) has to be \($0)" }
                    ?? Self.fault(in: record) ?? words
            )
        } catch {
            let isRepairable =
                (try? JSONDecoder().decode(PromptContent.Line.self, fromForeign: record)) != nil
            throw PromptRefusal(
                reason: (isRepairable ? Self.fault(in: record) : nil) ?? "it is not a JSON object"
            )
        }
    }

    private static func demand(of key: String) -> String? {
        switch key {
        case "messages": "a list"
        case "id": "text or a number"
        case "prompt", "system": "text"
        default: nil
        }
    }

    /// What other programs write into JSON that is none.
    private static func fault(in record: Data) -> String? {
        let pair = /\\u[dD][89abAB]..\\u[dD][c-fC-F]/
        let text = String(decoding: record, as: UTF8.self).replacing(pair, with: "")
        if text.contains(/\\u[dD][89a-fA-F]/) {
            return "it has half a surrogate pair, such as \\ud83d"
        }
        if text.contains(/[:,\[]\s*-?(NaN|Infinity)/) {
            return "it has NaN or Infinity, which JSON does not know"
        }
        if text.contains(/\\[^"\\\/bfnrtu]/) {
            return "it has an escape that JSON does not know, such as \\x"
        }
        return nil
    }

    /// The names of a table's columns.
    func header(of record: Data) throws(BatchError) -> [String] {
        func refusal(_ reason: String) -> BatchError {
            .badPrompts(name, [PromptFault(line: 1, reason: reason)], count: 1)
        }
        guard let separator = format.separator,
            let names = TableRow.cells(record, separator: separator)
        else { throw refusal("it is not UTF-8") }
        if let template {
            let missing = template.columns.filter { !names.contains($0) }
            guard missing.isEmpty else {
                throw refusal("the template names a column that is missing: \(missing[0])")
            }
        } else if !names.contains("prompt") {
            throw refusal("there is no column named prompt; name it, or use --template")
        }
        return names
    }

    private func row(
        _ record: Data,
        _ separator: UInt8,
        _ header: [String],
        line: Int
    ) throws(PromptRefusal) -> (PromptID?, PromptContent) {
        guard let cells = TableRow.cells(record, separator: separator) else {
            throw PromptRefusal(reason: "it is not UTF-8")
        }
        guard cells.count == header.count else {
            throw PromptRefusal(
                reason: "it has \(cells.count) columns, and the header has \(header.count)"
            )
        }
        let row = Dictionary(zip(header, cells)) { first, _ in first }
        let prompt = template?.filled(row) ?? row["prompt"] ?? ""
        let system = row["system"].flatMap { $0.isEmpty ? nil : $0 }
        // A table without names is in the order of its rows.
        let id = header.contains("id") ? row["id"].map(PromptID.text) : .number(Decimal(line))
        return (id, PromptContent(prompt: prompt, system: system))
    }
}
