import Foundation
import GRDB

/// Which models a query reads.
enum ModelSpan {
    case all
    case some(Set<ModelID>)
    /// Those whose IDs SQLite orders up to and including this one.
    case through(ModelID)

    /// A condition on a column of IDs, whose one `?` stands for ``arguments``.
    func condition(on column: String) -> String {
        switch self {
        case .all: "TRUE"
        case .some: "\(column) IN (SELECT value FROM json_each(?))"
        case .through: "\(column) <= ?"
        }
    }

    var arguments: StatementArguments {
        switch self {
        case .all: []
        case .some(let ids): [Self.json(ids)]
        case .through(let id): [id.rawValue]
        }
    }

    private static func json(_ ids: Set<ModelID>) -> String {
        let list = try? JSONEncoder().encode(ids.map(\.rawValue))
        return list.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}
