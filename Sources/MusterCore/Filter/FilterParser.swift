import Foundation

/// Parses a filter into tokens with positions, terms, and complaints; every input parses.
struct FilterParser {
    enum Key: String, CaseIterable {
        case `is`
        case author
        case has
        case `in`
        case out
        case param
        case reasoning
    }

    private(set) var terms: [FilterTerm] = []
    private(set) var complaints: [ModelFilter.Complaint] = []
    private var tokens: [FilterToken] = []
    private let characters: [Character]
    /// The word that the user has not finished, in characters.
    private let pending: Range<Int>?
    private var place = 0

    init(_ source: String, pending: Range<Int>?) {
        characters = Array(source)
        self.pending = pending
    }

    /// All tokens, with those marked that a complaint refers to.
    var markedTokens: [FilterToken] {
        guard !complaints.isEmpty else { return tokens }
        return tokens.map { token in
            var token = token
            token.isWrong =
                token.kind != .space && complaints.contains { $0.range.overlaps(token.range) }
            return token
        }
    }

    mutating func parse(_ saved: inout SavedFilters) {
        while place < characters.count {
            let start = place
            if characters[place].isWhitespace {
                place = end(of: start) { $0.isWhitespace }
                add(.space, to: place)
            } else {
                let end = wordEnd(from: start)
                if start..<end == pending {
                    add(.pending, to: end)
                } else {
                    parseWord(to: end, &saved)
                }
                place = end
            }
        }
    }

    // MARK: - Words

    /// Finds the end of a word: white space outside quotation marks.
    private func wordEnd(from start: Int) -> Int {
        var isQuoted = false
        return end(of: start) { character in
            if character == "\"" { isQuoted.toggle() }
            return isQuoted || !character.isWhitespace
        }
    }

    private mutating func parseWord(to end: Int, _ saved: inout SavedFilters) {
        let start = place
        var isNegated = false
        if characters[start] == "-", start + 1 < end {
            isNegated = true
            place += 1
            add(.negation, to: place, from: start)
        }
        let word = start..<end
        let letters = self.end(of: place, before: end) { $0.isASCII && $0.isLetter }
        let key = text(place..<letters).lowercased()
        if let comparison = comparison(at: letters) {
            parseComparison(key, comparison, from: letters, to: end, word, isNegated)
        } else if letters < end, characters[letters] == ":", letters > place {
            parseValues(of: key, from: letters + 1, to: end, word, isNegated)
        } else if characters[place] == "@", place + 1 < end {
            parseName(to: end, word, isNegated, &saved)
        } else {
            parseText(to: end, word, isNegated)
        }
    }

    private mutating func parseText(to end: Int, _ word: Range<Int>, _ isNegated: Bool) {
        let parts = values(to: end, kind: .text)
        let patterns = parts.compactMap { part in
            TextPattern(unquoted(part), isExact: characters[part].first == "\"")
        }
        if patterns.isEmpty {
            guard text(place..<end) == "|" else { return }
            return complain(word, place..<end, "put | between values, without spaces: llama|qwen")
        }
        let condition = FilterCondition.text(isNegated ? patterns.map(\.exact) : patterns)
        terms.append(FilterTerm(condition: condition, isNegated: isNegated))
    }

    private mutating func parseName(
        to end: Int,
        _ word: Range<Int>,
        _ isNegated: Bool,
        _ saved: inout SavedFilters
    ) {
        let range = place..<end
        add(.name, to: end)
        let name = text(range).dropFirst().lowercased()
        switch saved.terms(of: name) {
        case .success(let terms):
            self.terms.append(
                FilterTerm(condition: .saved(name: name, terms), isNegated: isNegated)
            )
        case .failure(.unknown(let nearest)):
            complain(
                word,
                range,
                nearest.map { "did you mean @\($0)?" } ?? "no saved filter has that name"
            )
        case .failure(.circular):
            complain(word, range, "it refers to itself")
        case .failure(.unreadable(let complaint)):
            complain(word, range, "in it, \(complaint.word): \(complaint.reason)")
        case .failure(.tooLong):
            complain(word, range, "it expands to too many words")
        }
    }

