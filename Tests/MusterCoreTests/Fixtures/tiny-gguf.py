"""Makes a llama of 50 kB that says random words: python tiny-gguf.py tiny.gguf"""
import sys
import gguf
import numpy as np

WORDS = "muster asks every model of the roll and some answer but others do not".split()
NORMAL, UNKNOWN, CONTROL, BYTE = gguf.TokenType.NORMAL, gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.BYTE
TOKENS = ([("<unk>", UNKNOWN), ("<s>", CONTROL), ("</s>", CONTROL)]
          + [(f"<0x{byte:02X}>", BYTE) for byte in range(256)] + [("▁" + word, NORMAL) for word in WORDS])
WIDTH = 16

random = np.random.default_rng(1)
writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("tiny")
writer.add_context_length(2048)
writer.add_embedding_length(WIDTH)
writer.add_block_count(1)
writer.add_feed_forward_length(WIDTH)
writer.add_head_count(2)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_tokenizer_model("llama")
writer.add_token_list([text for text, _ in TOKENS])
writer.add_token_scores([0.0] * len(TOKENS))
writer.add_token_types([kind for _, kind in TOKENS])
for name in ["token_embd", "output", "output_norm"] + ["blk.0." + part for part in (
        "attn_norm", "attn_q", "attn_k", "attn_v", "attn_output", "ffn_norm", "ffn_gate", "ffn_up", "ffn_down")]:
    rows = len(TOKENS) if name in ("token_embd", "output") else WIDTH
    weights = np.ones(WIDTH) if "norm" in name else random.normal(size=(rows, WIDTH))
    if name == "output":
        weights[:2] = weights[3:259] = 0  # words, and the end, are likelier than bytes
    writer.add_tensor(name + ".weight", weights.astype(np.float32))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
