import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// Prints the evidence behind a model's badge.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Print the dated evidence behind a model's badge."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A model ID, slug or Hugging Face ID.")
    var model: String

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let store = try session.openStore()
            let chosen = try session.model(model, in: try await session.models(store))
            let evidence: [Evidence]
            do throws(StoreError) {
                evidence = try await store.evidence(of: chosen.id)
            } catch {
                throw CommandFailure(error)
            }
            if json {
                try session.console.printData(
                    JSONDocument.data(WhyDocument(chosen, evidence), isIndented: true)
                )
                try session.console.print("")
                return
            }
            let label = Badge.label(chosen, isASCII: session.settings.isASCII)
            try session.console.print("\(chosen.id)\n\(label): \(chosen.verdict.reason)\n")
            if evidence.isEmpty {
                try session.console.print("No evidence yet. Gather some: muster check \(chosen.id)")
            }
            for piece in evidence { try session.console.print(Self.line(piece)) }
        }
    }

    private static func line(_ evidence: Evidence) -> String {
        let time = evidence.observedAt.formatted(.iso8601)
        let status = evidence.httpStatus.map { "  HTTP \($0)" } ?? ""
        let latency = evidence.latencyMilliseconds.map {
            "  \(Quantity.duration(milliseconds: $0))"
        }
        let sent = evidence.sentModel.map { "  sent \($0)" } ?? ""
        let finding = "\(evidence.kind.rawValue) \(evidence.finding.rawValue)"
        let detail = SanitizedText(sanitizing: evidence.detail).singleLine.string
        var lines = ["\(time)  \(finding)\(status)\(latency ?? "")\(sent)", "    \(detail)"]
        for endpoint in evidence.endpoints {
            let state = endpoint.isUp ? "up" : "down (\(endpoint.status ?? 0))"
            let uptime = endpoint.uptime.map { ", \(Quantity.fixed($0, 1)) % of 30 min" } ?? ""
            let provider = SanitizedText(sanitizing: endpoint.provider).singleLine.string
            lines.append("    \(provider): \(state)\(uptime)")
        }
        return lines.joined(separator: "\n")
    }
}
