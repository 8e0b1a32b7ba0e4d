package import Foundation

/// Which models to show, as the user wrote it: words and conditions, all of which must hold.
///
/// Reading is total: what cannot be read becomes a complaint, and the rest still filters.
package struct ModelFilter: Sendable, Hashable {
    /// A word that could not be read, and why.
    package struct Complaint: Sendable, Hashable {
        /// The word as written.
        package var word: String
        /// What is wrong with it, in words.
        package var reason: String
    }

    /// The filter as written.
    package let source: String
    /// What is wrong with it.
    package private(set) var complaints: [Complaint] = []
    /// Its words, read.
    private var terms: [Term] = []

    /// The filter that lets everything through.
    package static let all = ModelFilter("")

    /// Reads a filter: `llama is:free -author:meta-llama ctx>=128k price<=0.5`.
    package init(_ source: String) {
        self.source = source
        for word in source.split(whereSeparator: \.isWhitespace) {
            var body = word
            let isNegated = body.first == "-" && body.count > 1
            if isNegated { body.removeFirst() }
            switch FilterCondition.read(body) {
            case .success(let condition):
                terms.append(Term(condition: condition, isNegated: isNegated))
            case .failure(let problem):
                complaints.append(Complaint(word: String(word), reason: problem.reason))
            }
        }
    }

    /// Whether it lets everything through.
    package var isEmpty: Bool { terms.isEmpty }

    /// The bare words, in lower case: what to highlight in a row.
    package var words: [String] {
        terms.compactMap { term in
            guard case .text(let word) = term.condition, !term.isNegated else { return nil }
            return word
        }
    }

    /// Whether it names disabled or unlisted models, which lists otherwise leave out.
    package func names(_ state: FilterCondition.State) -> Bool {
        terms.contains { $0.condition == .state(state) && !$0.isNegated }
    }

    /// Whether a model passes every term.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - isMarked: whether the user has marked it.
    ///   - now: the time against which ages are measured.
    /// - Returns: whether every term holds.
    package func matches(_ model: Model, isMarked: Bool = false, now: Date) -> Bool {
        terms.allSatisfy { term in
            term.condition.holds(for: model, isMarked: isMarked, now: now) != term.isNegated
        }
    }

    private struct Term: Sendable, Hashable {
        var condition: FilterCondition
        var isNegated: Bool
    }
}
