/// The user's saved filters by name, during parsing.
package struct SavedFilters {
    /// The limit of words that one filter may expand to.
    static let maximumTerms = 1000

    private static let maximumDepth = 20

    enum Problem: Error {
        case unknown(nearest: String?)
        case circular
        case unreadable(ModelFilter.Complaint)
        case tooLong
    }

    private let sources: [String: String]
    private var known: [String: ModelFilter] = [:]
    /// Names being expanded, outermost first.
    private var open: [String] = []

    init(_ sources: [String: String]) {
        self.sources = sources
    }

    /// Explains why a filter cannot be saved by a name; `nil` if it can.
    package static func problem(
        saving source: String,
        as name: String,
        beside saved: [String: String]
    ) -> String? {
        let isName =
            (1...40).contains(name.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isName else { return "A name has letters, digits, - and _" }
        if source.isEmpty { return "There is no filter to save; / writes one" }
        var all = saved
        all[name] = source
        let complaints = ModelFilter("@\(name)", saved: all).complaints
        return complaints.first.map { "It cannot be saved: \($0.reason)" }
    }

    mutating func terms(of name: String) -> Result<[FilterTerm], Problem> {
        guard !open.contains(name) else { return .failure(.circular) }
        guard open.count < Self.maximumDepth else { return .failure(.tooLong) }
        guard let source = sources[name] else {
            return .failure(
                .unknown(nearest: Spelling.nearest(to: name, in: sources.keys.sorted()))
            )
        }
        let filter: ModelFilter
        if let read = known[name] {
            filter = read
        } else {
            open.append(name)
            filter = ModelFilter(source, saved: &self)
            open.removeLast()
            known[name] = filter
        }
        if let complaint = filter.complaints.first {
            return .failure(.unreadable(complaint))
        }
        guard Self.count(filter.terms) < Self.maximumTerms else { return .failure(.tooLong) }
        return .success(filter.terms)
    }

    private static func count(_ terms: [FilterTerm]) -> Int {
        terms.reduce(0) { sum, term in
            if case .saved(_, let terms) = term.condition { sum + count(terms) } else { sum + 1 }
        }
    }
}
