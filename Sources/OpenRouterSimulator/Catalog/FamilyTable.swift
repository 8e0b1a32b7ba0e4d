/// The families of the catalog as text, which stays legible where calls would take a page each.
///
/// A line that begins with `@` starts a group:
///
///     @ author | owner of the repositories, or - | maker as shown | tokenizer
///
/// Every other line is a family of that group:
///
///     pattern [= repository] | members | context | USD per million | released [| traits]
///
/// Members are separated by commas; `-` is the one without a suffix, `!` marks a free variant. See
/// ``ModelFamily`` for what the columns mean, and ``ModelFamily/Trait`` for the letters.
enum FamilyTable {
    /// All families, those without published weights first.
    static var families: [ModelFamily] { parse(closed) + parse(open) }

    /// Reads a table; lines that do not have the form are left out.
    static func parse(_ table: String) -> [ModelFamily] {
        var group: [String] = []
        var families: [ModelFamily] = []
        for line in table.split(separator: "\n") {
            if line.hasPrefix("@") {
                group = columns(line.dropFirst())
            } else if let family = family(columns(line), group) {
                families.append(family)
            }
        }
        return families
    }

    private static func family(_ columns: [String], _ group: [String]) -> ModelFamily? {
        guard columns.count >= 5, group.count == 4, let context = Int(columns[2]),
            let price = Double(columns[3])
        else { return nil }
        let names = columns[0].split(separator: "=").map(trim)
        let members = columns[1].split(separator: ",").map(trim)
        let traits = columns.dropFirst(5).joined().compactMap(ModelFamily.Trait.init(rawValue:))
        return ModelFamily(
            author: group[0],
            owner: group[1] == "-" ? nil : group[1],
            label: group[2],
            pattern: names[0],
            members: members.map(name),
            repository: names.count > 1 ? names[1] : nil,
            context: context,
            price: price,
            released: columns[4],
            tokenizer: group[3],
            traits: Set(traits),
            free: members.filter { $0.hasSuffix("!") }.map(name)
        )
    }

    private static func columns(_ line: Substring) -> [String] {
        line.split(separator: "|").map(trim)
    }

    private static func name(_ member: String) -> String {
        let name = member.hasSuffix("!") ? String(member.dropLast()) : member
        return name == "-" ? "" : name
    }

    private static func trim(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
