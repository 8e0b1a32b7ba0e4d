import MusterCore
import MusterUI

/// The reference of entries, variables, files and exit codes in Markdown, generated from the
/// program's own values.
enum ConfigurationReference {
    /// The whole of `docs/CONFIGURATION.md`.
    static var document: String {
        let parts = [configuration, environment, files, exitCodes].map { part in
            // A document has only one title.
            part.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.hasPrefix("#") ? "#\($0)" : "\($0)" }.joined(separator: "\n")
        }
        return """
            # Configuration

            Flags override the environment; both override the configuration. muster prints this page, too:
            `muster help configuration`, `environment`, `files` and `exit-codes`.


            """ + parts.joined(separator: "\n\n") + "\n"
    }

    static var configuration: String {
        let intro = """
            # The configuration file

            It is YAML, at `\(Locations.usual.configuration)` or where `--config` says. Every entry is \
            optional. An unknown entry or a bad value ends every command (a missing theme: the \
            interface) with code \(ExitStatus.badConfiguration.rawValue): an ignored one could send a \
            prompt to the wrong service.
            """
        return ([wrapped(intro), summary] + ConfigurationEntry.all.map(section)).joined(
            separator: "\n\n"
        )
    }

    static var environment: String {
        let rows = EnvironmentVariable.all.map { variable in
            let same = variable.equivalents.map { "`\($0)`" }.joined(separator: ", ")
            return ["`\(variable.name)`", variable.purpose, same]
        }
        return """
            # The environment

            An empty variable counts as unset.

            \(table(["variable", "value", "equivalent"], rows))
            """
    }

    static var files: String {
        let rows = KeptFile.all.map { ["`\($0.path)`", $0.purpose] }
        return """
            # Files

            These are the defaults; `muster doctor` shows the files in use. Only you can read them.

            \(table(["file", "contents"], rows))
            """
    }

    static var exitCodes: String {
        let rows = ExitStatus.allCases.map { ["\($0.rawValue)", $0.meaning] }
        return """
            # Exit codes

            They follow sysexits.h. A command ended by a signal returns 128 plus the signal's number.

            \(table(["code", "meaning"], rows))
            """
    }

    private static var summary: String {
        let rows = ConfigurationEntry.all.map { entry in
            let same = [entry.option, entry.variable].compactMap { $0.map { "`\($0)`" } }
            return ["`\(entry.name)`", entry.standard, same.joined(separator: ", ")]
        }
        return table(["entry", "default", "overridden by"], rows)
    }

    private static func section(_ entry: ConfigurationEntry) -> String {
        var lines = ["## \(entry.name)", "", wrapped(entry.purpose), ""]
        if let part = entry.parts.first {
            // The parts of an entry are of one kind.
            let rows = entry.parts.map { ["`\($0.name)`", $0.standard, $0.purpose] }
            lines += ["Each takes \(part.kind).", ""]
            lines.append(table(["entry", "default", "meaning"], rows))
        } else {
            lines.append("Takes \(entry.kind).")
        }
        return (lines + ["", "```yaml", entry.example, "```"]).joined(separator: "\n")
    }

    private static func wrapped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { LineWrapper.wrap($0, cells: 100) }.joined(separator: "\n")
    }

    private static func table(_ heading: [String], _ rows: [[String]]) -> String {
        let rule = "|" + String(repeating: "---|", count: heading.count)
        let lines = ([heading] + rows).map { row in
            let cells = row.map { $0.replacing("|", with: "\\|") }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }
}
