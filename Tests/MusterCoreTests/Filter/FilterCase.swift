import Testing

/// A filter, and the first four letters of the models of `ModelFilterTests` that pass it.
struct FilterCase: Sendable, CustomTestStringConvertible {
    let filter: String
    let ids: [String]

    var testDescription: String { filter }
    var isSingleWord: Bool { !filter.isEmpty && !filter.contains(" ") && !filter.hasPrefix("-") }

    static let all = table.map(FilterCase.init)

    private static let table: [(String, [String])] = [
        ("", ["meta", "qwen", "open", "old/"]),
        ("llama", ["meta"]),
        ("LLAMA", ["meta"]),
        ("405B", ["meta"]),
        ("Router", ["open"]),
        ("qwen3-8b", ["qwen"]),
        ("qwen3:free", ["qwen"]),
        ("llama qwen", []),
        ("qwen free", ["qwen"]),
        ("nothing", []),
        ("author:meta-llama", ["meta"]),
        ("author:META-LLAMA", ["meta"]),
        ("author:meta", []),
        ("is:verified", ["meta"]),
        ("is:limited", ["qwen"]),
        ("is:unavailable", ["old/"]),
        ("is:unknown", ["open"]),
        ("is:reachable", []),
        ("is:degraded", []),
        ("is:free", ["qwen"]),
        ("IS:FREE", ["qwen"]),
        ("is:router", ["open"]),
        ("is:disabled", ["old/"]),
        ("is:favorite", ["qwen"]),
        ("is:new", ["qwen"]),
        ("is:stale", ["meta"]),
        ("is:expiring", ["old/"]),
        ("is:unlisted", ["old/"]),
        ("has:hf", ["meta", "qwen"]),
        ("-has:hf", ["open", "old/"]),
        ("in:text", ["meta", "qwen", "open", "old/"]),
        ("in:image", []),
        ("out:text", ["meta", "qwen", "open", "old/"]),
        ("out:audio", []),
        ("param:tools", ["meta"]),
        ("ctx>=128k", ["qwen", "open"]),
        ("CTX>=128K", ["qwen", "open"]),
        ("ctx>=131072", ["qwen", "open"]),
        ("ctx>131072", ["open"]),
        ("ctx<=32.768k", ["meta"]),
        ("ctx<32768", []),
        ("ctx=2m", ["open"]),
        ("ctx>=2M", ["open"]),
        ("price<=0.5", ["qwen"]),
        ("price<=4", ["meta", "qwen"]),
        ("price<4", ["qwen"]),
        ("price<=$4", ["meta", "qwen"]),
        ("prompt<=2", ["meta", "qwen"]),
        ("completion>=4", ["meta"]),
        ("age<30d", ["qwen"]),
        ("age<1w", ["qwen"]),
        ("age>2y", ["meta"]),
        ("age>20m", ["meta"]),
        ("-is:disabled -is:free has:hf", ["meta"]),
        ("-llama -qwen", ["open", "old/"]),
        ("foo>=3", []),
        ("http://x", []),
        ("-", ["meta", "qwen"]),
    ]
}
