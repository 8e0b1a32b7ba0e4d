import MusterCore

/// A variable of the environment that muster, or a library of its, looks at.
struct EnvironmentVariable: Sendable {
    let name: String
    /// What it says, in a sentence or two.
    let purpose: String
    /// The option that says the same for one run.
    var option: String?
    /// The entry of the configuration file that says the same.
    var entry: String?

    /// Every variable; one that is empty counts as unset.
    static let all: [EnvironmentVariable] = [
        EnvironmentVariable(
            name: "OPENROUTER_API_KEY",
            purpose: "The key. It goes before `key_command` and the key file.",
            entry: "key_command"
        ),
        EnvironmentVariable(
            name: "OPENROUTER_BASE_URL",
            purpose: "The address of the service.",
            option: "--base-url",
            entry: "base_url"
        ),
        EnvironmentVariable(
            name: "MUSTER_DATABASE",
            purpose: "The file of the database.",
            option: "--database",
            entry: "database"
        ),
        EnvironmentVariable(
            name: "MUSTER_THEME",
            purpose: "The theme of the interface.",
            option: "--theme",
            entry: "theme"
        ),
        EnvironmentVariable(
            name: "HF_ENDPOINT",
            purpose: "The address of the Hugging Face Hub, else `\(ServiceURL.huggingFaceHub)`."
        ),
        EnvironmentVariable(
            name: "HF_TOKEN",
            purpose: "A token for the Hub, which is sent to no other host."
        ),
        EnvironmentVariable(
            name: "MUSTER_TIMEOUT",
            purpose: """
                How many seconds a request may take that is no completion, from 1 to 3600; else \
                what suits its kind, 30 to 120.
                """
        ),
        EnvironmentVariable(
            name: "https_proxy",
            purpose: """
                The proxy for `https` addresses, such as `http://proxy.example:8080` or \
                `socks5h://127.0.0.1:1080`; also in capitals. This machine is always asked directly.
                """
        ),
        EnvironmentVariable(
            name: "http_proxy",
            purpose: "The proxy for `http` addresses, in small letters only, as curl has it."
        ),
        EnvironmentVariable(
            name: "all_proxy",
            purpose: "The proxy for those without one of their own; also in capitals."
        ),
        EnvironmentVariable(
            name: "no_proxy",
            purpose: """
                Hosts that are asked directly, divided by commas; each with all below it, and `*` \
                is all. Also in capitals.
                """
        ),
        EnvironmentVariable(
            name: "SSL_CERT_FILE",
            purpose: "A file of the authorities to trust instead of the system's, in the form PEM."
        ),
        EnvironmentVariable(
            name: "NO_COLOR",
            purpose: "Whatever it holds, no colour is used (https://no-color.org).",
            option: "--no-color"
        ),
        EnvironmentVariable(
            name: "TERM",
            purpose: """
                What the terminal is, by its name in terminfo. `dumb` has no colour; on `linux`, \
                everything is drawn in ASCII.
                """
        ),
        EnvironmentVariable(
            name: "COLORTERM",
            purpose: "`truecolor` or `24bit` says that the terminal has all colours."
        ),
        EnvironmentVariable(
            name: "TERMINFO",
            purpose: "Where ncurses looks first for what is known of the terminal."
        ),
        EnvironmentVariable(
            name: "LC_ALL",
            purpose: "Told by `muster doctor`; what is written and read is UTF-8 whatever it says."
        ),
        EnvironmentVariable(name: "LC_CTYPE", purpose: "As `LC_ALL`."),
        EnvironmentVariable(name: "LANG", purpose: "As `LC_ALL`."),
        EnvironmentVariable(
            name: "VISUAL",
            purpose: "The editor in which Ctrl-E opens a prompt; arguments may follow its name."
        ),
        EnvironmentVariable(
            name: "EDITOR",
            purpose: "The same where `VISUAL` is not set, else vi."
        ),
        EnvironmentVariable(
            name: "XDG_CONFIG_HOME",
            purpose: "The folder above `muster/config.yaml`, `muster/key` and `muster/themes`."
        ),
        EnvironmentVariable(
            name: "XDG_DATA_HOME",
            purpose: "The folder above `muster/muster.sqlite`."
        ),
        EnvironmentVariable(
            name: "XDG_STATE_HOME",
            purpose: "The folder above `muster/muster.log`."
        ),
        EnvironmentVariable(name: "HOME", purpose: "Where those folders are that are not set."),
        EnvironmentVariable(
            name: "TMPDIR",
            purpose: "Where the demo's database is, and a prompt while it is edited; else `/tmp`."
        ),
    ]
}
