import MusterCore

/// A file that muster reads or writes by itself.
struct KeptFile: Sendable {
    /// Where it is when the environment says nothing.
    let path: String
    /// What it holds, in sentences.
    let purpose: String

    /// Every file.
    static let all: [KeptFile] = [
        KeptFile(
            path: Locations.usual.configuration,
            purpose: "The configuration; muster never writes it. Another one: `--config`."
        ),
        KeptFile(
            path: Locations.usual.key,
            purpose: """
                The key, written by `muster key set`. It is refused when others than you can read it.
                """
        ),
        KeptFile(
            path: Locations.usual.themes + "/*.yaml",
            purpose: "Themes of your own; one with the name of a built-in one hides that."
        ),
        KeptFile(
            path: Locations.usual.database,
            purpose: """
                The database: catalog, evidence, prompts and answers. Before one of an older version \
                or of the predecessor is changed, a copy is made beside it.
                """
        ),
        KeptFile(
            path: Locations.usual.log,
            purpose: "The log, more of it with `--verbose`; it holds no key."
        ),
    ]
}
