extension String {
    /// Replaces a mark of quotation, also one that a combining accent has made another character.
    func replacing(mark: Unicode.Scalar, with text: String) -> String {
        var replaced = UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == mark {
                replaced.append(contentsOf: text.unicodeScalars)
            } else {
                replaced.append(scalar)
            }
        }
        return String(replaced)
    }
}
