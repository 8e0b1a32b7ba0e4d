/// The models that the catalog must contain, whatever else it has: known trouble and odd rows.
///
/// The rows are of the simulator's own making; their oddities are those of recorded catalogs.
struct SyntheticCases: Sendable {
    /// The day that counts as today.
    let today: CalendarDay

    /// All of them.
    var blueprints: [ModelBlueprint] {
        predecessor + backfill + oddities + routers + aliases
    }

    /// The models on which the program before muster failed, and their neighbours.
    private var predecessor: [ModelBlueprint] {
        let coder = make(
            "agentica-org/deepcoder-14b-preview",
            "Agentica: Deepcoder 14B Preview",
            .repository("agentica-org/DeepCoder-14B-Preview"),
            "2025-04-13",
            context: 96_000,
            """
            DeepCoder 14B Preview writes code. It was fine-tuned with reinforcement learning from \
            a distilled reasoning model and holds its own against far larger ones in competitive \
            programming. It is still listed, although nobody serves it any more.
            """
        )
        let llama = make(
            "meta-llama/llama-3.1-405b",
            "Meta: Llama 3.1 405B (base)",
            .repository("meta-llama/llama-3.1-405B"),
            "2024-08-02",
            context: 32_768,
            prices: ("0.000002", "0.000002"),
            """
            The base model of the largest Llama 3.1.\n\nFor chat, take \
            [Instruct](/models/meta-llama/llama-3.1-405b-instruct) — this one only completes text.
            """
        )
        var grok = make(
            "x-ai/grok-code-fast-1",
            "xAI: Grok Code Fast 1",
            .empty,
            "2025-08-26",
            context: 256_000,
            prices: ("0.0000002", "0.0000015"),
            "A fast and thrifty reasoning model for agentic coding, which shows its reasoning."
        )
        grok.isReasoning = true
        grok.tokenizer = "Grok"
        let nemo = make(
            "mistralai/mistral-nemo",
            "Mistral: Mistral Nemo",
            .repository("mistralai/Mistral-Nemo-Instruct-2407"),
            "2024-07-19",
            prices: ("0.00000002", "0.00000003"),
            """
            A model of 12 billion parameters that Mistral built together with NVIDIA. It speaks \
            English, French, German, Spanish, Italian, Portuguese, Chinese, Japanese, Korean, \
            Arabic and Hindi, and calls functions.
            """
        )
        return [coder, free(coder), llama, free(llama), grok, nemo]
    }

    /// Models whose repository has to be found, corrected or questioned.
    private var backfill: [ModelBlueprint] {
        var found = [
            ("cohere/command-a-03-2025", "Cohere: Command A", "CohereLabs/c4ai-command-a-03-2025"),
            ("kwaipilot/kat-dev-72b", "Kwaipilot: KAT Dev 72B", "Kwaipilot/KAT-Dev-72B-Exp"),
            ("opengvlab/internvl3-78b", "OpenGVLab: InternVL3 78B", "OpenGVLab/InternVL3-78B"),
            ("thudm/glm-z1-32b", "THUDM: GLM Z1 32B", "zai-org/GLM-Z1-32B-0414"),
        ].enumerated().map { index, model in
            var row = make(model.0, model.1, .missing(index), "2025-05-0\(index + 2)")
            row.lookupRepository = model.2
            return row
        }
        let sibling = make(
            "qwen/qwen3-coder",
            "Qwen: Qwen3 Coder 480B A35B",
            .null,
            "2025-07-23",
            context: 1_048_576,
            prices: ("0.00000022", "0.0000018")
        )
        var siblingFree = free(sibling)
        siblingFree.hub = .repository("Qwen/Qwen3-Coder-480B-A35B-Instruct")
        var exacto = sibling
        exacto.id += ":exacto"
        exacto.name += " (exacto)"
        exacto.canonicalSlug = sibling.id
        exacto.hub = .empty
        let poolside = make(
            "poolside/laguna-xs.2",
            "Poolside: Laguna XS.2",
            .repository("poolside/Laguna-XS.2"),
            "2026-04-28",
            prices: ("0.0000001", "0.0000004")
        )
        var poolsideFree = free(poolside)
        poolsideFree.hub = .empty
        found += [sibling, siblingFree, exacto, poolside, poolsideFree]
        return found + [
            make(
                "minimax/minimax-m3",
                "MiniMax: MiniMax M3",
                .repository("MiniMaxAI/Minimax-M3"),
                "2026-05-31",
                context: 1_048_576,
                prices: ("0.0000003", "0.0000012")
            ),
            make(
                "thedrummer/cydonia-24b-v4.1",
                "TheDrummer: Cydonia 24B V4.1",
                .repository("thedrummer/cydonia-24b-v4.1"),
                "2025-09-27"
            ),
            make(
                "cognitivecomputations/dolphin3.0-mistral-24b",
                "Dolphin 3.0 Mistral 24B 🐬",
                .repository("cognitivecomputations/Dolphin3.0-Mistral-24B"),
                "2025-02-13",
                context: 32_768
            ),
            make(
                "microsoft/wizardlm-2-8x22b",
                "WizardLM-2 8x22B",
                .repository("microsoft/WizardLM-2-8x22B"),
                "2024-04-16",
                context: 65_536
            ),
        ]
    }

    /// A row with plain values, to be changed where it is odd.
    func make(
        _ id: String,
        _ name: String,
        _ hub: HubField,
        _ day: String,
        context: Int? = 131_072,
        prices: (prompt: String, completion: String) = ("0.0000002", "0.0000008"),
        _ description: String? = nil
    ) -> ModelBlueprint {
        ModelBlueprint(
            id: id,
            name: name,
            hub: hub,
            created: (CalendarDay(day)?.seconds ?? 0) + 43_200,
            description: description
                ?? "\(name) is a model for everyday work, kept here for its row.",
            contextLength: context,
            completionTokensMax: context.map { $0 / 4 },
            promptPrice: prices.prompt,
            completionPrice: prices.completion
        )
    }

    /// The free variant of a row.
    func free(_ row: ModelBlueprint) -> ModelBlueprint {
        var variant = row
        variant.id += ":free"
        variant.name += " (free)"
        variant.canonicalSlug = row.canonicalSlug ?? row.id
        variant.promptPrice = "0"
        variant.completionPrice = "0"
        return variant
    }
}
