import Foundation

@testable package import MusterCore

extension FetchedCatalog {
    /// A catalog of these rows, in this order, without rejected ones.
    package static func example(
        _ rows: [FetchedModel],
        source: String = "https://example.org/api/v1/models"
    ) -> FetchedCatalog {
        FetchedCatalog(rows: rows, rejected: [], source: source)
    }
}

extension FetchedModel {
    /// A row of which only what matters to a test is given; its JSON has the same.
    package static func example(
        _ id: String,
        huggingFaceID: String? = nil,
        name: String? = nil,
        contextLength: Int? = 8192
    ) -> FetchedModel {
        let name = name ?? id
        let quotedID = huggingFaceID.map { "\"\($0)\"" } ?? "null"
        let context = contextLength.map { "\($0)" } ?? "null"
        return FetchedModel(
            entry: CatalogEntry(
                id: ModelID(rawValue: id),
                name: name,
                contextLength: contextLength
            ),
            huggingFaceID: huggingFaceID.flatMap(HuggingFaceID.init(validating:)),
            description: "\(name), described.",
            json: Data(
                """
                {"id":"\(id)","hugging_face_id":\(quotedID),"name":"\(name)",\
                "context_length":\(context)}
                """.utf8
            )
        )
    }
}
