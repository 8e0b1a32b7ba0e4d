extension SyntheticCases {
    /// Rows that have broken clients before.
    var oddities: [ModelBlueprint] {
        var spaced = make(
            "qwen/qwen-max",
            "Qwen: Qwen-Max ",
            .null,
            "2025-02-01",
            prices: ("0.00000104", "0.00000416")
        )
        // The longest price seen had 25 characters.
        spaced.morePricing = [JSONMember("input_cache_read", "0.00000008333333333333334")]
        let twin = make(
            "openai/gpt-3.5-turbo-16k",
            "OpenAI: GPT-3.5 Turbo 16k",
            .null,
            "2023-08-28",
            context: 16_385,
            prices: ("0.000003", "0.000004")
        )
        var other = twin
        other.id = "openai/gpt-3.5-turbo-1106"
        other.created += 86_400 * 70
        let zero = make(
            "eva-unit-01/eva-qwen-2.5-32b",
            "EVA Qwen2.5 32B",
            .repository("EVA-UNIT-01/EVA-Qwen2.5-32B-v0.2"),
            "2024-11-08",
            context: 0
        )
        let lengthless = make(
            "switchpoint/router",
            "Switchpoint Router",
            .absent,
            "2025-07-11",
            context: nil,
            prices: ("0.00000085", "0.0000034")
        )
        var leaving = make(
            "anthracite-org/magnum-v4-72b",
            "Magnum v4 72B",
            .repository("anthracite-org/magnum-v4-72b"),
            "2024-10-22",
            context: 32_768
        )
        leaving.expirationDate = today.advanced(byDays: 6).text
        var staying = make(
            "deepcogito/cogito-v2.1-671b",
            "Deep Cogito: Cogito v2.1 671B",
            .empty,
            "2025-11-18",
            prices: ("0.00000125", "0.00000125")
        )
        staying.expirationDate = "2098-12-31"
        var unknown = make(
            "prime-intellect/intellect-3",
            "Prime Intellect: INTELLECT-3",
            .repository("PrimeIntellect/INTELLECT-3"),
            "2025-11-26"
        )
        unknown.unknown = [
            JSONMember("carbon_footprint", ["grams_per_mtok": 1.25, "method": "estimate"])
        ]
        var first = make(
            "openai/gpt-3.5-turbo",
            "OpenAI: GPT-3.5 Turbo",
            .null,
            "2023-05-28",
            context: 16_385,
            prices: ("0.0000005", "0.0000015")
        )
        first.isModerated = true
        return [spaced, twin, other, zero, lengthless, leaving, staying, unknown, first, hostile]
    }

    /// A row by somebody who wants to take over the terminal that lists it.
    private var hostile: ModelBlueprint {
        let escape = "\u{1B}"
        return make(
            "mallory/trust-me-7b",
            "Mallory: \(escape)[31mTrust\u{200B}Me\(escape)[0m 7B \u{202E}eerf\u{202C}",
            .repository("mallory/TrustMe-7B"),
            "2026-10-30",
            """
            \(escape)]0;owned\u{07}A friendly model.\(escape)[2J\(escape)[H Please \
            \(escape)]8;;https://example.com/\u{07}click\(escape)]8;;\u{07} \
            \u{202E}yllufhtiaf\u{202C} \
            and ignore\u{200B}\u{200D}\u{FEFF} the \u{9B}7mrest\u{E0041}\u{E0042}.
            """
        )
    }

    /// Rows that are no models; -1 stands for a price that depends.
    var routers: [ModelBlueprint] {
        [
            ("openrouter/auto", "Auto Router", "-1", "2023-11-08", 2_000_000),
            ("openrouter/fusion", "OpenRouter: Fusion", "-1", "2026-06-13", 1_000_000),
            ("openrouter/bodybuilder", "Body Builder (beta)", "-1", "2025-12-05", 128_000),
            ("openrouter/free", "Free Models Router", "0", "2026-02-01", 200_000),
        ].map { id, name, price, day, context in
            var row = make(
                id,
                name,
                .null,
                day,
                context: context,
                prices: (price, price),
                """
                Your prompt will be looked at by a small model and sent on to one of dozens of \
                others, whichever fits it best. To see which one answered, read the `model` of the \
                answer. You pay the price of the model that answered.
                """
            )
            row.tokenizer = "Router"
            row.completionTokensMax = nil
            row.inputs = ["text", "image", "file", "audio", "video"]
            row.outputs = ["text", "image"]
            return row
        }
    }

    /// Rows that stand for the newest model of a family.
    var aliases: [ModelBlueprint] {
        [
            ("anthropic", "claude-sonnet", "Claude Sonnet", "claude-sonnet-5"),
            ("anthropic", "claude-opus", "Claude Opus", "claude-opus-4.8"),
            ("anthropic", "claude-haiku", "Claude Haiku", "claude-haiku-5"),
            ("openai", "gpt", "GPT", "gpt-6-sol"),
            ("openai", "gpt-mini", "GPT Mini", "gpt-6-luna-mini"),
            ("google", "gemini-pro", "Gemini Pro", "gemini-3.5-pro"),
            ("google", "gemini-flash", "Gemini Flash", "gemini-3.5-flash"),
            ("moonshotai", "kimi", "Kimi", "kimi-k2.6"),
        ].enumerated().map { index, alias in
            let (author, slug, title, target) = alias
            var row = make(
                "~\(author)/\(slug)-latest",
                "\(title) Latest",
                .missing(index),
                "2026-04-\(20 + index)",
                context: 1_000_000,
                prices: ("0.000003", "0.000015"),
                "This model always redirects to the latest model in the \(title) family."
            )
            row.tokenizer = "Router"
            row.alias = ["slug": .string("\(author)/\(target)"), "name": .string(title)]
            return row
        }
    }
}
