import Foundation
import MusterCore

/// What a batch reads before it begins.
enum BatchInput {
    /// The prompts of a file, or of standard input.
    ///
    /// - Throws: `CommandFailure` with 65 and the number of the first line that cannot be used.
    static func prompts(_ path: String) throws -> [BatchPrompt] {
        let name = path == "-" ? "on standard input" : path
        let data: Data
        do {
            let handle =
                path == "-"
                ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            data = try handle.read(upToCount: BatchPromptReader.byteLimit + 1) ?? Data()
        } catch {
            throw CommandFailure("The prompts \(name) cannot be read.", .ioError)
        }
        guard data.count <= BatchPromptReader.byteLimit else {
            let limit = BatchPromptReader.byteLimit >> 20
            throw CommandFailure("The prompts \(name) are larger than \(limit) MiB.", .badData)
        }
        do {
            return try BatchPromptReader.read(data)
        } catch {
            throw CommandFailure("The prompts \(name), \(error); nothing was asked.", .badData)
        }
    }

    /// The results; `nil` for a dry run where there are none.
    static func results(_ path: String, isDryRun: Bool) throws -> ResultFile? {
        do {
            return try isDryRun
                ? ResultFile.openForReading(path: path) : ResultFile.open(path: path)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// What the results hold.
    static func read(_ file: ResultFile?) async throws -> [BatchResult] {
        do throws(BatchError) {
            return try await file?.read() ?? []
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension CommandFailure {
    init(_ error: BatchError) {
        let status: ExitStatus =
            switch error {
            case .badPrompt, .foreignResults, .otherPrompt: .badData
            case .notAFile, .unpriced: .usage
            case .inUse: .tryAgain
            case .results: .ioError
            }
        self.init("\(error)".asSentence, status)
    }

    /// What a batch ends with; `nil` when everything is answered.
    init?(_ stop: BatchStop?, _ summary: BatchSummary, _ path: String) {
        let again = "\(summary.left) are left; run the same command again to go on."
        switch stop {
        case .interrupted:
            self.init("Interrupted; all results so far are in \(path). \(again)", .interrupted)
        case .results(let error):
            self.init(error)
        case .account(let failure):
            self.init(failure, doing: "The batch was stopped")
        case .unreachable(let failure):
            self.init("The service does not answer (\(failure)); \(again)", .tryAgain)
        case .cost:
            self.init("What is left could exceed --max-cost; \(again)", .tryAgain)
        case .dailyQuota(let failure):
            self.init("The day's free requests are used up (\(failure)); \(again)", .tryAgain)
        case nil where summary.definitiveFailures > 0:
            self.init(
                "\(summary.failed) failed, \(summary.definitiveFailures) of them definitively.",
                .unavailable
            )
        case nil where summary.failed > 0:
            self.init("\(summary.failed) failed. To ask them again: --retry-failed", .tryAgain)
        case nil where summary.left > 0:
            self.init("\(again)", .tryAgain)
        case nil:
            return nil
        }
    }
}
