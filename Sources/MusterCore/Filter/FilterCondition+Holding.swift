import Foundation

extension FilterCondition {
    /// Tests the model at `place`; `ModelSearch` handles bare words.
    func holds(for models: UnsafeBufferPointer<Model>, _ place: Int, _ moment: FilterMoment) -> Bool
    {
        switch self {
        case .text:
            true
        case .author(let authors):
            authors.contains { Self.isAuthor($0, of: models[place].entry.id.rawValue) }
        case .state(let states):
            states.contains { Self.isIn($0, models, place, moment) }
        case .property(let properties):
            properties.contains { property in
                switch property {
                case .hf: models[place].huggingFaceID != nil
                case .reason: models[place].disabledReason != nil
                case .elsewhere: !models[place].elsewhere.isEmpty
                }
            }
        case .input(let modalities):
            Self.haveCommon(models[place].entry.inputModalities, modalities)
        case .output(let modalities):
            Self.haveCommon(models[place].entry.outputModalities, modalities)
        case .parameter(let parameters):
            // The row's own list is the union over all endpoints, those that are down included.
            Self.haveCommon(
                models[place].endpoints?.parameters ?? models[place].entry.supportedParameters,
                parameters
            )
        case .reasoning(let words):
            words.contains { Self.reasons(models[place].entry.traits.reasoning, $0) }
        case .quantity(let quantity, let comparison, let bound):
            Self.value(of: quantity, models, place, moment)
                .map { comparison.holds($0, bound) } ?? false
        case .price(let quantity, let comparison, let bound):
            Self.price(quantity, models, place).map { comparison.holds($0, bound) } ?? false
        case .saved:
            true
        }
    }

    /// Whether a model reasons as a word says: `always`, `optional`, `none`, or an effort.
    private static func reasons(_ reasoning: ModelTraits.Reasoning?, _ word: String) -> Bool {
        switch word {
        case "always": reasoning?.isMandatory == true
        case "optional": reasoning?.isMandatory == false
        case "none": reasoning == nil
        default: reasoning?.efforts.contains(word) == true
        }
    }

    /// Whether an ID starts with this author, ignoring case and the `~` of an alias.
    private static func isAuthor(_ author: String, of id: String) -> Bool {
        var letters = id.utf8[...]
        if letters.first == UInt8(ascii: "~") { letters.removeFirst() }
        for wanted in author.utf8 {
            guard let letter = letters.popFirst(),
                letter == wanted || (0x41...0x5A).contains(letter) && letter | 0x20 == wanted
            else { return false }
        }
        return letters.first.map { $0 == UInt8(ascii: "/") } ?? true
    }

    private static func haveCommon(_ words: [String], _ wanted: [String]) -> Bool {
        wanted.contains { words.contains($0) }
    }

    private static func isIn(
        _ state: State,
        _ models: UnsafeBufferPointer<Model>,
        _ place: Int,
        _ moment: FilterMoment
    ) -> Bool {
        switch state {
        case .up:
            switch models[place].verdict.availability {
            case .verified, .reachable, .degraded: true
            case .limited, .unavailable, .unknown: false
            }
        case .verified: models[place].verdict.availability == .verified
        case .reachable: models[place].verdict.availability == .reachable
        case .degraded: models[place].verdict.availability == .degraded
        case .limited: models[place].verdict.availability == .limited
        case .unavailable: models[place].verdict.availability == .unavailable
        case .unknown: models[place].verdict.availability == .unknown
        case .free: models[place].entry.isFree
        case .router: models[place].entry.isRouter
        case .disabled: models[place].isDisabled
        case .favorite: models[place].isFavorite
        case .marked: models[place].isMarked || moment.marked.contains(models[place].entry.id)
        case .unlisted: !models[place].isListed
        case .batch: models[place].entry.id.isBatchOnly
        case .mine: models[place].isMine == true
        case .zdr: models[place].entry.traits.offersZeroRetention == true
        case .stale: models[place].verdict.isStale
        case .changed: !models[place].changes.isEmpty
        case .new: models[place].isNew(now: moment.now)
        case .expiring: models[place].isExpiring(now: moment.now)
        }
    }

    private static func value(
        of quantity: Quantity,
        _ models: UnsafeBufferPointer<Model>,
        _ place: Int,
        _ moment: FilterMoment
    ) -> Double? {
        switch quantity {
        case .ctx: models[place].entry.contextLength.map(Double.init)
        case .age: models[place].entry.created.map { moment.now.timeIntervalSince($0) / 86_400 }
        case .speed: models[place].endpoints?.speed
        case .latency: models[place].endpoints?.latency.map { $0 / 1000 }
        case .uptime: models[place].endpoints?.uptime
        case .intelligence: models[place].entry.traits.intelligence
        case .coding: models[place].entry.traits.coding
        case .agentic: models[place].entry.traits.agentic
        case .cutoff:
            models[place].entry.traits.knowledgeCutoff.flatMap(ModelTraits.ordinal(ofDay:))
        case .price, .prompt, .completion, .batch: nil
        }
    }

    private static func price(
        _ quantity: Quantity,
        _ models: UnsafeBufferPointer<Model>,
        _ place: Int
    ) -> Decimal? {
        let prompt = models[place].entry.promptPrice?.perToken
        let completion = models[place].entry.completionPrice?.perToken
        switch quantity {
        case .prompt: return prompt
        case .completion: return completion
        case .price:
            // A price limit applies to both prices.
            guard let prompt, let completion else { return nil }
            return max(prompt, completion)
        case .batch:
            let prices = models[place].batchPrices
            guard let prompt = prices?.prompt?.perToken,
                let completion = prices?.completion?.perToken
            else { return nil }
            return max(prompt, completion)
        case .ctx, .age, .speed, .latency, .uptime, .intelligence, .coding, .agentic, .cutoff:
            return nil
        }
    }
}

extension FilterCondition.Comparison {
    fileprivate func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .equal: left == right
        case .greaterOrEqual: left >= right
        case .greater: left > right
        }
    }
}
