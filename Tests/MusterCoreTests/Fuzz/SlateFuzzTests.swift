import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Slates as people, editors and disks leave them.
@Suite(.timeLimit(.minutes(60))) struct SlateFuzzTests {
    private static let words = [
        "version: 1\n", "models:\n", "  - ", "model_id: ", "a/b", ": ", "- ", "\n", "  ", "\t", "#",
        "\"", "'",
        "null", "~", "&a ", "*a", "!!str ", "|\n", ">\n", "{", "}", "[", "]", ", ", "? ", "---\n",
        "...\n", "%YAML 1.2\n",
        "\u{FEFF}", "<<: ", "route: x\n", "2026-08-29T12:00:00Z", "\u{85}", "\u{2028}", "\0", "\r",
    ]

    @Test func aSlateIsKeptOrRefused() async throws {
        await Fuzz("slates", dictionary: Self.words, rounds: 800).run { mutator in
            let text = Self.slate(&mutator)
            return mutator.chance(of: 3) ? mutator.damaged(text) : text
        } property: { text, _ in
            let slate: Slate
            do {
                slate = try Slate(yaml: text)
            } catch SlateError.malformed(let line, let reason) {
                let lines = text.unicodeScalars.count + 1
                guard (1...lines).contains(line), !reason.isEmpty else {
                    throw Fuzz.Broken("\(line) \(reason)")
                }
                return
            }
            guard slate.yaml == text else { throw Fuzz.Broken("not kept as it was") }
            // Changed and changed back: written in our form, it says the same.
            var changed = slate
            changed.source = nil
            let written = changed.yaml
            guard let again = try? Slate(yaml: written) else {
                throw Fuzz.Broken("unreadable: \(written)")
            }
            guard again == slate else { throw Fuzz.Broken("says another thing: \(written)") }
            guard again.yaml == written else { throw Fuzz.Broken("twice") }
        }
    }

    /// A file of a few lines whose aliases stand for more than any memory holds.
    @Test(arguments: ["x-extra: *a9", "route: *a9", "? *a9\n    : 1", "x-extra: [*a9, *a9]"])
    func aliasesStandForNoMoreThanTheFileCouldSay(entry: String) throws {
        let yaml =
            Mutator.manyLaughs(9, named: "a")
            + "version: 1\nmodels:\n  - model_id: a/b\n    \(entry)\n"
        let start = ContinuousClock.now
        #expect(throws: SlateError.self) { try Slate(yaml: yaml) }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    private static func slate(_ mutator: inout Mutator) -> String {
        var text = mutator.yamlEntries([
            ("version", ["1", "1", "1", "0x1", "2"]),
            ("created_at", ["2026-08-29T12:00:00Z", "null"]),
            ("base_url", ["https://openrouter.ai/api/v1"]), ("x-note", []),
        ])
        text += mutator.chance(of: 20) ? "models: \(mutator.yaml())\n" : "models:\n"
        for index in 0..<mutator.number(0...3) {
            let number = mutator.hostileNumber()
            text +=
                "  - model_id: \(mutator.chance(of: 9) ? mutator.yaml(depth: 1) : "a/m\(index):free")\n"
            text += mutator.yamlEntries(
                [
                    ("canonical_slug", ["a_m"]), ("hugging_face_id", ["A/M", "null"]),
                    ("route", ["A/M:free"]),
                    ("availability", ["verified", "null"]),
                    ("checked_at", ["2026-08-29T12:00:00Z"]),
                    ("provider", ["DeepInfra", "'null'", "\"true\"", "\" x \""]),
                    ("quantization", ["fp8", "'4'"]),
                    ("context_length", ["8192", number]),
                    ("prompt_price", ["\"0.5\"", "\(number)"]),
                    ("completion_price", ["\"1e-7\"", "\"\(number)\""]),
                    ("served_model", ["a/m-0731"]),
                    ("x-mine", []),
                ],
                indentation: "    "
            )
        }
        return text
    }
}
