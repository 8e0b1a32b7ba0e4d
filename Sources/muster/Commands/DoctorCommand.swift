import ArgumentParser
import Foundation
import MusterCore

/// Prints what a bug report needs.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Print what a bug report needs; there is no secret in it."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let facts = await DoctorReport.facts(session)
            if json {
                let document = Dictionary(facts) { first, _ in first }
                try session.console.printData(JSONDocument.data(document, isIndented: true))
                try session.console.print("")
            } else {
                let width = facts.map(\.0.count).max() ?? 0
                for (name, value) in facts {
                    let padding = String(repeating: " ", count: width - name.count + 2)
                    try session.console.print(name + padding + value)
                }
            }
        }
    }
}
