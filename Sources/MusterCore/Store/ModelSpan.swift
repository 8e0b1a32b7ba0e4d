import GRDB

/// The models that a query reads.
enum ModelSpan {
    case all
    case one(ModelID)
    /// Those whose IDs SQLite orders up to and including this one.
    case through(ModelID)

    /// A condition on a column of IDs, whose one `?` stands for ``arguments``.
    func condition(on column: String) -> String {
        switch self {
        case .all: "TRUE"
        case .one: "\(column) = ?"
        case .through: "\(column) <= ?"
        }
    }

    var arguments: StatementArguments {
        switch self {
        case .all: []
        case .one(let id), .through(let id): [id.rawValue]
        }
    }
}
