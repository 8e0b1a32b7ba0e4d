package import Foundation
import Subprocess
import SystemPackage

/// The user's own editor: `VISUAL`, else `EDITOR`, else vi (POSIX.1-2017, the shell's environment).
package struct ExternalEditor: Sendable {
    /// The size limit for the edited text, in bytes.
    private static let limit = 16 << 20

    private let command: String
    private let folder: URL

    /// Finds the editor in the environment; `folder` holds the temporary file.
    package init(environment: [String: String], folder: URL) {
        let named = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
        command = named.first { !$0.isEmpty } ?? "vi"
        self.folder = folder
    }

    /// Runs the editor on a text, on this process's terminal, and returns the saved text.
    ///
    /// Only the user can read the temporary file, which is deleted afterwards.
    package func edit(_ text: String) async throws(EditorError) -> String {
        let file = folder.appending(path: "muster-\(UUID().uuidString).md")
        defer { try? FileManager.default.removeItem(at: file) }
        PrivateFile.create(at: file.path)
        do {
            let handle = try FileHandle(forWritingTo: file)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        } catch {
            throw .file(reason: "\(file.path) could not be written")
        }
        try await run(on: file)
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw .file(reason: "\(file.path) could not be read")
        }
        guard data.count <= Self.limit else { throw .file(reason: "the text is too long") }
        var edited = String(decoding: data, as: UTF8.self)
        // Editors add a final line feed that is not part of the prompt.
        if edited.hasSuffix("\n"), !text.hasSuffix("\n") { edited.removeLast() }
        return edited
    }

    private func words(_ status: TerminationStatus) -> String {
        switch status {
        // The shell's exit code for a missing command (POSIX.1-2017, 2.8.2).
        case .exited(127): "\(command) could not be found"
        case .exited(let code): "\(command) ended with status \(code)"
        default: "\(command) was killed"
        }
    }

    private func run(on file: URL) async throws(EditorError) {
        do {
            // The command may include arguments, as in "code --wait".
            let result = try await Subprocess.run(
                .path(FilePath("/bin/sh")),
                arguments: ["-c", "exec \(command) \"$1\"", "sh", file.path],
                input: .currentStandardInput,
                output: .currentStandardOutput,
                error: .currentStandardError
            )
            guard result.terminationStatus.isSuccess else {
                throw EditorError.failed(reason: words(result.terminationStatus))
            }
        } catch let error as EditorError {
            throw error
        } catch {
            throw .failed(reason: "\(command) could not be run")
        }
    }
}

/// A failure of the user's editor.
package enum EditorError: Error, Sendable, Hashable {
    /// The editor could not start, or exited with an error.
    case failed(reason: String)
    /// The temporary file could not be written or read.
    case file(reason: String)
}

extension EditorError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .failed(let reason), .file(let reason): reason
        }
    }
}
