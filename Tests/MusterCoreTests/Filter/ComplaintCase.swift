import Testing

/// A word that cannot be read, the part of it that is wrong, and what is said of it.
struct ComplaintCase: Sendable, CustomTestStringConvertible {
    let word: String
    let wrong: String
    let reason: String

    var testDescription: String { word }

    static let all = table.map(ComplaintCase.init)

    private static let states =
        "is: takes up verified reachable degraded limited unavailable unknown free router disabled "
        + "favorite marked new stale changed expiring unlisted batch mine zdr"

    private static let compared =
        "compare ctx, price, prompt, completion, batch, age, speed, latency, uptime, intelligence, "
        + "coding, agentic or cutoff, as in ctx>=128k"

    private static let table: [(String, String, String)] = [
        ("is:verifed", "verifed", "did you mean is:verified?"),
        ("-is:verifed", "verifed", "did you mean is:verified?"),
        ("is:free|vreified|limited", "vreified", "did you mean is:verified?"),
        ("is:Favourite", "Favourite", "did you mean is:favorite?"),
        ("is:unav", "unav", "did you mean is:unavailable?"),
        ("is:nonsense", "nonsense", states),
        ("is:", "is:", "is: needs a value, as in is:verified"),
        ("is:|", "is:", "is: needs a value, as in is:verified"),
        ("has:everything", "everything", "has: takes hf reason elsewhere"),
        ("has:", "has:", "has: needs a value, as in has:hf"),
        ("author:", "author:", "author: needs a value, as in author:meta-llama"),
        ("in:", "in:", "in: needs a value, as in in:image"),
        ("out:\"\"", "out:", "out: needs a value, as in out:text"),
        ("param:", "param:", "param: needs a value, as in param:tools"),
        ("params:tools", "params:", "did you mean param:tools?"),
        ("auther:qwen", "auther:", "did you mean author:qwen?"),
        ("ctx:128k", "ctx:", "compare it, as in ctx>=128k"),
        ("is=free", "is", "write is:free"), ("is=", "is", "write is:verified"),
        ("ctx>=", ">=", "needs a number, as in ctx>=128k"),
        ("ctx>=lots", "lots", "needs a number, as in ctx>=128k"),
        ("ctx>=-1", "-1", "needs a number, as in ctx>=128k"),
        ("ctx>=1e999", "1e999", "needs a number, as in ctx>=128k"),
        ("ctx>nan", "nan", "needs a number, as in ctx>=128k"),
        ("ctx<inf", "inf", "needs a number, as in ctx>=128k"),
        ("price<=free", "free", "needs a number, as in price<=0.5"),
        ("price<=1k", "1k", "needs a number, as in price<=0.5"),
        ("completion=x", "x", "needs a number, as in completion<=0.5"),
        ("age<30q", "30q", "needs a number, as in age<30d"),
        ("age<", "<", "needs a number, as in age<30d"),
        ("context>=128k", "context", "did you mean ctx>=128k?"),
        ("prise<=1", "prise", "did you mean price<=1?"),
        ("foo>=3", "foo", compared), (">=3", ">=", compared),
        ("|", "|", "put | between values, without spaces: llama|qwen"),
        ("@cheap", "@cheap", "no saved filter has that name"),
    ]
}
