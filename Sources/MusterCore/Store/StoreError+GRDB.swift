import Foundation
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
            case .SQLITE_INTERRUPT: self = .cancelled
            // A damaged page ends a transaction, too, and GRDB then says only that it is over.
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

    /// SQLite says only that it was unable to.
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
