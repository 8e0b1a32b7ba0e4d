import Foundation

/// The order of a list of models.
package struct ModelSort: Sendable, Hashable {
    package enum Key: String, Sendable, CaseIterable {
        case id
        case name
        /// The Hugging Face ID; models without one come last.
        case hf
        case status
        case context
        case prompt
        case completion
        case created
        case answer
        case checked
        /// The date the catalog drops the model; models that stay come last.
        case expires
        /// Tokens a second of the endpoint that routing prefers; unmeasured models come last.
        case speed
        /// The time to its first token.
        case latency
        case uptime
        case intelligence
        case coding
        case agentic
        case cutoff

        /// The order in words, as `sort: last check` shows it.
        package var title: String {
            switch self {
            case .id: "model ID"
            case .name, .status, .context, .speed, .latency, .uptime, .intelligence, .coding,
                .agentic:
                rawValue
            case .cutoff: "knowledge cutoff"
            case .hf: "Hugging Face ID"
            case .prompt: "prompt price"
            case .completion: "completion price"
            case .created: "age"
            case .answer: "longest answer"
            case .checked: "last check"
            case .expires: "expiry"
            }
        }
    }

    package var key: Key
    package var isReversed: Bool

    /// By default, an order by model ID.
    package init(_ key: Key = .id, isReversed: Bool = false) {
        self.key = key
        self.isReversed = isReversed
    }

    /// Sorts models; equal ones, and those without a value, come last by model ID.
    package func sorted(_ models: [Model]) -> [Model] {
        order(of: models).map { models[Int($0)] }
    }

    /// Returns the places of the models in this order.
    ///
    /// It compares and moves small numbers, and looks at a text only if two of them start alike.
    package func order(of models: [Model]) -> [Int32] {
        let places = Self.placesByID(models)
        if key == .id { return isReversed ? places.reversed() : places }
        var entries: [Entry] = []
        var texts: [String] = []
        var withoutValue: [Int32] = []
        entries.reserveCapacity(models.count)
        for place in places {
            switch value(of: models[Int(place)]) {
            case .number(let number):
                entries.append(Entry(number, rank: entries.count, place: place))
            case .text(let text):
                entries.append(Entry(text, rank: entries.count, place: place))
                texts.append(text)
            case nil:
                withoutValue.append(place)
            }
        }
        entries.sort { left, right in
            if left.prefix != right.prefix { return (left.prefix < right.prefix) != isReversed }
            if !texts.isEmpty {
                let (first, second) = (texts[Int(left.rank)], texts[Int(right.rank)])
                if first != second { return (first < second) != isReversed }
            }
            return left.rank < right.rank
        }
        return entries.map(\.place) + withoutValue
    }

    /// Whether two states of one model sort to the same place.
    package func ranksAlike(_ left: Model, _ right: Model) -> Bool {
        left.id == right.id && value(of: left) == value(of: right)
    }

    private enum Value: Equatable {
        case number(Double)
        case text(String)
    }

    /// The sort value; `nil` sorts last in either direction.
    private func value(of model: Model) -> Value? {
        switch key {
        case .id: .text(model.id.rawValue)
        case .name: .text(model.entry.name.lowercased())
        case .hf: (model.huggingFaceID?.rawValue.lowercased()).map(Value.text)
        case .status: .number(model.statusRank)
        case .context: model.entry.contextLength.map { .number(Double($0)) }
        case .prompt: (model.entry.promptPrice?.approximate).map(Value.number)
        case .completion: (model.entry.completionPrice?.approximate).map(Value.number)
        case .created: model.entry.created.map { .number($0.timeIntervalSince1970) }
        case .answer: model.entry.maxCompletionTokens.map { .number(Double($0)) }
        case .checked: model.verdict.checkedAt.map { .number($0.timeIntervalSince1970) }
        case .expires: model.entry.expirationDate.map(Value.text)
        case .speed: (model.endpoints?.speed).map(Value.number)
        case .latency: (model.endpoints?.latency).map(Value.number)
        case .uptime: (model.endpoints?.uptime).map(Value.number)
        case .intelligence: model.entry.traits.intelligence.map(Value.number)
        case .coding: model.entry.traits.coding.map(Value.number)
        case .agentic: model.entry.traits.agentic.map(Value.number)
        case .cutoff: model.entry.traits.knowledgeCutoff.map(Value.text)
        }
    }

    private struct Entry {
        /// The number, or the first eight bytes of the text, as order-preserving bits.
        let prefix: UInt64
        /// The rank by model ID among the models with a value.
        let rank: Int32
        let place: Int32

        init(_ number: Double, rank: Int, place: Int32) {
            // Map both signs of zero to one value.
            let bits = (number == 0 ? 0 : number).bitPattern
            prefix = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
            self.rank = Int32(rank)
            self.place = place
        }

        init(_ text: String, rank: Int, place: Int32) {
            var prefix: UInt64 = 0
            var shift = 64
            for byte in text.utf8.prefix(8) {
                shift -= 8
                prefix |= UInt64(byte) << UInt64(shift)
            }
            self.prefix = prefix
            self.rank = Int32(rank)
            self.place = place
        }
    }

    private static func placesByID(_ models: [Model]) -> [Int32] {
        let isByID = models.indices.dropFirst()
            .allSatisfy { models[$0 - 1].id.rawValue <= models[$0].id.rawValue }
        let places = Array(0..<Int32(models.count))
        return isByID ? places : places.sorted { models[Int($0)].id < models[Int($1)].id }
    }
}

extension Price {
    /// The closest binary number, which is exact enough for sorting.
    fileprivate var approximate: Double { NSDecimalNumber(decimal: perToken).doubleValue }
}

extension Model {
    /// Usable models first, disabled ones last; among free ones of a status, the most often answered.
    fileprivate var statusRank: Double {
        if isDisabled { return 6 }
        let rank: Double =
            switch verdict.availability {
            case .verified: 0
            case .reachable: 1
            case .degraded: 2
            case .limited: 3
            case .unknown: 4
            case .unavailable: 5
            }
        return rank + unansweredRate
    }
}
