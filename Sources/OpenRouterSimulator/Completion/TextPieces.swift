/// Cuts text into pieces of about a token, as models stream it.
enum TextPieces {
    /// The most characters of one piece.
    static let charactersMax = 8

    /// Cuts before white space and after every eighth character, never inside a character.
    static func split(_ text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var length = 0
        for character in text {
            let isBoundary = character.isWhitespace && piece.last?.isWhitespace == false
            if isBoundary || length >= charactersMax {
                pieces.append(piece)
                piece = ""
                length = 0
            }
            piece.append(character)
            length += 1
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}