    // MARK: - Keys

    private mutating func parseValues(
        of name: String,
        from valueStart: Int,
        to end: Int,
        _ word: Range<Int>,
        _ isNegated: Bool
    ) {
        let keyRange = place..<valueStart
        guard let key = Key(rawValue: name) else {
            if FilterCondition.Quantity(rawValue: name) != nil {
                add(.key, to: valueStart)
                _ = values(from: valueStart, to: end, kind: .value)
                return complain(word, keyRange, "compare it, as in \(Self.example(of: name))")
            }
            // `deepcoder:free` is part of a model ID, not an unknown key; but a near miss of a
            // known key was meant as one.
            let keys = Key.allCases.map(\.rawValue).filter { $0.count > 3 }
            guard let meant = Spelling.nearest(to: name, in: keys), name.count > 3,
                Spelling.distance(Array(name), Array(meant)) <= 1
            else { return parseText(to: end, word, isNegated) }
            add(.key, to: valueStart)
            _ = values(from: valueStart, to: end, kind: .value)
            let value = text(valueStart..<end)
            return complain(word, keyRange, "did you mean \(meant):\(value)?")
        }
        add(.key, to: valueStart)
        let parts = values(from: valueStart, to: end, kind: .value)
        let found = parts.filter { !unquoted($0).isEmpty }
        guard !found.isEmpty else {
            return complain(
                word,
                keyRange,
                "\(key.rawValue): needs a value, as in \(Self.example(of: key.rawValue))"
            )
        }
        let condition: FilterCondition
        let values = found.map { unquoted($0).lowercased() }
        switch key {
        case .author: condition = .author(values)
        case .in: condition = .input(values)
        case .out: condition = .output(values)
        case .param: condition = .parameter(values)
        case .reasoning: condition = .reasoning(values)
        case .is:
            guard let states: [FilterCondition.State] = read(found, key, word) else { return }
            condition = .state(states)
        case .has:
            guard let properties: [FilterCondition.Property] = read(found, key, word) else {
                return
            }
            condition = .property(properties)
        }
        terms.append(FilterTerm(condition: condition, isNegated: isNegated))
    }

    /// Parses values from a closed list; complains and returns `nil` at the first unknown one.
    private mutating func read<Value: CaseIterable & RawRepresentable>(
        _ parts: [Range<Int>],
        _ key: Key,
        _ word: Range<Int>
    ) -> [Value]? where Value.RawValue == String {
        var values: [Value] = []
        for part in parts {
            let name = unquoted(part).lowercased()
            guard let value = Value(rawValue: name) else {
                let known = Value.allCases.map(\.rawValue)
                let meant = Spelling.nearest(to: name, in: known).map { "\(key.rawValue):\($0)" }
                complain(
                    word,
                    part,
                    (meant ?? Self.condition(of: name)).map { "did you mean \($0)?" }
                        ?? "\(key.rawValue): takes \(known.joined(separator: " "))"
                )
                return nil
            }
            values.append(value)
        }
        return values
    }

    /// The condition that has this value, where users often look for it under another key.
    private static func condition(of value: String) -> String? {
        let parameters = [
            "tools", "tool_choice", "structured_outputs", "response_format", "reasoning", "seed",
            "logprobs", "stop",
        ]
        if FilterCondition.State(rawValue: value) != nil { return "is:\(value)" }
        if FilterCondition.Property(rawValue: value) != nil { return "has:\(value)" }
        return parameters.contains(value) ? "param:\(value)" : nil
    }

    // MARK: - Quantities

    private func comparison(at place: Int) -> FilterCondition.Comparison? {
        FilterCondition.Comparison.allCases.first { comparison in
            characters[place...].starts(with: comparison.rawValue)
        }
    }

