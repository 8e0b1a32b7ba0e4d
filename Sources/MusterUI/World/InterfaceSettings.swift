import Foundation

/// What the interface remembers from one run to the next: how the user has arranged it.
package struct InterfaceSettings: Sendable, Equatable, Codable {
    /// The key under which the database keeps it.
    package static let key = "interface"

    /// The table's columns.
    package var table = TableLayout.standard
    /// The sections of the details that are folded.
    package var folded: Set<DetailsSection> = []
    /// The details' part of the screen's width, 15 to 60 percent.
    package var detailsShare = 24 {
        didSet { detailsShare = min(max(detailsShare, 15), 60) }
    }
    /// The generation pane's part of the body's height, 20 to 80 percent.
    package var paneShare = 40 {
        didSet { paneShare = min(max(paneShare, 20), 80) }
    }
    /// Whether muster hears the mouse.
    package var hasMouse = true

    /// Creates the arrangement that everybody begins with.
    package init() {}

    /// Reads what an earlier run remembered; what cannot be read is as in the beginning.
    package init(json: String?) {
        let data = Data((json ?? "").utf8)
        self = (try? JSONDecoder().decode(InterfaceSettings.self, from: data)) ?? .init()
    }

    /// Reads what another version may have written: an entry that is missing or strange is as in the
    /// beginning.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, _ type: Value.Type) -> Value? {
            try? container.decodeIfPresent(type, forKey: key)
        }
        table = value(.table, TableLayout.self) ?? table
        folded = Set(
            (value(.folded, [String].self) ?? []).compactMap(DetailsSection.init(rawValue:))
        )
        detailsShare = min(max(value(.detailsShare, Int.self) ?? detailsShare, 15), 60)
        paneShare = min(max(value(.paneShare, Int.self) ?? paneShare, 20), 80)
        hasMouse = value(.hasMouse, Bool.self) ?? hasMouse
    }

    /// As the database keeps it.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
