extension FamilyTable {
    /// The families without published weights.
    ///
    /// The format is that of ``FamilyTable/parse(_:)``.
    static let closed = """
        @ aion-labs | - | AionLabs | Other
        Aion * | 1.0, 2.0, RP | 131072 | 0.8 | 2026-02
        @ amazon | - | Amazon | Nova
        Nova * v1 | Micro, Lite, Pro, Premier | 300000 | 0.8 | 2024-12 | v
        Nova 2 * | Lite, Pro | 1000000 | 0.8 | 2025-12 | vr
        @ anthropic | - | Anthropic | Claude
        Claude 3 * | Haiku, Opus | 200000 | 3 | 2024-03 | vm
        Claude 3.5 * | Haiku, Sonnet | 200000 | 3 | 2024-10 | vm
        Claude 3.7 Sonnet* | -, :Thinking | 200000 | 3 | 2025-02 | vm
        Claude * | Sonnet 4, Opus 4, Opus 4.1 | 200000 | 3 | 2025-05 | vrm
        Claude * | Haiku 4.5, Sonnet 4.5, Opus 4.5 | 1000000 | 3 | 2025-10 | vrm
        Claude * | Sonnet 4.6, Opus 4.7, Opus 4.8 | 1000000 | 3 | 2026-05 | vrm
        Claude * | Fable 5, Haiku 5, Sonnet 5 | 1000000 | 6 | 2026-08 | vrm
        @ bytedance-seed | - | ByteDance Seed | Other
        Seed-2.0 * | Mini, Lite, Pro | 262144 | 0.5 | 2026-03 | vr
        @ cohere | - | Cohere | Cohere
        Command * | R, R Plus, R7B, A | 256000 | 2.5 | 2025-03
        @ google | - | Google | Gemini
        Gemini 2.0 * | Flash 001, Flash Lite 001 | 1048576 | 0.4 | 2025-02 | va
        Gemini 2.5 * | Pro, Flash, Flash Lite, Flash Image | 1048576 | 1.25 | 2025-06 | var
        Gemini 3 * | Pro Preview, Flash Preview, Pro Image | 1048576 | 2 | 2025-12 | var
        Gemini 3.5 * | Flash, Flash Lite, Pro | 1048576 | 1.5 | 2026-05 | var
        @ inception | - | Inception | Other
        Mercury * | -, Coder, 2 | 128000 | 0.25 | 2025-07
        @ inclusionai | - | inclusionAI | Other
        Ling-2.6 * | 1T, Flash | 262144 | 0.1 | 2026-04
        @ inflection | - | Inflection | Other
        Inflection 3 * | Pi, Productivity | 8000 | 2.5 | 2024-10
        @ mistralai | - | Mistral | Mistral
        Mistral Medium * | 3, 3.1, 3.5 | 131072 | 0.4 | 2025-08 | v
        Codestral * | 2508, 2603 | 256000 | 0.3 | 2026-03
        @ morph | - | Morph | Other
        Morph V3 * | Fast, Large | 262144 | 0.9 | 2025-07
        @ openai | - | OpenAI | GPT
        GPT-4o * | -, Mini, 2024-08-06, :Extended | 128000 | 2.5 | 2024-08 | vm
        GPT-4o * | 2024-11-20, Search Preview | 128000 | 2.5 | 2024-11 | vm
        GPT-4.1 * | -, Mini, Nano | 1047576 | 2 | 2025-04 | vm
        GPT-4 * | -, Turbo, Turbo Preview | 128000 | 10 | 2024-01 | m
        o1 * | -, Pro | 200000 | 15 | 2024-12 | rm
        o3 * | -, Mini, Mini High, Pro, Deep Research | 200000 | 2 | 2025-04 | rm
        o4-Mini * | -, High, Deep Research | 200000 | 1.1 | 2025-04 | rm
        GPT-5 * | -, Mini, Nano, Chat, Codex, Pro, Image | 400000 | 1.25 | 2025-08 | vrm
        GPT-5.1 * | -, Chat, Codex, Codex Mini, Codex Max | 400000 | 1.25 | 2025-11 | vrm
        GPT-5.2 * | -, Chat, Codex, Pro | 400000 | 1.75 | 2025-12 | vrm
        GPT-5.4 * | -, Mini, Nano, Pro | 1050000 | 2.5 | 2026-03 | vrm
        GPT-Audio * | -, Mini | 128000 | 2.5 | 2026-01 | am
        GPT-6 * | Sol, Luna, Terra, Luna Mini | 1050000 | 3 | 2026-09 | vrm
        @ perplexity | - | Perplexity | Other
        Sonar * | -, Pro, Pro Search, Reasoning, Deep Research | 127072 | 1 | 2025-03
        @ qwen | - | Qwen | Qwen3
        Qwen3.7 * | Plus, Max, Flash | 1000000 | 0.6 | 2026-06 | vr
        Qwen-Plus-2025-07-28* | -, :Thinking | 1000000 | 0.26 | 2025-07
        @ relace | - | Relace | Other
        Relace * | Apply 3, Search | 256000 | 0.85 | 2025-12
        @ upstage | - | Upstage | Other
        Solar Pro * | 3, 4 | 131072 | 0.15 | 2026-01
        @ writer | - | Writer | Other
        Palmyra * | X5, X6 | 1040000 | 0.6 | 2026-01
        @ x-ai | - | xAI | Grok
        Grok 3 * | -, Mini | 131072 | 3 | 2025-06
        Grok 4 * | -, Fast | 256000 | 3 | 2025-09 | vr
        Grok 4* | .1 Fast, .2 | 256000 | 3 | 2025-09 | vr
        Grok 5 * | -, Multi-Agent | 2000000 | 2 | 2026-07 | vr
        """
}
