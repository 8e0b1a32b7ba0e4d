/// What the command line says over the environment and the configuration.
///
/// A plain value, so that `muster` alone, the command that is run most, starts without the parser
/// of the command line: making ready what describes two dozen commands takes a fifth of the time
/// to the first screen.
struct SettingsOverrides: Sendable {
    var database: String?
    var baseURL: String?
    var config: String?
    var theme: String?
    var isASCII = false
    var isForScreenReader = false
    var hasNoColor = false
    var isVerbose = false
}
