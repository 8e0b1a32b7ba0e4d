import ArgumentParser
import Foundation
import MusterCore

/// Prints what a bug report needs, and takes care of the database.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Print what a bug report needs; there is no secret in it.",
        discussion: """
            --check reads the whole database without changing it, and ends with 0 if it is sound, \
            74 if it is damaged. --compact deletes what the configuration no longer keeps \
            (retention), and then returns unused space to the disk.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Check that the database is sound, and show the sizes of its tables.")
    var check = false

    @Flag(help: "Forget what is older than retention allows, and make the database small again.")
    var compact = false

    @Flag(help: "Print it as JSON.")
    var json = false

    func validate() throws {
        if check, compact {
            throw ValidationError("--compact checks the database by itself; leave --check out.")
        }
    }

    func run() async throws {
        try await Session.with(options) { session in
            if check {
                try await printCondition(session)
            } else if compact {
                try await runCompaction(session)
            } else {
                let facts = await DoctorReport.facts(session)
                if json {
                    try printJSON(JSONObject(facts), session.console)
                } else {
                    try print(facts.map { ($0.name, $0.words) }, session.console)
                }
            }
        }
    }

    private func printCondition(_ session: Session) async throws {
        let path = session.settings.databasePath
        let condition = try await condition(path)
        let report = DatabaseConditionReport(condition: condition, path: path)
        if json {
            try printJSON(JSONObject(condition, path: path), session.console)
        } else {
            try print(report.facts, session.console)
            for finding in report.findings { try session.console.print(finding) }
        }
        try expectSound(condition, path)
    }

    private func runCompaction(_ session: Session) async throws {
        let path = session.settings.databasePath
        // Rewriting a damaged database would make the damage permanent.
        try expectSound(try await condition(path), path)
        let workspace = try session.openWorkspace()
        let (forgotten, size): ((evidence: Int, generations: Int), (before: Int, after: Int))
        do throws(StoreError) {
            forgotten = try await workspace.store.forget(
                beyond: session.settings.retention,
                now: session.time.now()
            )
            size = try await workspace.store.compact()
        } catch {
            throw CommandFailure(error)
        }
        if json {
            let document: JSONObject = [
                "database": path,
                "bytes_before": size.before,
                "bytes_after": size.after,
                "forgotten_evidence": forgotten.evidence,
                "forgotten_generations": forgotten.generations,
            ]
            return try printJSON(document, session.console)
        }
        if !session.settings.retention.isUnlimited {
            try session.console.print(
                "Forgotten: \(forgotten.evidence) pieces of evidence, "
                    + "\(forgotten.generations) generations."
            )
        }
        let won = max(size.before - size.after, 0).byteCount
        try session.console.print(
            "\(path): \(size.before.byteCount) before, \(size.after.byteCount) now, \(won) freed."
        )
    }

    private func condition(_ path: String) async throws -> DatabaseCondition {
        do {
            return try await Store.condition(ofDatabaseAt: path)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func expectSound(_ condition: DatabaseCondition, _ path: String) throws {
        guard let finding = (condition.damage + condition.brokenReferences).first else { return }
        throw CommandFailure(StoreError.damaged(path: path, reason: finding))
    }

    private func print(_ facts: [(String, String)], _ console: Console) throws {
        let width = facts.map(\.0.count).max() ?? 0
        for (name, value) in facts {
            let padding = String(repeating: " ", count: width - name.count + 2)
            try console.print(name + padding + value)
        }
    }

    private func printJSON(_ document: some Encodable, _ console: Console) throws {
        try console.print(json: document, isIndented: true)
    }
}
