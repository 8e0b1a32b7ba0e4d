import Foundation
import GRDB

/// A row of `model_capabilities`, read leniently: an adopted table may hold anything anywhere.
struct ModelRecord {
    /// The columns in the order in which ``init(row:)`` reads them, by position for speed.
    static let selection = """
        model_id, openrouter_slug, name, created, context_length, max_completion_tokens, \
        prompt_price, completion_price, is_free, is_router, input_modalities, output_modalities, \
        supported_parameters, expiration_date, hugging_face_id, hugging_face_id_source, \
        listed, disabled, disabled_reason, favorite, request_price, marked
        """

    /// How many lists are remembered: real catalogs have some 200.
    private static let knownListsLimit = 10_000

    let entry: CatalogEntry
    let huggingFaceID: HuggingFaceID?
    let huggingFaceIDSource: HuggingFaceIDSource?
    let isListed: Bool
    let isDisabled: Bool
    let disabledReason: String?
    let isFavorite: Bool
    let isMarked: Bool

    /// Reads a row.
    ///
    /// - Parameters:
    ///   - row: what ``selection`` selects.
    ///   - lists: the lists of the rows before. The same few occur again and again, and a hundred
    ///     thousand models that share them are read faster and kept in less memory.
    init(row: Row, lists: inout [String: [String]]) {
        let created = Self.integer(row, 3)
        entry = CatalogEntry(
            id: ModelID(rawValue: Self.text(row, 0) ?? ""),
            openRouterSlug: Self.text(row, 1),
            name: Self.text(row, 2),
            created: created.map { Date(timeIntervalSince1970: Double($0)) },
            contextLength: Self.integer(row, 4),
            maxCompletionTokens: Self.integer(row, 5),
            promptPrice: Self.text(row, 6).flatMap(Price.init(decimalString:)),
            completionPrice: Self.text(row, 7).flatMap(Price.init(decimalString:)),
            requestPrice: Self.text(row, 20).flatMap(Price.init(decimalString:)),
            isFree: Self.flag(row, 8),
            isRouter: Self.flag(row, 9),
            inputModalities: Self.list(row, 10, &lists),
            outputModalities: Self.list(row, 11, &lists),
            supportedParameters: Self.list(row, 12, &lists),
            expirationDate: Self.text(row, 13)
        )
        huggingFaceID = Self.text(row, 14).flatMap(HuggingFaceID.init(validating:))
        huggingFaceIDSource = Self.text(row, 15).flatMap(HuggingFaceIDSource.init(rawValue:))
        isListed = Self.flag(row, 16)
        isDisabled = Self.flag(row, 17)
        disabledReason = Self.text(row, 18)
        isFavorite = Self.flag(row, 19)
        isMarked = Self.flag(row, 21)
    }

    func model(verdict: Verdict) -> Model {
        Model(
            entry: entry,
            huggingFaceID: huggingFaceID,
            huggingFaceIDSource: huggingFaceID == nil ? nil : huggingFaceIDSource,
            isListed: isListed,
            isDisabled: isDisabled,
            disabledReason: disabledReason,
            isFavorite: isFavorite,
            isMarked: isMarked,
            verdict: verdict
        )
    }

    private static func text(_ row: Row, _ index: Int) -> String? {
        String.fromDatabaseValue(row[index])
    }

    private static func integer(_ row: Row, _ index: Int) -> Int? {
        let value: DatabaseValue = row[index]
        return Int.fromDatabaseValue(value) ?? String.fromDatabaseValue(value).flatMap { Int($0) }
    }

    private static func flag(_ row: Row, _ index: Int) -> Bool {
        (integer(row, index) ?? 0) != 0
    }

    private static func list(
        _ row: Row,
        _ index: Int,
        _ lists: inout [String: [String]]
    ) -> [String] {
        guard let text = text(row, index), text.utf8.count > 2 else { return [] }
        if let known = lists[text] { return known }
        let list = list(text)
        if lists.count < Self.knownListsLimit { lists[text] = list }
        return list
    }

    /// Reads a list as it is written, `["text","image"]`.
    ///
    /// Every element is a plain word of the API, so that a JSON parser, which would cost more than
    /// all the rest of a start-up, is called only for what is not.
    private static func list(_ text: String) -> [String] {
        let isPlain = text.utf8.allSatisfy { $0 != UInt8(ascii: "\\") && $0 != 0x20 }
        if isPlain, text.hasPrefix("[\""), text.hasSuffix("\"]") {
            // Between quotation marks, every other part is an element.
            let parts = text.utf8.split(
                separator: UInt8(ascii: "\""),
                omittingEmptySubsequences: false
            )
            return stride(from: 1, to: parts.count, by: 2).map { String(Substring(parts[$0])) }
        }
        return (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }
}
