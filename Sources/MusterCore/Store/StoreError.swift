import Foundation
import GRDB

/// A failure to open, read or write the database; its message says what to do next.
package enum StoreError: Error, Sendable, Hashable {
    case cannotOpen(path: String, reason: String)
    /// The file is not a SQLite database, or its pages are damaged.
    case damaged(path: String, reason: String)
    /// A SQLite database that is neither muster's nor the predecessor's.
    case foreign(path: String)
    /// A newer version of muster wrote it; it stays untouched.
    case newerVersion(path: String)
    /// A database of another service, whose address is `owner`; it stays untouched.
    case otherService(path: String, owner: String, asked: ServiceURL)
    /// The backup before a schema change could not be written.
    case cannotCopy(path: String, reason: String)
    case readOnly(path: String)
    /// The disk is full; the transaction was rolled back.
    case diskFull(path: String)
    /// Another process held the database for longer than the busy timeout.
    case busy(path: String)
    /// Another process is generating, which the operation would disturb.
    case inUse(path: String, process: Int64)
    /// The task was cancelled; its transaction was rolled back.
    case cancelled
    case failed(path: String, reason: String)
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "The database \(path) cannot be opened: \(reason). "
                + "Name another one with --database, or fix its permissions."
        case .damaged(let path, let reason):
            "The database \(path) is damaged (\(reason)); it was not changed. What can be read "
                + "of it: sqlite3 '\(path)' .recover | sqlite3 recovered.sqlite. "
                + "To start afresh, set it aside: mv '\(path)' '\(path).damaged'"
        case .foreign(let path):
            "\(path) is a database of another program; it was not changed. "
                + "Name muster's own with --database."
        case .newerVersion(let path):
            "The database \(path) was written by a newer version of muster; it was not changed. "
                + "Install that version, or name another database with --database."
        case .otherService(let path, let owner, let asked):
            "The database \(path) belongs to \(owner), but this command asks \(asked); it was not "
                + "changed. Use the database with its own service, --base-url \(owner), or name "
                + "another database with --database."
        case .cannotCopy(let path, let reason):
            "No copy of \(path) could be made before bringing it up to date (\(reason)), "
                + "so it was not changed."
        case .readOnly(let path):
            "The database \(path) cannot be written: it or its folder is read-only. "
                + "Nothing was changed."
        case .diskFull(let path):
            "The disk that holds \(path) is full. Nothing was changed; free some space and try again."
        case .busy(let path):
            "Another program has \(path) open and did not finish with it in 5 seconds. Try again."
        case .inUse(let path, let process):
            "The process \(process) is generating and writes to \(path). Nothing was changed; "
                + "try again when it is done."
        case .cancelled:
            "Cancelled."
        case .failed(let path, let reason):
            "The database \(path) reported an error: \(reason). Nothing was changed."
        }
    }
}

extension StoreError {
    /// Translates errors of GRDB and SQLite by result code.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as DatabaseError:
            let reason = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case .SQLITE_INTERRUPT: self = .cancelled
            // A damaged page also aborts the transaction, and GRDB then reports only the abort.
            case .SQLITE_ABORT:
                self = Task.isCancelled ? .cancelled : .failed(path: path, reason: reason)
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
            case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
            case .SQLITE_FULL: self = .diskFull(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
            case .SQLITE_CANTOPEN:
                self = .cannotOpen(path: path, reason: Self.whyNotOpened(path) ?? reason)
            default: self = .failed(path: path, reason: reason)
            }
        case is CancellationError:
            self = .cancelled
        default:
            self = .failed(path: path, reason: "\(error)")
        }
    }

    /// SQLite's own message only says that it was unable to.
    private static func whyNotOpened(_ path: String) -> String? {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        let folder = URL(filePath: path).deletingLastPathComponent().path
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue { return "it is a folder" }
            return files.isReadableFile(atPath: path) ? nil : "it may not be read"
        }
        if !files.fileExists(atPath: folder) { return "there is no folder \(folder)" }
        return files.isWritableFile(atPath: folder)
            ? nil : "nothing may be written in \(folder)"
    }
}
