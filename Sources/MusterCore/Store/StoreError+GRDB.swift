import GRDB

extension StoreError {
    /// Translates what GRDB and SQLite throw, by result code.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as DatabaseError:
            let reason = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case .SQLITE_INTERRUPT, .SQLITE_ABORT: self = .cancelled
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
            case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
            case .SQLITE_FULL: self = .diskFull(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
            case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: reason)
            default: self = .failed(path: path, reason: reason)
            }
        case is CancellationError:
            self = .cancelled
        default:
            self = .failed(path: path, reason: "\(error)")
        }
    }
}
