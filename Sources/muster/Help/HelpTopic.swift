import MusterCore

/// What `muster help` can explain beside the commands.
enum HelpTopic: String, CaseIterable {
    case filters
    case keys
    case availability
    case batch
    case configuration
    case environment
    case files
    case exitCodes = "exit-codes"
    case themes
    case troubleshooting
    case security

    /// What it is about, in a few words.
    var abstract: String {
        switch self {
        case .filters: "The language of filters."
        case .keys: "Every key of the interface, and how to change them."
        case .availability: "What the badges mean, and how long they hold."
        case .batch: "From picking models to the results of a batch."
        case .configuration: "Every entry of the configuration file."
        case .environment: "Every variable of the environment."
        case .files: "Where muster keeps what."
        case .exitCodes: "What the exit codes mean."
        case .themes: "Choosing and writing themes."
        case .troubleshooting: "Error messages, and what to do about them."
        case .security: "What is trusted, kept and sent."
        }
    }

    /// The whole text, made or unpacked when it is asked for.
    ///
    /// What is prose is the document of the same name in `docs/`, compiled in; what is a table is
    /// made of the values that the program itself goes by.
    var markdown: String {
        switch self {
        case .filters: Self.document(PackageResources.FILTERS_md)
        case .keys: Self.document(PackageResources.KEYS_md)
        case .availability: Self.document(PackageResources.AVAILABILITY_md)
        case .batch: Self.document(PackageResources.BATCH_md)
        case .configuration: ConfigurationReference.configuration
        case .environment: ConfigurationReference.environment
        case .files: ConfigurationReference.files
        case .exitCodes: ConfigurationReference.exitCodes
        case .themes: Self.document(PackageResources.THEMES_md)
        case .troubleshooting: Self.document(PackageResources.TROUBLESHOOTING_md)
        case .security: Self.document(PackageResources.SECURITY_md)
        }
    }

    private static func document(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
