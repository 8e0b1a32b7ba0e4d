extension Mutator {
    /// A JSON value of any kind, nearly always well formed.
    package mutating func json(depth: Int = 4) -> String {
        switch number(0...(depth > 0 ? 11 : 8)) {
        case 0: return one(of: ["null", "true", "false"])
        case 1, 2: return hostileNumber()
        case 3...7: return quoted(hostileText(atMost: 6))
        case 8:
            return one(of: ["\"\"", "[]", "{}", "\"1\"", "\"null\"", "[[]]", "{\"\":{}}", "-1"])
        case 9:
            return "[" + several(atMost: 4) { $0.json(depth: depth - 1) }.joined(separator: ",")
                + "]"
        case 10: return nested(number(1...(chance(of: 20) ? 20_000 : one(of: [4, 8, 40, 600]))))
        default:
            let pairs = several(atMost: 4) {
                "\($0.quoted($0.hostileText(atMost: 2))):\($0.json(depth: depth - 1))"
            }
            return "{" + pairs.joined(separator: ",") + "}"
        }
    }

    /// An object of these keys, each with a value that is meant or with any other.
    ///
    /// Keys are left out, come twice and in any order.
    package mutating func object(_ fields: [(key: String, values: [String])]) -> String {
        var pairs: [String] = []
        for (key, values) in fields.shuffled(using: &self) where !chance(of: 6) {
            let value = chance(of: 4) || values.isEmpty ? json(depth: 2) : one(of: values)
            pairs.append("\(quoted(key)):\(value)")
            if chance(of: 30) { pairs.append("\(quoted(key)):\(json(depth: 1))") }
        }
        if chance(of: 5) { pairs.append("\(quoted(hostileText(atMost: 3))):\(json(depth: 3))") }
        return "{" + pairs.joined(separator: chance(of: 9) ? " ,\n\t" : ",") + "}"
    }

    /// Lists within lists, or objects within objects, so many deep.
    package mutating func nested(_ depth: Int) -> String {
        let (open, close) = one(of: [("[", "]"), ("{\"a\":", "}"), ("[{\"error\":", "}]")])
        let isClosed = !chance(of: 4)
        return String(repeating: open, count: depth) + "1"
            + (isClosed ? String(repeating: close, count: depth) : "")
    }

    /// A text as JSON has it, each character escaped or not.
    package mutating func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20 || chance(of: 12):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        if chance(of: 60) {
            quoted += one(of: ["\\ud800", "\\udc00", "\\x", "\\u12", "\u{01}", "\\"])
        }
        return quoted + "\""
    }
}
