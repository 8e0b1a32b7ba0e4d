/// Models that differ in size or tier only, from which the catalog's bulk is made.
struct ModelFamily: Sendable {
    /// What a family can do, by the letter that stands for it in the table.
    enum Trait: Character, Sendable {
        /// Takes images.
        case vision = "v"
        /// Takes audio as well.
        case audio = "a"
        /// Reasons before it answers.
        case reasoning = "r"
        /// Has its prompts checked.
        case moderated = "m"
    }

    /// The part of the ID before the slash.
    let author: String
    /// The owner of the repositories; `nil` for weights that are not published.
    let owner: String?
    /// The maker's name as shown before the model's.
    let label: String
    /// The model's name, `*` standing for a member; lower-cased it is the slug.
    let pattern: String
    /// Sizes such as `8B` or tiers such as `Mini`; an empty one drops the hyphen before it.
    let members: [String]
    /// The repository's name, `*` standing for a member; `nil` repeats the pattern.
    let repository: String?
    /// The context in tokens.
    let context: Int
    /// USD per million prompt tokens of a member that has no size.
    let price: Double
    /// The month of release, `YYYY-MM`.
    let released: String
    /// The tokenizer's name.
    let tokenizer: String
    /// What the models can do.
    let traits: Set<Trait>
    /// The members that have a free variant.
    let free: [String]

    /// The models of the family, each followed by its free variant if it has one.
    ///
    /// The turn chooses among the ways to write that there is no repository.
    func blueprints(turn: Int) -> [ModelBlueprint] {
        members.enumerated().flatMap { index, member -> [ModelBlueprint] in
            let model = blueprint(member, index: index, turn: turn + index)
            guard free.contains(member) else { return [model] }
            var variant = model
            variant.id += ":free"
            variant.name += " (free)"
            variant.canonicalSlug = model.canonicalSlug ?? model.id
            variant.promptPrice = "0"
            variant.completionPrice = "0"
            variant.morePricing = []
            return [model, variant]
        }
    }

    private func blueprint(_ member: String, index: Int, turn: Int) -> ModelBlueprint {
        let filled = Self.fill(pattern, member)
        let slug = filled.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
        let id = "\(author)/\(slug)"
        let parts = filled.split(separator: ":").map(String.init)
        let title = parts.count > 1 ? "\(parts[0]) (\(parts[1].lowercased()))" : filled
        // Variants share the slug of the plain model.
        let plainID = String(id.prefix { $0 != ":" })
        let created = CalendarDay(released)?.seconds ?? 0
        let perMillion = price(of: member)
        let hub = owner.map {
            HubField.repository("\($0)/\(Self.fill(repository ?? pattern, member))")
        }
        let isDated = SeededGenerator.hash(plainID) % 2 == 0
        return ModelBlueprint(
            id: id,
            name: "\(label): \(owner == nil ? title : title.replacing("-", with: " "))",
            hub: hub ?? .missing(turn),
            canonicalSlug: isDated
                ? "\(plainID)-\(released.replacing("-", with: ""))15" : plainID,
            // Minutes apart, so that the order of the list does not depend on how it is sorted.
            created: created + 86_400 * 14 - index * 420 - Int(SeededGenerator.hash(id) % 400),
            description: ModelDescription(title: title, label: label, family: self).text,
            contextLength: context,
            completionTokensMax: index % 2 == 0 ? min(context / 2, 65_536) : nil,
            promptPrice: Self.perToken(perMillion),
            completionPrice: Self.perToken(perMillion * (owner == nil ? 5 : 3)),
            morePricing: morePricing(perMillion, index: index),
            inputs: inputs,
            tokenizer: tokenizer,
            instructType: tokenizer == "Llama3" ? "llama3" : nil,
            isReasoning: traits.contains(.reasoning) || member.contains("Think"),
            isModerated: traits.contains(.moderated)
        )
    }

    private var inputs: [String] {
        ["text"] + (traits.contains(.vision) ? ["image"] : [])
            + (traits.contains(.audio) ? ["audio"] : [])
    }

    private func morePricing(_ perMillion: Double, index: Int) -> [JSONMember] {
        guard owner == nil else { return [] }
        var members = [JSONMember("input_cache_read", .string(Self.perToken(perMillion / 10)))]
        if context >= 400_000 {
            let double = Self.perToken(perMillion * 2)
            let override: JSONValue = ["min_prompt_tokens": 200_000, "prompt": .string(double)]
            members.append(JSONMember("overrides", [override]))
        }
        if index == 1 { members.append(JSONMember("discount", 0.25)) }
        return members
    }

    /// Larger models cost more; tiers scale the family's price.
    private func price(of member: String) -> Double {
        let digits = member.prefix { $0.isNumber || $0 == "." }
        if let size = Double(digits), member.dropFirst(digits.count).first == "B" {
            return max(0.02, (size * 0.7).rounded() / 100)
        }
        let tiers = [
            ("Nano", 0.05), ("Mini", 0.2), ("Lite", 0.1), ("Flash", 0.25), ("Fast", 0.2),
            ("Haiku", 0.33), ("Opus", 1.7), ("Pro", 5), ("Max", 2), ("Small", 0.3),
        ]
        return price * (tiers.first { member.contains($0.0) }?.1 ?? 1)
    }

    private static func fill(_ pattern: String, _ member: String) -> String {
        member.isEmpty || member.hasPrefix(":")
            ? pattern.replacing("-*", with: "").replacing(" *", with: "").replacing("*", with: "")
                + member
            : pattern.replacing("*", with: member)
    }

    /// Moves the decimal point six places, without an exponent.
    private static func perToken(_ perMillion: Double) -> String {
        decimalText(perMillion / 1_000_000, places: 12)
    }
}
