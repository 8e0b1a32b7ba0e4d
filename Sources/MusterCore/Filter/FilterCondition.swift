import Foundation

/// One condition of a filter.
package enum FilterCondition: Sendable, Hashable {
    /// `is:` and one of these.
    package enum State: String, Sendable, CaseIterable {
        case verified
        case reachable
        case degraded
        case limited
        case unavailable
        case unknown
        case free
        case router
        case disabled
        case favorite
        case marked
        case new
        case stale
        case changed
        case expiring
        case unlisted
    }

    /// How a quantity is compared.
    package enum Comparison: String, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case equal = "="
        case greaterOrEqual = ">="
        case greater = ">"
    }

    /// A quantity of a model.
    package enum Quantity: String, Sendable, CaseIterable {
        case ctx
        case price
        case prompt
        case completion
        case age
    }

    /// A bare word, in lower case, within model ID, name or Hugging Face ID.
    case text(String)
    /// `author:meta-llama`.
    case author(String)
    /// `is:free`.
    case state(State)
    /// `has:hf`.
    case hasHuggingFaceID
    /// `in:image`.
    case input(String)
    /// `out:text`.
    case output(String)
    /// `param:tools`.
    case parameter(String)
    /// `ctx>=128k`, `price<=0.5` in US dollars per million tokens, `age<30d`.
    case quantity(Quantity, Comparison, Double)

    /// Why a word is no condition.
    struct Problem: Error {
        let reason: String
    }

    /// Days after which a model is no longer new, and before which it is expiring.
    private static let recentDays = 14.0

    /// Reads one word.
    static func read(_ word: Substring) -> Result<FilterCondition, Problem> {
        if let match = word.lowercased().wholeMatch(of: /([a-z]+)(<=|>=|<|>|=)(.*)/),
            let quantity = Quantity(rawValue: String(match.1)),
            let comparison = Comparison(rawValue: String(match.2))
        {
            return readQuantity(quantity, comparison, match.3)
        }
        guard let colon = word.firstIndex(of: ":") else {
            return .success(.text(word.lowercased()))
        }
        let value = word[word.index(after: colon)...].lowercased()
        let key = word[..<colon].lowercased()
        let keys = ["author", "is", "has", "in", "out", "param"]
        // `deepcoder:free` is a piece of a model ID, not a key that nobody knows.
        guard keys.contains(key) else { return .success(.text(word.lowercased())) }
        guard !value.isEmpty else { return .failure(Problem(reason: "\(key): needs a value")) }
        switch key {
        case "author": return .success(.author(value))
        case "in": return .success(.input(value))
        case "out": return .success(.output(value))
        case "param": return .success(.parameter(value))
        case "has":
            guard value == "hf" else {
                return .failure(Problem(reason: "has: knows only hf"))
            }
            return .success(.hasHuggingFaceID)
        default:
            guard let state = State(rawValue: value) else {
                let states = State.allCases.map(\.rawValue).joined(separator: " ")
                return .failure(Problem(reason: "is: knows \(states)"))
            }
            return .success(.state(state))
        }
    }

    private static func readQuantity(
        _ quantity: Quantity,
        _ comparison: Comparison,
        _ text: Substring
    ) -> Result<FilterCondition, Problem> {
        var digits = text.lowercased()
        var factor = 1.0
        let units: [Character: Double] =
            switch quantity {
            case .ctx: ["k": 1000, "m": 1_000_000]
            case .age: ["d": 1, "w": 7, "m": 30, "y": 365]
            case .price, .prompt, .completion: [:]
            }
        if let last = digits.last, let unit = units[last] {
            factor = unit
            digits.removeLast()
        }
        if digits.hasPrefix("$") { digits.removeFirst() }
        guard let value = Double(digits), value.isFinite, value >= 0 else {
            let example =
                switch quantity {
                case .ctx: "ctx>=128k"
                case .age: "age<30d"
                default: "\(quantity.rawValue)<=0.5"
                }
            return .failure(Problem(reason: "needs a number, as in \(example)"))
        }
        return .success(.quantity(quantity, comparison, value * factor))
    }

    /// Whether it holds for a model.
    func holds(for model: Model, isMarked: Bool, now: Date) -> Bool {
        switch self {
        case .text(let word):
            model.id.rawValue.lowercased().contains(word)
                || model.name.lowercased().contains(word)
                || (model.huggingFaceID?.rawValue.lowercased().contains(word) ?? false)
        case .author(let author):
            model.id.author.lowercased() == author
        case .state(let state):
            Self.isIn(state, model, isMarked: isMarked, now: now)
        case .hasHuggingFaceID:
            model.huggingFaceID != nil
        case .input(let modality):
            model.inputModalities.contains(modality)
        case .output(let modality):
            model.outputModalities.contains(modality)
        case .parameter(let parameter):
            model.supportedParameters.contains(parameter)
        case .quantity(let quantity, let comparison, let value):
            Self.value(of: quantity, model, now: now).map { comparison.holds($0, value) } ?? false
        }
    }

    private static func isIn(_ state: State, _ model: Model, isMarked: Bool, now: Date) -> Bool {
        switch state {
        case .verified, .reachable, .degraded, .limited, .unavailable, .unknown:
            model.verdict.availability.rawValue == state.rawValue
        case .free: model.isFree
        case .router: model.isRouter
        case .disabled: model.isDisabled
        case .favorite: model.isFavorite
        case .marked: isMarked
        case .unlisted: !model.isListed
        case .stale: model.verdict.isStale
        case .changed: !model.changes.isEmpty
        case .new:
            model.created.map { now.timeIntervalSince($0) < recentDays * 86_400 } ?? false
        case .expiring:
            expiration(of: model).map { $0.timeIntervalSince(now) < recentDays * 86_400 } ?? false
        }
    }

    private static func expiration(of model: Model) -> Date? {
        guard let day = model.expirationDate else { return nil }
        return try? Date("\(day)T00:00:00Z", strategy: .iso8601)
    }

    private static func value(of quantity: Quantity, _ model: Model, now: Date) -> Double? {
        func dollars(_ price: Price?) -> Double? {
            price.map { NSDecimalNumber(decimal: $0.perMillion).doubleValue }
        }
        switch quantity {
        case .ctx: return model.contextLength.map(Double.init)
        case .prompt: return dollars(model.promptPrice)
        case .completion: return dollars(model.completionPrice)
        case .price:
            // A bound on the price is a bound on both.
            guard let prompt = dollars(model.promptPrice),
                let completion = dollars(model.completionPrice)
            else { return nil }
            return max(prompt, completion)
        case .age: return model.created.map { now.timeIntervalSince($0) / 86_400 }
        }
    }
}

extension FilterCondition.Comparison {
    fileprivate func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .equal: left == right
        case .greaterOrEqual: left >= right
        case .greater: left > right
        }
    }
}
