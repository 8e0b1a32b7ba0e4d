/// A JSON text as a value whose objects keep the order of their keys.
///
/// Foundation's encoder cannot keep an order, and its numbers lose digits; a faithful answer needs
/// both, so numbers are held as they will be written.
enum JSONValue: Sendable, Equatable {
    /// The literal `null`.
    case null
    /// The literal `true` or `false`.
    case bool(Bool)
    /// A number, spelled as it is to be written.
    case number(String)
    /// A text, unescaped.
    case string(String)
    /// An ordered list.
    case array([JSONValue])
    /// Members in the order in which they are written; keys are not checked for duplicates.
    case object([JSONMember])

    /// Makes a number from an integer.
    static func int(_ value: Int) -> JSONValue { .number(String(value)) }

    /// Makes a number without an exponent and with at most ten decimals, as costs are.
    static func decimal(_ value: Double) -> JSONValue { .number(decimalText(value, places: 10)) }

    /// Makes an object from members.
    static func members(_ members: [JSONMember]) -> JSONValue { .object(members) }

    /// The first member of that name, or `nil` when this is no object or has none.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, if this is one.
    var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, if this is one without a fraction that fits.
    var intValue: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }

    /// A copy with that member set in its place, or appended when there was none.
    func setting(_ key: String, to value: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index] = JSONMember(key: key, value: value)
        } else {
            members.append(JSONMember(key: key, value: value))
        }
        return .object(members)
    }
}

/// Writes a finite number without an exponent, trailing zeros dropped.
func decimalText(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    // Beyond this the digits would be noise, and the conversion would trap.
    guard scaled < 9e18 else { return String(value) }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = padded.dropLast(places)
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    let text = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    return value < 0 && scaled > 0 ? "-" + text : text
}
