extension FamilyTable {
    /// The families whose weights are on the Hub.
    ///
    /// The format is that of ``FamilyTable/parse(_:)``.
    static let open = """
        @ ai21 | ai21labs | AI21 | Other
        Jamba-*-1.7 = AI21-Jamba-*-1.7 | Mini, Large | 256000 | 2 | 2025-08
        @ allenai | allenai | AllenAI | Other
        Olmo-3-* | 7B-Instruct, 32B-Think | 65536 | 0.2 | 2025-11 | r
        @ arcee-ai | arcee-ai | Arcee AI | Other
        Trinity-* | Mini!, Large-Thinking | 131072 | 0.22 | 2026-03
        @ baidu | baidu | Baidu | Other
        ERNIE-4.5-* | 21B-A3B-PT, 300B-A47B-PT | 131072 | 0.2 | 2025-07
        @ deepseek | deepseek-ai | DeepSeek | DeepSeek
        DeepSeek-R1* | -, -0528!, -Distill-Llama-70B, -Distill-Qwen-32B | 163840 | 0.5 | 2025-05 | r
        DeepSeek-V3* | -0324, .1, .1-Terminus, .2, .2-Exp | 163840 | 0.25 | 2025-12 | r
        DeepSeek-V4-* | Flash, Pro | 1048576 | 0.3 | 2026-04 | vr
        @ google | google | Google | Gemini
        Gemma-2-*-it = gemma-2-*-it | 9B, 27B | 8192 | 0.2 | 2024-07
        Gemma-3-*-it = gemma-3-*-it | 4B, 12B, 27B! | 131072 | 0.2 | 2025-03 | v
        @ google | google | Google | Gemma
        Gemma-4-*-it = gemma-4-*-it | 26B-A4B!, 31B! | 262144 | 0.2 | 2026-04 | vr
        @ ibm-granite | ibm-granite | IBM | Other
        Granite-4.1-* = granite-4.1-* | 3B, 8B | 131072 | 0.2 | 2026-04
        @ liquid | LiquidAI | LiquidAI | Other
        LFM2-* | 2.6B!, 8B-A1B, 24B-A2B | 32768 | 0.2 | 2026-01
        @ meta-llama | meta-llama | Meta | Llama3
        Llama-3-*-Instruct = Meta-Llama-3-*-Instruct | 8B, 70B | 8192 | 0.2 | 2024-04
        Llama-3.1-*-Instruct = Meta-Llama-3.1-*-Instruct | 8B, 70B, 405B! | 131072 | 0.2 | 2024-07
        Llama-3.2-*-Instruct | 1B, 3B!, 11B-Vision | 131072 | 0.2 | 2024-09
        Llama-3.3-*-Instruct | 8B, 70B! | 131072 | 0.2 | 2024-12
        @ meta-llama | meta-llama | Meta | Llama4
        Llama-4-* = Llama-4-*-17B-Instruct | Scout, Maverick | 10000000 | 0.12 | 2025-04 | v
        @ meta-llama | meta-llama | Meta | Other
        Llama-Guard-* | 3-8B, 4-12B | 131072 | 0.1 | 2025-04
        @ microsoft | microsoft | Microsoft | Other
        Phi-4-* = phi-4-* | -, mini-instruct, reasoning-plus | 16384 | 0.07 | 2025-01
        @ minimax | MiniMaxAI | MiniMax | Other
        MiniMax-* = MiniMax-* | M1, M2, M2.1, M2.5, M2.7 | 204800 | 0.27 | 2026-02 | r
        @ mistralai | mistralai | Mistral | Mistral
        Mistral-7B-Instruct* | -!, -v0.1, -v0.3 | 32768 | 0.03 | 2024-05
        Mixtral-*-Instruct = Mixtral-*-Instruct-v0.1 | 8x7B, 8x22B | 65536 | 0.6 | 2024-04
        Mistral-Small-3.*-24B-Instruct | 1!, 2! | 128000 | 0.08 | 2025-06 | v
        Ministral-3-*-2512 = Ministral-3-*-Instruct-2512 | 3B, 8B, 14B | 262144 | 0.2 | 2025-12 | v
        Devstral-* | Small-2507, 2-123B-2512! | 262144 | 0.3 | 2025-12
        @ moonshotai | moonshotai | MoonshotAI | Other
        Kimi-* | K2, K2-0905, K2-Thinking, K2.5, K2.6 | 262144 | 0.57 | 2026-04 | v
        @ nousresearch | NousResearch | Nous | Llama3
        Hermes-3-Llama-3.1-* | 70B, 405B! | 131072 | 0.2 | 2024-08
        Hermes-4-* | 14B, 70B, 405B | 131072 | 0.2 | 2025-08 | r
        @ nvidia | nvidia | NVIDIA | Other
        Nemotron-3-* = NVIDIA-Nemotron-3-*-BF16 | Nano-30B-A3B! | 1000000 | 0.1 | 2025-12 | r
        Nemotron-3-* = NVIDIA-Nemotron-3-*-BF16 | Super-120B-A12B! | 1000000 | 0.2 | 2026-03 | r
        Nemotron-3-* = NVIDIA-Nemotron-3-*-BF16 | Ultra-550B-A55B | 1000000 | 0.8 | 2026-06 | r
        Nemotron-Nano-* = NVIDIA-Nemotron-Nano-* | 9B-v2!, 12B-v2-VL! | 131072 | 0.2 | 2025-09
        @ qwen | Qwen | Qwen | Qwen
        Qwen2.5-*-Instruct | 7B, 14B, 32B, 72B | 32768 | 0.2 | 2024-10
        Qwen2.5-VL-*-Instruct | 7B, 32B, 72B | 131072 | 0.2 | 2025-02 | v
        @ qwen | Qwen | Qwen | Qwen3
        Qwen3-* | 4B!, 8B, 14B, 32B, 30B-A3B, 235B-A22B! | 131072 | 0.2 | 2025-04 | r
        Qwen3-Next-80B-A3B-* | Instruct!, Thinking | 262144 | 0.1 | 2025-09
        Qwen3-VL-* | 8B-Instruct, 8B-Thinking, 32B-Instruct | 262144 | 0.2 | 2025-10 | v
        Qwen3.5-* | 9B, 27B, 35B-A3B, 122B-A10B, 397B-A17B | 262144 | 0.2 | 2026-02 | vr
        Qwen3.6-* | 27B, 35B-A3B | 262144 | 0.2 | 2026-04 | vr
        @ rekaai | RekaAI | Reka | Other
        Reka-* = reka-* | flash-3, edge-2603 | 65536 | 0.1 | 2025-03
        @ sao10k | Sao10K | Sao10K | Llama3
        L3* | -8B-Lunaris-v1, .1-70B-Euryale-v2.2, .3-70B-Euryale-v2.3 | 16000 | 0.6 | 2024-12
        @ stepfun | stepfun-ai | StepFun | Other
        Step-3.*-Flash | 5, 7 | 262144 | 0.6 | 2026-05 | r
        @ tencent | tencent | Tencent | Other
        Hunyuan-* | A13B-Instruct!, T2 | 131072 | 0.14 | 2025-07
        @ thedrummer | TheDrummer | TheDrummer | Mistral
        * | Rocinante-12B-v1.1, UnslopNemo-12B-v4.1 | 32768 | 0.4 | 2025-05
        * | Skyfall-36B-v2, Anubis-70B-v1.1 | 32768 | 0.6 | 2025-07
        @ xiaomi | XiaomiMiMo | Xiaomi | Other
        MiMo-V2* | -Flash, .5, .5-Pro | 1048576 | 0.2 | 2026-04 | r
        @ z-ai | zai-org | Z.ai | Other
        GLM-4.5* | -, -Air!, V | 131072 | 0.6 | 2025-08 | r
        GLM-4.* | 6, 6V, 7, 7-Flash | 202752 | 0.43 | 2025-12 | r
        GLM-5* | -, .1, .2 | 1048576 | 1.2 | 2026-06 | r
        """
}
