extension Mutator {
    /// A YAML value of any kind in flow style, which needs no indentation.
    package mutating func yaml(depth: Int = 3) -> String {
        switch number(0...(depth > 0 ? 12 : 8)) {
        case 0: return one(of: ["null", "~", "", "true", "no", "on", "yes", "False", "2026-08-29"])
        case 1, 2: return hostileNumber()
        case 3: return quoted(hostileText(atMost: 4))
        case 4: return "'" + hostileText(atMost: 4).replacing("'", with: "''") + "'"
        case 5: return hostileText(atMost: 3)
        case 6:
            return one(of: [
                "&a x", "*a", "*b", "!!int x", "!!binary =", "!t x", "<<", "? x", "- -", "%",
            ])
        case 7:
            return one(of: [
                "a/b", "night", "24h", "1:30", "0o17", "1_000", ".inf", ".nan", "=", "|", ">",
            ])
        case 8:
            return one(of: [
                "[]", "{}", "[[]]", "{a: }", "[a, ]", "{<<: {a: 1}}", "{<<: *a}", "{? : }",
            ])
        case 9:
            return "[" + several(atMost: 4) { $0.yaml(depth: depth - 1) }.joined(separator: ", ")
                + "]"
        case 10:
            let deep = number(1...one(of: [8, 1200, 5000]))
            return String(repeating: "[", count: deep) + String(repeating: "]", count: deep)
        default:
            let pairs = several(atMost: 4) { "\($0.yaml(depth: 0)): \($0.yaml(depth: depth - 1))" }
            return "{" + pairs.joined(separator: ", ") + "}"
        }
    }

    /// Entries a line each, with values that are meant or with any other.
    package mutating func yamlEntries(
        _ fields: [(key: String, values: [String])],
        indentation: String = ""
    ) -> String {
        var lines: [String] = []
        for (key, values) in fields.shuffled(using: &self) where !chance(of: 8) {
            let value = chance(of: 5) || values.isEmpty ? yaml() : one(of: values)
            lines.append("\(indentation)\(key): \(value)\(chance(of: 8) ? " # why" : "")")
            if chance(of: 40) { lines.append("\(indentation)\(key): \(yaml(depth: 1))") }
        }
        if chance(of: 6) { lines.append("\(indentation)\(hostileText(atMost: 2)): \(yaml())") }
        return lines.joined(separator: chance(of: 9) ? "\r\n" : "\n") + "\n"
    }

    /// Ten to so many values in a text of a few lines: each name stands for ten of the one before.
    package static func manyLaughs(_ levels: Int, named name: String) -> String {
        var lines = ["\(name)0: &\(name)0 [x]"]
        for level in 1...levels {
            let names = Array(repeating: "*\(name)\(level - 1)", count: 10).joined(separator: ", ")
            lines.append("\(name)\(level): &\(name)\(level) [\(names)]")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
