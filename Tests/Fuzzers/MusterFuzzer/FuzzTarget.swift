import Dispatch
import Foundation

@testable import MusterCore

/// What reads foreign text, and what must hold whatever the text is.
enum FuzzTarget: String, CaseIterable, Sendable {
    case catalog
    case filter
    case sanitizer
    case stream

    /// Reads an input; ends the program where something does not hold.
    func check(_ bytes: [UInt8]) {
        switch self {
        case .catalog: Self.checkCatalog(bytes)
        case .filter: Self.checkFilter(String(decoding: bytes, as: UTF8.self))
        case .sanitizer: Self.checkSanitizer(bytes)
        case .stream: Self.checkStream(bytes)
        }
    }

    /// No ID comes twice, and each is valid.
    private static func checkCatalog(_ bytes: [UInt8]) {
        // libFuzzer's callback waits, and reads one input at a time.
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            defer { done.signal() }
            guard let catalog = try? await CatalogReader.read(Data(bytes), source: "x") else {
                return
            }
            precondition(Set(catalog.rows.map(\.entry.id)).count == catalog.rows.count)
            for row in catalog.rows {
                precondition(ModelID(validating: row.entry.id.rawValue) == row.entry.id)
            }
        }
        done.wait()
    }

    /// The pieces are the whole, and complaints lie within it; what completes a word extends it.
    private static func checkFilter(_ text: String) {
        let filter = ModelFilter(text, saved: ["a": "llama", "b": "-@a is:free"])
        let characters = Array(filter.source)
        precondition(filter.tokens.flatMap { characters[$0.range] } == characters)
        for complaint in filter.complaints {
            precondition(complaint.range.lowerBound >= 0 && !complaint.range.isEmpty)
            precondition(complaint.range.upperBound <= characters.count)
        }
        let typed = Array(text)
        precondition(filter.matchedCharacters(in: text).allSatisfy(typed.indices.contains))
        guard
            let completion = FilterCompletion(
                of: typed,
                saved: ["a", "Ünal"],
                words: { _ in ["x"] }
            )
        else { return }
        precondition(completion.range.upperBound == typed.count && !completion.candidates.isEmpty)
        let piece = String(typed[completion.range]).lowercased()
        precondition(completion.candidates.allSatisfy { $0.text.lowercased().hasPrefix(piece) })
    }

    /// Where a text is cut changes nothing, nor does sanitizing it again; no control is left.
    private static func checkSanitizer(_ bytes: [UInt8]) {
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let whole = SanitizedText(sanitizing: text)
        precondition(SanitizedText(sanitizing: whole.string) == whole)
        precondition(SanitizedText(sanitizing: whole.singleLine.string) == whole.singleLine)
        precondition(
            whole.string.unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
            }
        )
        let scalars = text.unicodeScalars
        let cut = scalars.index(
            scalars.startIndex,
            offsetBy: Int(bytes.first ?? 0),
            limitedBy: scalars.endIndex
        )
        var sanitizer = TextSanitizer()
        let first = sanitizer.sanitize(String(scalars[..<(cut ?? scalars.endIndex)]))
        let second = sanitizer.sanitize(String(scalars[(cut ?? scalars.endIndex)...]))
        precondition(
            (first.unicodeScalars + second.unicodeScalars).elementsEqual(
                whole.string.unicodeScalars
            )
        )
    }

    /// However a stream is cut, it means the same; no message is longer than is kept.
    private static func checkStream(_ bytes: [UInt8]) {
        let stream = bytes.dropFirst()
        let cut = stream.startIndex + min(Int(bytes.first ?? 0), stream.count)
        let whole = events(of: [stream])
        precondition(whole == events(of: [stream[..<cut], stream[cut...]]))
        precondition(whole == events(of: stream.indices.map { stream[$0...$0] }))
        for case .failed(let failure) in whole ?? [] {
            precondition(failure.message.utf8.count <= 2048)
        }
    }

    /// What a stream means; `nil` when a part of it is too large.
    ///
    /// That it was kept alive is told once a piece, so that the cuts count.
    private static func events(of pieces: [ArraySlice<UInt8>]) -> [CompletionEvent]? {
        var reader = CompletionStreamReader()
        return try? pieces.flatMap { try reader.read(Array($0)) }.filter { $0 != .keptAlive }
    }
}
