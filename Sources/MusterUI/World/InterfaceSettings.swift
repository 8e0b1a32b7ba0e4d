import Foundation

/// The arrangement of the interface, which persists between runs.
package struct InterfaceSettings: Sendable, Equatable, Codable {
    /// The key under which the database keeps it.
    package static let key = "interface"

    package var table = TableLayout.standard
    package var folded: Set<DetailsSection> = []
    /// The details' share of the screen's width, 15 to 60 percent.
    package var detailsShare = 24 {
        didSet { detailsShare = min(max(detailsShare, 15), 60) }
    }
    /// The answers' share of the body's height, 20 to 80 percent.
    package var paneShare = 40 {
        didSet { paneShare = min(max(paneShare, 20), 80) }
    }
    package var hasMouse = true
    /// The filters that the user has kept, newest first.
    package private(set) var recentFilters: [String] = []

    /// The actions chosen in the palette by name, newest first.
    package private(set) var recentActions: [String] = []

    private static let recentActionLimit = 8
    private static let recentFilterLimit = 50
    /// A longer filter is not remembered, in characters.
    private static let recentFilterLength = 1000

    package init() {}

    /// Remembers a filter as the newest; returns whether anything changed.
    mutating func keep(filter source: String) -> Bool {
        let isWorth = !source.allSatisfy(\.isWhitespace) && source.count <= Self.recentFilterLength
        guard isWorth, recentFilters.first != source else { return false }
        recentFilters.removeAll { $0 == source }
        recentFilters = Array(([source] + recentFilters).prefix(Self.recentFilterLimit))
        return true
    }

    /// Remembers an action as the newest.
    mutating func keep(action name: String) {
        recentActions.removeAll { $0 == name }
        recentActions = Array(([name] + recentActions).prefix(Self.recentActionLimit))
    }

    /// Reads a stored arrangement; unreadable entries get their defaults.
    package init(json: String?) {
        let settings = json.flatMap {
            try? JSONDecoder().decode(InterfaceSettings.self, from: Data($0.utf8))
        }
        self = settings ?? .init()
    }

    /// Reads the arrangement of any version: missing or unknown entries get their defaults.
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
        recentActions = Array(
            (value(.recentActions, [String].self) ?? []).prefix(Self.recentActionLimit)
        )
        recentFilters = Array(
            (value(.recentFilters, [String].self) ?? []).prefix(Self.recentFilterLimit)
        )
    }

    /// The stored form.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
