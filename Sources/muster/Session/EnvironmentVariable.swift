import MusterCore

/// An environment variable that muster or one of its libraries reads.
struct EnvironmentVariable: Sendable {
    let name: String
    let purpose: String
    /// The equivalent option for one run, unless a configuration entry names it.
    var option: String?

    /// The equivalent option and configuration entry.
    var equivalents: [String] {
        let entry = ConfigurationEntry.all.first { $0.variable == name }
        return [option ?? entry?.option, entry?.name].compactMap(\.self)
    }

    /// All variables; an empty value counts as unset.
    static let all: [EnvironmentVariable] = [
        EnvironmentVariable(
            name: "OPENROUTER_API_KEY",
            purpose: "The key, before `key_command` and the key file."
        ),
        EnvironmentVariable(
            name: "OPENROUTER_BASE_URL",
            purpose: "The address of the service."
        ),
        EnvironmentVariable(
            name: "MUSTER_DATABASE",
            purpose: "The database file."
        ),
        EnvironmentVariable(
            name: "JOB_COMPLETION_INDEX",
            purpose: "The part of a batch with `--shard /n`, as a Kubernetes Job sets it."
        ),
        EnvironmentVariable(
            name: "MUSTER_BATCH_POLL",
            purpose: """
                How many seconds to wait between questions for submitted batches; the default is 30, \
                growing to 300.
                """
        ),
        EnvironmentVariable(
            name: "MUSTER_THEME",
            purpose: "The theme of the interface."
        ),
        EnvironmentVariable(
            name: "HF_ENDPOINT",
            purpose:
                "The address of the Hugging Face Hub; the default is `\(ServiceURL.huggingFaceHub)`."
        ),
        EnvironmentVariable(
            name: "HF_TOKEN",
            purpose:
                "A token for the Hub, and the key of the service `huggingface`; sent to no other host."
        ),
        EnvironmentVariable(
            name: "MUSTER_MESSAGE_SECONDS",
            purpose:
                "How long a message stays, 1 to 3600 seconds; the default is 5, and 12 for trouble."
        ),
        EnvironmentVariable(
            name: "MUSTER_TIMEOUT",
            purpose: """
                Seconds for any request but a completion, 1 to 3600; the default is 60, and 120 for the \
                catalog. A connection has 10, a deep check 90, a stream's silence 180 (90 after the first \
                token), or this if it is longer.
                """
        ),
        EnvironmentVariable(
            name: "https_proxy",
            purpose: """
                The proxy for `https` addresses, such as `http://proxy.example:8080` or \
                `socks5h://127.0.0.1:1080`; also in capitals. Never used for this machine.
                """
        ),
        EnvironmentVariable(
            name: "http_proxy",
            purpose: "The proxy for `http` addresses; in lower case only, as in curl."
        ),
        EnvironmentVariable(
            name: "all_proxy",
            purpose: "The proxy for addresses without one of their own; also in capitals."
        ),
        EnvironmentVariable(
            name: "no_proxy",
            purpose: """
                Hosts to reach without a proxy, separated by commas, each with its subdomains; `*` \
                is all. Also in capitals.
                """
        ),
        EnvironmentVariable(
            name: "SSL_CERT_FILE",
            purpose: "A PEM file of the authorities to trust instead of the system's."
        ),
        EnvironmentVariable(
            name: "NO_COLOR",
            purpose: "Any value turns colours off (https://no-color.org).",
            option: "--no-color"
        ),
        EnvironmentVariable(
            name: "TERM",
            purpose: """
                The terminal's name in terminfo; if it is unknown, muster uses the nearest. `dumb` \
                has no colour; on `linux`, muster draws in ASCII.
                """
        ),
        EnvironmentVariable(
            name: "COLORTERM",
            purpose: "`truecolor` or `24bit` if the terminal shows all colours."
        ),
        EnvironmentVariable(
            name: "TERM_PROGRAM",
            purpose: "The terminal's own name, from which muster knows how to send notices."
        ),
        EnvironmentVariable(
            name: "WT_SESSION",
            purpose: "Windows Terminal, which shows the progress of a check or batch."
        ),
        EnvironmentVariable(
            name: "TERMINFO",
            purpose: "Where ncurses looks first for descriptions of terminals."
        ),
        EnvironmentVariable(
            name: "LC_ALL",
            purpose: "Shown by `muster doctor`; muster reads and writes UTF-8 whatever it says."
        ),
        EnvironmentVariable(name: "LC_CTYPE", purpose: "As `LC_ALL`."),
        EnvironmentVariable(name: "LANG", purpose: "As `LC_ALL`."),
        EnvironmentVariable(
            name: "VISUAL",
            purpose: "The editor that Ctrl-E opens for a prompt, with arguments if it needs any."
        ),
        EnvironmentVariable(
            name: "EDITOR",
            purpose: "The editor if `VISUAL` is not set; the default is vi."
        ),
        EnvironmentVariable(
            name: "XDG_CONFIG_HOME",
            purpose: "The folder above `muster/config.yaml`, `muster/key` and `muster/themes`."
        ),
        EnvironmentVariable(
            name: "XDG_DATA_HOME",
            purpose: "The folder above `muster/muster.sqlite` and the databases of other services."
        ),
        EnvironmentVariable(
            name: "XDG_STATE_HOME",
            purpose: "The folder above `muster/muster.log`."
        ),
        EnvironmentVariable(
            name: "HOME",
            purpose: "The home folder, above the XDG folders that are not set."
        ),
        EnvironmentVariable(
            name: "TMPDIR",
            purpose:
                "The folder of the demo's database, and of a prompt while you edit it; the default is `/tmp`."
        ),
    ]
}

/// A file that muster reads or writes on its own.
struct KeptFile: Sendable {
    /// Its default path.
    let path: String
    let purpose: String

    static let all: [KeptFile] = [
        KeptFile(
            path: Locations.usual.configuration,
            purpose: "The configuration, which muster never writes; `--config` names another."
        ),
        KeptFile(
            path: Locations.usual.key,
            purpose: """
                The key, written by `muster key set`; not used if other users can read it.
                """
        ),
        KeptFile(
            path: Locations.usual.themes + "/*.yaml",
            purpose: "Your own themes; they replace built-in ones of the same name."
        ),
        KeptFile(
            path: Locations.usual.database(of: .openRouter),
            purpose: """
                OpenRouter's database: catalog, evidence, prompts and answers. muster copies one of \
                an older version, or of the predecessor, before it changes it.
                """
        ),
        KeptFile(
            path: "~/.local/share/muster/<host>[-<port>][-<path>].sqlite",
            purpose: "The database of any other service, such as `127.0.0.1-8931-api-v1.sqlite`."
        ),
        KeptFile(
            path: Locations.usual.log,
            purpose: "The log, longer with `--verbose`; it never has the key."
        ),
    ]
}

extension Locations {
    /// The default locations, below the home directory `~`.
    static let usual = Locations(environment: [:], home: "~")
}