    private mutating func parseComparison(
        _ name: String,
        _ comparison: FilterCondition.Comparison,
        from keyEnd: Int,
        to end: Int,
        _ word: Range<Int>,
        _ isNegated: Bool
    ) {
        let keyRange = place..<keyEnd
        let valueStart = keyEnd + comparison.rawValue.count
        if keyEnd > place { add(.key, to: keyEnd) }
        add(.comparison, to: valueStart, from: keyEnd)
        if valueStart < end { add(.value, to: end, from: valueStart) }
        guard let quantity = FilterCondition.Quantity(rawValue: name) else {
            let reason: String
            if let key = Key(rawValue: name) {
                let value = text(valueStart..<end)
                reason =
                    "write "
                    + (value.isEmpty ? Self.example(of: key.rawValue) : "\(key.rawValue):\(value)")
            } else if let meant = Spelling.nearest(
                to: name,
                in: FilterCondition.Quantity.allCases.map(\.rawValue)
            ) {
                reason = "did you mean \(meant)\(text(keyEnd..<end))?"
            } else {
                let names = FilterCondition.Quantity.allCases.map(\.rawValue)
                reason =
                    "compare \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""), as "
                    + "in ctx>=128k"
            }
            return complain(word, keyRange.isEmpty ? keyEnd..<valueStart : keyRange, reason)
        }
        let value = text(valueStart..<end)
        guard let condition = FilterCondition(quantity, comparison, value) else {
            return complain(
                word,
                valueStart < end ? valueStart..<end : keyEnd..<valueStart,
                "needs a number, as in \(Self.example(of: name))"
            )
        }
        terms.append(FilterTerm(condition: condition, isNegated: isNegated))
    }

    private static func example(of key: String) -> String {
        switch key {
        case "is": "is:verified"
        case "author": "author:meta-llama"
        case "has": "has:hf"
        case "in": "in:image"
        case "out": "out:text"
        case "param": "param:tools"
        case "ctx": "ctx>=128k"
        case "age": "age<30d"
        case "speed": "speed>=50"
        case "latency": "latency<=2s"
        case "uptime": "uptime>=99"
        case "intelligence", "coding", "agentic": "\(key)>=40"
        case "cutoff": "cutoff>=2025-06"
        case "reasoning": "reasoning:always"
        default: "\(key)<=0.5"
        }
    }

    // MARK: - Pieces

    /// Splits the rest of a word at each `|` outside quotation marks.
    private mutating func values(
        from start: Int? = nil,
        to end: Int,
        kind: FilterToken.Kind
    ) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var begin = start ?? place
        var isQuoted = false
        for index in begin..<end {
            if characters[index] == "\"" { isQuoted.toggle() }
            guard characters[index] == "|", !isQuoted else { continue }
            if begin < index { add(kind, to: index, from: begin) }
            parts.append(begin..<index)
            add(.separator, to: index + 1, from: index)
            begin = index + 1
        }
        if begin < end { add(kind, to: end, from: begin) }
        parts.append(begin..<end)
        return parts
    }

    private func text(_ range: Range<Int>) -> String { String(characters[range]) }

    private func unquoted(_ range: Range<Int>) -> String {
        String(characters[range].filter { $0 != "\"" })
    }

    private func end(
        of start: Int,
        before limit: Int? = nil,
        while belongs: (Character) -> Bool
    ) -> Int {
        characters[start..<(limit ?? characters.count)].firstIndex { !belongs($0) }
            ?? limit ?? characters.count
    }

    private mutating func add(_ kind: FilterToken.Kind, to end: Int, from start: Int? = nil) {
        let last = tokens.last?.range.upperBound ?? 0
        tokens.append(FilterToken(kind: kind, range: (start ?? last)..<end))
    }

    private mutating func complain(_ word: Range<Int>, _ range: Range<Int>, _ reason: String) {
        complaints.append(
            ModelFilter.Complaint(word: text(word), range: range, reason: reason)
        )
    }
}
