/// Why a batch cannot begin, or cannot go on.
package enum BatchError: Error, Sendable, Hashable {
    /// A line of the prompts cannot be used.
    case badPrompt(line: Int, reason: String)
    /// A line of the results is not a batch's; the file is left as it is.
    case foreignResults(path: String, line: Int)
    /// The results hold an answer to another prompt of the same ID.
    case otherPrompt(id: String, path: String)
    /// Another process writes to the results.
    case inUse(path: String, process: Int32)
    /// The results are something else than a file.
    case notAFile(path: String)
    /// A model's price is not known, so that no bound on the cost can be kept.
    case unpriced(ModelID)
    /// The results cannot be read or written; what is in them is whole.
    case results(FileFailure)
}

extension BatchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badPrompt(let line, let reason):
            "line \(line): \(reason)"
        case .foreignResults(let path, let line):
            "\(path) is there and line \(line) of it is not a result of muster; it was left as it is. "
                + "Name another file with -o."
        case .otherPrompt(let id, let path):
            "\(path) has a result of another prompt with the id \(id). Give the changed prompt a new "
                + "id, or name another file with -o."
        case .inUse(let path, let process):
            "Another process (\(process)) is writing to \(path)."
        case .notAFile(let path):
            "\(path) is not a file; results are read again when a batch goes on."
        case .unpriced(let model):
            "The price of \(model) is unknown or varies, so --max-cost cannot be kept with it."
        case .results(let failure):
            "The results could not be written: \(failure). Those that are in the file are whole; "
                + "run the same command again to go on."
        }
    }
}
